import type { RawResource } from '../../facts/chart.ts';
import { isResource, issuesOf, readPage, type Issue, type Page } from './bundle.ts';
import { endingOf, endingOfFailure, partial, type Ending } from './completeness.ts';
import type { Connection, RequestFailure } from './connection.ts';

/** What is left for one reading of a chart; shared by all its searches. */
export interface Budget {
  resourcesLeft: number;
  /** Milliseconds since the epoch at which reading stops. */
  readonly endsAt: number;
  readonly now: () => number;
}

export interface Search {
  readonly type: string;
  /** Repeated names are allowed: `effective-time` goes out twice. */
  readonly parameters: readonly (readonly [string, string])[];
}

export interface SearchOptions {
  readonly signal: AbortSignal;
  readonly maxPages: number;
  readonly budget: Budget;
  /** Called after every page with the number of matches so far. */
  readonly onPage?: (read: number) => void;
  /** Called with the matches of every page as it arrives, for lists that are shown while they are read. */
  readonly onMatches?: (matches: readonly RawResource[]) => void;
}

export interface SearchResult {
  readonly resources: readonly RawResource[];
  readonly included: readonly RawResource[];
  readonly ending: Ending;
}

const EMPTY: SearchResult = { resources: [], included: [], ending: endingOf([], 0) };

/** `Type?name=value…` with values encoded. */
export const searchAddress = ({ type, parameters }: Search): string =>
  `${type}?${new URLSearchParams(parameters.map(([name, value]) => [name, value])).toString()}`;

/**
 * Reads a whole search: follows `next` until there is none, keeping what it got when a page is lost, repeats itself
 * or a limit is reached, and says which. A resource met twice counts once.
 */
export async function searchAll(
  connection: Connection,
  search: Search,
  options: SearchOptions,
): Promise<SearchResult> {
  const gathered = new Gathered();
  const visited = new Set<string>();
  let address: string | null = searchAddress(search);
  let from: URL | undefined;
  for (let page = 1; address !== null; page += 1) {
    const cap = capReached(page, options);
    if (cap) return gathered.end(partial(cap));
    const answer = await connection.get(address, { signal: options.signal }, from);
    if (!answer.ok)
      return page === 1 ? { ...EMPTY, ending: endingOfFailure(answer) } : gathered.lost(page, answer);
    const read = answer.body.kind === 'json' ? readPage(answer.body.value, search.type) : null;
    if (!read) return notABundle(answer.body.kind === 'json' ? answer.body.value : null, page, gathered);
    visited.add(answer.url.href);
    gathered.add(read, options.budget);
    options.onPage?.(gathered.count);
    options.onMatches?.(read.matches);
    from = answer.url;
    address = read.next;
    if (address !== null && visited.has(hrefOf(address, connection.base, from))) {
      return gathered.end(partial('The pages of this list repeat themselves, so its end was not reached.'));
    }
  }
  return gathered.end(null);
}

const hrefOf = (address: string, base: URL, from: URL): string => {
  const start = address.startsWith('?') ? from : base;
  return URL.canParse(address, start) ? new URL(address, start).href : address;
};

function capReached(page: number, { maxPages, budget }: SearchOptions): string | null {
  if (page > maxPages) return `Reading stopped after ${maxPages} pages.`;
  if (budget.resourcesLeft <= 0) return 'Reading stopped: the chart is larger than this app reads.';
  return page > 1 && budget.now() >= budget.endsAt ? 'Reading stopped: it took too long.' : null;
}

/** A 200 that is no list: an OperationOutcome alone may say "nothing found"; anything else was not understood. */
function notABundle(json: unknown, page: number, gathered: Gathered): SearchResult {
  if (page > 1) return gathered.end(partial(`Page ${page} of this list could not be understood.`));
  if (isResource(json) && json.resourceType === 'OperationOutcome') {
    const issues = issuesOf(json, false);
    if (issues.some((issue) => issue.details.includes('4101'))) return EMPTY;
  }
  return { ...EMPTY, ending: { completeness: 'failed', reason: 'The answer is not a list of records.' } };
}

/** What a search has read so far. */
class Gathered {
  readonly #resources = new Map<string, RawResource>();
  readonly #included = new Map<string, RawResource>();
  readonly #issues: Issue[] = [];
  #leftOut = 0;

  get count(): number {
    return this.#resources.size;
  }

  add(page: Page, budget: Budget): void {
    for (const resource of page.matches) this.#resources.set(this.#key(resource), resource);
    for (const resource of page.included) this.#included.set(this.#key(resource), resource);
    this.#issues.push(...page.issues);
    this.#leftOut += page.leftOut;
    // The budget belongs to the whole chart; each search draws on it.
    Object.assign(budget, { resourcesLeft: budget.resourcesLeft - page.matches.length });
  }

  /** A resource without id is kept apart: two of them are two. */
  #key(resource: RawResource): string {
    const { id } = resource;
    return typeof id === 'string'
      ? `${resource.resourceType}/${id}`
      : `#${this.#resources.size}/${this.#included.size}`;
  }

  end(cut: Ending | null): SearchResult {
    const whole = endingOf(this.#issues, this.#leftOut);
    const reason = [cut?.reason, whole.reason].filter(Boolean).join(' ');
    return {
      resources: [...this.#resources.values()],
      included: [...this.#included.values()],
      ending: cut ? partial(reason) : whole,
    };
  }

  lost(page: number, failure: RequestFailure): SearchResult {
    return this.end(partial(`Page ${page} of this list could not be read. ${failure.reason}`));
  }
}
