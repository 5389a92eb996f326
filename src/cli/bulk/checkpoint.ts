import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../../facts/json.ts';
import { parseJson } from '../parse-json.ts';
import type { InputCounts } from './input-counts.ts';
import type { Totals } from './totals.ts';

/** How far an audit came. Written after each file and each shard; a run that was stopped goes on from here. */
export interface Checkpoint {
  /** Inputs and rules; another run's checkpoint is not gone on from. */
  readonly fingerprint: string;
  readonly phase: 'partition' | 'join' | 'evaluate';
  /** Files or shards finished in this phase. */
  readonly done: number;
  readonly shardLengths: Readonly<Record<string, number>>;
  readonly outputLengths: Readonly<Record<string, number>>;
  readonly input: InputCounts;
  readonly totals: Totals;
}

const FILE = 'checkpoint.json';

/** The checkpoint of this very run, or null: none, another run's, or one cut short. */
export function readCheckpoint(directory: string, fingerprint: string): Checkpoint | null {
  const path = join(directory, FILE);
  if (!existsSync(path)) return null;
  const parsed = parseJson(readFileSync(path, 'utf8'));
  return parsed.ok && isCheckpoint(parsed.value) && parsed.value.fingerprint === fingerprint
    ? parsed.value
    : null;
}

/** Written whole by this program or not at all (rename), so its head vouches for the rest. */
const isCheckpoint = (value: unknown): value is Checkpoint =>
  isObject(value) && typeof value['fingerprint'] === 'string' && typeof value['done'] === 'number';

export function writeCheckpoint(directory: string, checkpoint: Checkpoint): void {
  const path = join(directory, FILE);
  writeFileSync(`${path}.new`, JSON.stringify(checkpoint));
  renameSync(`${path}.new`, path);
}
