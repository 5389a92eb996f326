import type { IndexedResource } from './chart-index.ts';
import { at, stringOf } from './json.ts';

/** What tells versions apart: a numeric versionId, then lastUpdated; not a number where it does not stand there. */
const marksOf = ({ versionId, json }: IndexedResource): readonly number[] => [
  Number(versionId ?? Number.NaN),
  Date.parse(stringOf(at(json, 'meta', 'lastUpdated')) ?? ''),
];

/** Above 0 when `a` is the later version; 0 when nothing tells, because no difference is a number other than 0. */
function compareVersions(a: IndexedResource, b: IndexedResource): number {
  const others = marksOf(b);
  return (
    marksOf(a)
      .map((mark, place) => mark - (others[place] ?? 0))
      .find(Boolean) ?? 0
  );
}

/** What a copy says, without what tells copies apart. */
const contentOf = ({ json }: IndexedResource): string =>
  JSON.stringify({ ...json, meta: undefined, fullUrl: undefined });

/**
 * The newest of several copies of one resource, in whatever order they come. Where nothing tells two that differ
 * apart, one is kept by its text and `isSure` is false: what the other says may hold as well.
 */
export function newestOf(copies: readonly [IndexedResource, ...(readonly IndexedResource[])]): {
  readonly newest: IndexedResource;
  readonly isSure: boolean;
} {
  if (copies.length === 1) return { newest: copies[0], isSure: true };
  let isSure = true;
  const newest = [...copies]
    .sort((a, b) => (JSON.stringify(a.json) < JSON.stringify(b.json) ? -1 : 1))
    .reduce((known, copy) => {
      const later = compareVersions(copy, known);
      if (later === 0 && contentOf(copy) !== contentOf(known)) isSure = false;
      return later < 0 ? known : copy;
    });
  return { newest, isSure };
}
