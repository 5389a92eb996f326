import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeTable } from '../../tables/code-tables.ts';
import type { Settings } from '../../report/settings.ts';
import type { InputFile } from './find-inputs.ts';
import { readCheckpoint, writeCheckpoint, type Checkpoint } from './checkpoint.ts';
import { evaluateShard, OUTPUTS } from './evaluate-shard.ts';
import { NO_INPUT } from './input-counts.ts';
import { joinShared, partitionFile, REJECTED, type PartitionTarget } from './partition.ts';
import type { Progress } from './progress.ts';
import { CHECKS_HEAD, LINES_HEAD } from './rows.ts';
import { ShardFiles } from './shard-files.ts';
import { summaryOf } from './summary.ts';
import { NO_TOTALS } from './totals.ts';

export interface AuditInput {
  readonly files: readonly InputFile[];
  readonly out: string;
  readonly settings: Settings;
  /** Inputs and rules in one string; a checkpoint of another one is not gone on from. */
  readonly fingerprint: string;
  readonly progress: Progress;
}

/** Plain NDJSON a shard should hold at most, on average: what is in memory at one time is a small multiple. */
const SHARD_BYTES = 8 * 1024 * 1024;
const MOST_SHARDS = 8_192;
/** NDJSON of FHIR shrinks about twentyfold. */
const GZIP_FACTOR = 20;

const shardsFor = (files: readonly InputFile[]): number => {
  const bytes = files.reduce(
    (sum, { path, size }) => sum + size * (path.endsWith('.gz') ? GZIP_FACTOR : 1),
    0,
  );
  return Math.min(MOST_SHARDS, Math.max(1, Math.ceil(bytes / SHARD_BYTES)));
};

/**
 * Judges a population in three bounded passes: lines to shards by patient, shared resources to the shards that need
 * them, then shard by shard. Everything is written to a working folder under `out` and moved into place at the
 * end; a run that was stopped goes on after its last finished file or shard.
 */
export async function runAudit(audit: AuditInput): Promise<Checkpoint> {
  const folder = join(audit.out, '.audit');
  mkdirSync(folder, { recursive: true });
  const found = readCheckpoint(folder, audit.fingerprint);
  if (found === null) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  const work = new ShardFiles(join(folder, 'shards'));
  const outputs = new ShardFiles(join(folder, 'outputs'));
  const start = found ?? firstCheckpoint(audit.fingerprint, outputs);
  work.cutBackTo(start.shardLengths);
  outputs.cutBackTo(start.outputLengths);
  const steps = new Steps(audit, { folder, work, outputs });
  const done = await steps.evaluate(await steps.join(await steps.partition(start)));
  publish(audit, folder, done);
  return done;
}

function firstCheckpoint(fingerprint: string, outputs: ShardFiles): Checkpoint {
  outputs.append('reports.ndjson', '');
  outputs.append('lines.csv', LINES_HEAD);
  outputs.append('checks.csv', CHECKS_HEAD);
  outputs.append(REJECTED, '');
  return {
    fingerprint,
    phase: 'partition',
    done: 0,
    shardLengths: {},
    outputLengths: outputs.lengths(),
    input: NO_INPUT,
    totals: NO_TOTALS,
  };
}

interface Folders {
  readonly folder: string;
  readonly work: ShardFiles;
  readonly outputs: ShardFiles;
}

/** The three passes. Each takes the checkpoint it goes on from and gives the one it ended with. */
class Steps {
  readonly #audit: AuditInput;
  readonly #folders: Folders;
  readonly #shards: number;

  constructor(audit: AuditInput, folders: Folders) {
    this.#audit = audit;
    this.#folders = folders;
    this.#shards = shardsFor(audit.files);
  }

  get #target(): PartitionTarget {
    const { work, outputs } = this.#folders;
    return { shards: this.#shards, work, outputs, onLine: (bytes) => this.#audit.progress.add(bytes) };
  }

  #save(checkpoint: Omit<Checkpoint, 'shardLengths' | 'outputLengths'>): Checkpoint {
    const { folder, work, outputs } = this.#folders;
    const saved = { ...checkpoint, shardLengths: work.lengths(), outputLengths: outputs.lengths() };
    writeCheckpoint(folder, saved);
    return saved;
  }

  async partition(from: Checkpoint): Promise<Checkpoint> {
    if (from.phase !== 'partition') return from;
    const { files, progress } = this.#audit;
    progress.start(
      'reading',
      files.reduce((sum, { size }) => sum + size, 0),
    );
    let checkpoint = from;
    for (const [place, file] of files.entries()) {
      if (place < from.done) continue;
      const input = await partitionFile(file.path, file.name, checkpoint.input, this.#target);
      checkpoint = this.#save({ ...checkpoint, done: place + 1, input });
    }
    return this.#save({ ...checkpoint, phase: 'join', done: 0 });
  }

  async join(from: Checkpoint): Promise<Checkpoint> {
    if (from.phase !== 'join') return from;
    this.#audit.progress.start('joining', this.#shards);
    let checkpoint = from;
    for (let slice = from.done; slice < this.#shards; slice += 1) {
      await joinShared(slice, this.#target);
      checkpoint = this.#save({ ...checkpoint, done: slice + 1 });
      this.#audit.progress.add(1);
    }
    return this.#save({ ...checkpoint, phase: 'evaluate', done: 0 });
  }

  async evaluate(from: Checkpoint): Promise<Checkpoint> {
    const { progress, settings } = this.#audit;
    progress.start('judging', this.#shards);
    let checkpoint = from;
    for (let shard = from.done; shard < this.#shards; shard += 1) {
      const { work, outputs } = this.#folders;
      const target = { work, outputs, settings, input: checkpoint.input };
      const totals = await evaluateShard(shard, checkpoint.totals, target);
      checkpoint = this.#save({ ...checkpoint, done: shard + 1, totals });
      progress.add(1);
    }
    return checkpoint;
  }
}

/** Moves what is finished into place; nothing half-written ever stands under the final names. */
function publish({ out, settings }: AuditInput, folder: string, done: Checkpoint): void {
  const table = typeof settings.table === 'string' ? settings.table : (settings.table?.id ?? null);
  const asked = {
    table: table ?? settings.site.codeTable,
    title: codeTable(table ?? settings.site.codeTable, settings.site)?.title ?? null,
  };
  writeFileSync(
    join(folder, 'outputs', 'summary.json'),
    `${JSON.stringify(summaryOf(done, asked), null, 2)}\n`,
  );
  for (const name of [...OUTPUTS, REJECTED, 'summary.json'])
    renameSync(join(folder, 'outputs', name), join(out, name));
  rmSync(folder, { recursive: true, force: true });
}
