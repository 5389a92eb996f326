import type { z } from './zod.ts';

/** Why a file is refused: where, as `codeTables[0].rows[3].unitMg`, and what is wrong there. */
export interface Refusal {
  readonly ok: false;
  readonly path: string;
  readonly reason: string;
}
export type Parsed<T> = { readonly ok: true; readonly value: T } | Refusal;

type Issue = z.core.$ZodIssue;

export const refuse = (path: string, reason: string): Refusal => ({ ok: false, path, reason });

/** `['codeTables', 0, 'unitMg']` as people write it; the file itself has no path. */
export const writtenPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((written, part) => {
    if (typeof part === 'number') return `${written}[${part}]`;
    return written === '' ? String(part) : `${written}.${String(part)}`;
  }, '') || 'the file';

/** Of the ways a value failed to be one thing or another, the one it came closest to. */
const closest = (branches: readonly (readonly Issue[])[]): readonly Issue[] =>
  branches.toSorted((a, b) => a.length - b.length)[0] ?? [];

const listed = (values: readonly unknown[]): string =>
  values.map((value) => JSON.stringify(value)).join(', ');

const TYPE_WORDS: ReadonlyMap<string, string> = new Map([
  ['object', 'an object'],
  ['array', 'an array'],
  ['string', 'text'],
  ['boolean', 'true or false'],
  ['number', 'a number'],
  ['record', 'an object'],
]);

function reasonOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${TYPE_WORDS.get(issue.expected) ?? issue.expected}`;
    case 'invalid_value':
      return `must be one of ${listed(issue.values)}`;
    case 'too_small':
      return `must be at least ${issue.minimum} ${issue.origin === 'string' ? 'characters' : ''}`.trim();
    case 'too_big':
      return `must be at most ${issue.maximum} ${issue.origin === 'string' ? 'characters' : ''}`.trim();
    case 'unrecognized_keys':
      return 'is not a member this file may have';
    case 'invalid_format':
    case 'custom':
      return issue.message;
    case 'not_multiple_of':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
      return 'is not valid';
    default:
      return issue satisfies never;
  }
}

/** The first thing wrong with a file, with path and reason; a union reports the member that came closest. */
export function refusalOf(issues: readonly Issue[], base: readonly PropertyKey[] = []): Refusal {
  const [issue] = issues;
  if (!issue) return refuse('the file', 'is not valid');
  const path = [...base, ...issue.path];
  if (issue.code === 'invalid_union') {
    const branch = closest(issue.errors);
    if (branch.length > 0) return refusalOf(branch, path);
  }
  const full = issue.code === 'unrecognized_keys' ? [...path, ...issue.keys.slice(0, 1)] : path;
  return refuse(writtenPath(full), reasonOf(issue));
}
