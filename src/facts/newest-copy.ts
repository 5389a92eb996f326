import type { IndexedResource } from './chart-index.ts';
import { at, stringOf } from './json.ts';

/** Above 0 when `a` is the later version: by numeric versionId, else by lastUpdated; 0 when neither tells. */
function compareVersions(a: IndexedResource, b: IndexedResource): number {
  const versions = Number(a.versionId ?? Number.NaN) - Number(b.versionId ?? Number.NaN);
  if (Number.isFinite(versions) && versions !== 0) return versions;
  const [x = Number.NaN, y = Number.NaN] = [a, b].map(({ json }) =>
    Date.parse(stringOf(at(json, 'meta', 'lastUpdated')) ?? ''),
  );
  return Number.isNaN(x - y) ? 0 : x - y;
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
  const byText = copies
    .map((copy) => ({ copy, text: JSON.stringify(copy.json) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1));
  let isSure = true;
  const newest = byText
    .map(({ copy }) => copy)
    .reduce((known, copy) => {
      const later = compareVersions(copy, known);
      if (later === 0 && contentOf(copy) !== contentOf(known)) isSure = false;
      return later < 0 ? known : copy;
    });
  return { newest, isSure };
}
