import type { Completeness } from '../../vocab/completeness.ts';
import type { Issue } from './bundle.ts';
import type { RequestFailure } from './connection.ts';

/** How a reading ended, with words when it is not complete. */
export interface Ending {
  readonly completeness: Completeness;
  readonly reason: string | null;
}

export const COMPLETE: Ending = { completeness: 'complete', reason: null };

/** Epic's code for "no results": the search is whole and empty. */
const EMPTY_RESULT = '4101';
const PARTIAL_DETAILS: Readonly<Record<string, string>> = {
  '4119': 'The EHR says this list may be incomplete (4119).',
  '59204': 'The EHR left out data this app is not authorised for (59204).',
  '59205': 'The EHR left out data this user is not authorised for (59205).',
};
const PARTIAL_CODES: Readonly<Record<string, string>> = {
  suppressed: 'The EHR withheld some of it.',
  incomplete: 'The EHR says this list is incomplete.',
  forbidden: 'The EHR withheld some of it.',
  security: 'The EHR withheld some of it.',
  throttled: 'The EHR cut this list short.',
  timeout: 'The EHR cut this list short.',
  'too-costly': 'The EHR cut this list short.',
};

/** What one issue inside a 200 says about the list, or null when it says nothing about it. */
function partialBy(issue: Issue): string | null {
  const known = issue.details.map((code) => PARTIAL_DETAILS[code]).find((words) => words !== undefined);
  if (known) return known;
  if (issue.details.includes(EMPTY_RESULT)) return null;
  const byCode = PARTIAL_CODES[issue.code];
  if (byCode) return byCode;
  if (issue.inPlaceOfResource) return 'The EHR left out a record it could not show.';
  // An unknown warning may be about missing data: it is not taken for nothing. Information is.
  if (['error', 'fatal'].includes(issue.severity)) return 'The EHR reported an error inside its answer.';
  const harmless = ['informational', 'not-supported', 'not-found'].includes(issue.code);
  return issue.severity === 'warning' && !harmless ? 'The EHR added a warning to its answer.' : null;
}

/** Completeness of a list that arrived whole, from the issues it carried. */
export function endingOf(issues: readonly Issue[], leftOut: number): Ending {
  const words = issues.map(partialBy).filter((one) => one !== null);
  if (leftOut > 0) words.push(`${leftOut} ${leftOut === 1 ? 'entry' : 'entries'} could not be read.`);
  return words.length === 0 ? COMPLETE : partial([...new Set(words)].join(' '));
}

export const partial = (reason: string): Ending => ({ completeness: 'partial', reason });

/** The ending of a reading whose first answer failed. */
export function endingOfFailure({ kind, reason }: RequestFailure): Ending {
  switch (kind) {
    case 'denied':
      return { completeness: 'denied', reason };
    case 'unsupported':
      return { completeness: 'unsupported', reason };
    case 'throttled':
    case 'refused':
    case 'failed':
    case 'timed-out':
    case 'off-origin':
    case 'gone':
      return { completeness: 'failed', reason };
    default:
      return kind satisfies never;
  }
}

/** Worst first, for a source read by several requests. */
const ORDER: readonly Completeness[] = ['complete', 'partial', 'unsupported', 'denied', 'failed'];

/** One ending for several readings of one source: any that is not complete makes the whole not complete. */
export function together(endings: readonly Ending[]): Ending {
  const worst = endings.reduce<Completeness>(
    (found, one) => (ORDER.indexOf(one.completeness) > ORDER.indexOf(found) ? one.completeness : found),
    'complete',
  );
  if (worst === 'complete') return COMPLETE;
  const reason = [...new Set(endings.map((one) => one.reason).filter((one) => one !== null))].join(' ');
  const mixed =
    worst !== 'partial' && endings.some((one) => ['complete', 'partial'].includes(one.completeness));
  return { completeness: mixed ? 'partial' : worst, reason };
}
