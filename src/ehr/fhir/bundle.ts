import type { RawResource } from '../../facts/chart.ts';
import { fields, list, text, type Fields } from './json.ts';

/** One issue of an OperationOutcome, reduced to what decides completeness. Diagnostics are not kept: they may hold data. */
export interface Issue {
  readonly severity: string;
  readonly code: string;
  /** Codes of `details.coding`, e.g. Epic's 4101. */
  readonly details: readonly string[];
  /** True for an outcome standing where a resource should be. */
  readonly inPlaceOfResource: boolean;
}

export interface Page {
  readonly matches: readonly RawResource[];
  readonly included: readonly RawResource[];
  readonly issues: readonly Issue[];
  /** Entries that could not be read as a resource of the searched type. */
  readonly leftOut: number;
  readonly next: string | null;
}

/** True for an object with a `resourceType`. */
export function isResource(value: unknown): value is RawResource {
  return typeof fields(value)['resourceType'] === 'string';
}

/** The issues of an OperationOutcome. */
export function issuesOf(outcome: RawResource, inPlaceOfResource: boolean): readonly Issue[] {
  return list(outcome['issue']).map((raw) => {
    const issue = fields(raw);
    const codings = list(fields(issue['details'])['coding']).map((coding) => text(fields(coding)['code']));
    return {
      severity: text(issue['severity']) ?? '',
      code: text(issue['code']) ?? '',
      details: codings.filter((code) => code !== null),
      inPlaceOfResource,
    };
  });
}

function nextOf(bundle: Fields): string | null {
  const link = list(bundle['link'])
    .map(fields)
    .find((one) => one['relation'] === 'next');
  return text(link?.['url']);
}

/**
 * Reads one page of a searchset for `type`; null when the JSON is not a Bundle. Entries are told apart by
 * `search.mode` first, because warnings stand among the resources.
 */
export function readPage(json: unknown, type: string): Page | null {
  const bundle = fields(json);
  if (bundle['resourceType'] !== 'Bundle') return null;
  const matches: RawResource[] = [];
  const included: RawResource[] = [];
  const issues: Issue[] = [];
  let leftOut = 0;
  for (const raw of list(bundle['entry'])) {
    const entry = fields(raw);
    const { resource } = entry;
    const mode = fields(entry['search'])['mode'];
    if (!isResource(resource)) leftOut += 1;
    else if (resource.resourceType === 'OperationOutcome')
      issues.push(...issuesOf(resource, mode !== 'outcome'));
    else if (mode === 'include') included.push(resource);
    else if (resource.resourceType === type) matches.push(resource);
    else leftOut += 1;
  }
  return { matches, included, issues, leftOut, next: nextOf(bundle) };
}
