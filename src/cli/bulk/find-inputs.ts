import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { InputProblem } from '../io.ts';

export interface InputFile {
  readonly path: string;
  /** Base name; stands in `rejected.ndjson`. */
  readonly name: string;
  readonly size: number;
  readonly modified: number;
}

const BULK = /\.ndjson(?:\.gz)?$/;

/** NDJSON files named, and those in the folders named, ordered by name. Throws InputProblem where there are none. */
export function findInputs(named: readonly string[]): readonly InputFile[] {
  const files = named.flatMap((path) => {
    const about = stat(path);
    if (!about.isDirectory()) return [path];
    return readdirSync(path)
      .filter((name) => BULK.test(name))
      .map((name) => join(path, name));
  });
  if (files.length === 0) throw new InputProblem(`${named.join(', ')}: no .ndjson or .ndjson.gz file`);
  return [...new Set(files)]
    .map((path) => ({ path, name: basename(path), size: stat(path).size, modified: stat(path).mtimeMs }))
    .sort((a, b) => (a.name === b.name ? (a.path < b.path ? -1 : 1) : a.name < b.name ? -1 : 1));
}

function stat(path: string) {
  try {
    return statSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new InputProblem(`${path}: cannot be read (${code})`, { cause: error });
  }
}

/** One string for a set of inputs and rules. */
export const fingerprintOf = (files: readonly InputFile[], rules: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify([files, rules]))
    .digest('hex');
