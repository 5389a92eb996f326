import { existsSync } from 'node:fs';
import { typeOfFile, type InputCounts } from './input-counts.ts';
import { InputTally } from './input-tally.ts';
import { readLines, type BulkLine } from './read-lines.ts';
import { shardOf, type ShardFiles } from './shard-files.ts';
import { sharedReferences, sortLine, type SortedLine } from './sort-line.ts';

export const shardName = (shard: number): string => `patients-${shard}.ndjson`;
const wantedName = (shard: number): string => `wanted-${shard}.tsv`;
const sharedName = (shard: number): string => `shared-${shard}.tsv`;
export const REJECTED = 'rejected.ndjson';

/** Where the lines of one file go. */
export interface PartitionTarget {
  readonly shards: number;
  readonly work: ShardFiles;
  readonly outputs: ShardFiles;
  readonly onLine: (bytes: number) => void;
}

/**
 * First pass over one file: every line to its patient's shard, shared resources and the wish for them to shards of
 * their own. Holds one line and the counts.
 */
export async function partitionFile(
  path: string,
  name: string,
  before: InputCounts,
  target: PartitionTarget,
): Promise<InputCounts> {
  const tally = new InputTally(before, typeOfFile(name));
  for await (const line of readLines(path)) {
    target.onLine(line.bytes.length + 1);
    if (line.bytes.toString('latin1').trim() === '') continue;
    const sorted = sortLine(line.bytes);
    place(sorted, line, name, target);
    tally.note(sorted);
  }
  return tally.counts();
}

function place(
  sorted: SortedLine,
  line: BulkLine,
  file: string,
  { shards, work, outputs }: PartitionTarget,
): void {
  switch (sorted.kind) {
    case 'of-patient': {
      const shard = shardOf(sorted.patient, shards);
      work.append(shardName(shard), `${sorted.text.trim()}\n`);
      for (const reference of sharedReferences(sorted.resource))
        work.append(wantedName(shardOf(reference, shards)), `${reference}\t${shard}\n`);
      return;
    }
    case 'shared':
      work.append(
        sharedName(shardOf(sorted.reference, shards)),
        `${sorted.reference}\t${sorted.text.trim()}\n`,
      );
      return;
    case 'rejected':
      outputs.append(REJECTED, `${JSON.stringify(rejection(sorted.reason, line, file))}\n`);
      return;
    case 'outcome':
    case 'not-needed':
      return;
    default:
      sorted satisfies never;
  }
}

/** The line itself goes along, in base64 where it is no text, so that nothing is lost. */
function rejection(
  reason: string,
  { number, bytes }: BulkLine,
  file: string,
): Readonly<Record<string, unknown>> {
  const text = bytes.toString('utf8');
  const whole = Buffer.from(text, 'utf8').equals(bytes) ? { text } : { base64: bytes.toString('base64') };
  return { file, line: number, reason, ...whole };
}

/** Second step: gives each shard the shared resources its patients point to, one slice of references at a time. */
export async function joinShared(slice: number, { work }: PartitionTarget): Promise<void> {
  const wanted = new Map<string, Set<string>>();
  for await (const { bytes } of linesIfAny(work.path(wantedName(slice)))) {
    const [reference = '', shard = ''] = bytes.toString('utf8').split('\t');
    const shards = wanted.get(reference);
    if (shards) shards.add(shard);
    else wanted.set(reference, new Set([shard]));
  }
  for await (const { bytes } of linesIfAny(work.path(sharedName(slice)))) {
    const text = bytes.toString('utf8');
    const tab = text.indexOf('\t');
    for (const shard of wanted.get(text.slice(0, tab)) ?? [])
      work.append(shardName(Number(shard)), `${text.slice(tab + 1)}\n`);
  }
  work.flush();
}

async function* linesIfAny(path: string): AsyncGenerator<BulkLine> {
  if (existsSync(path)) yield* readLines(path);
}
