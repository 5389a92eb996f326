import type { Chart, RawResource } from '../facts/chart.ts';
import { SOURCE_TYPES } from '../vocab/completeness.ts';

/** 32-bit FNV-1a: two readings are compared, nothing is kept secret by it. */
function fingerprint(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash ^= text.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

const versionOf = ({ id, meta }: RawResource): string =>
  `${String(id)} ${JSON.stringify((meta as { readonly versionId?: unknown } | undefined)?.versionId ?? null)}`;

/**
 * Which versions a chart was read in, a word for each source: a fingerprint of its ids and versions, or nothing
 * where it was not read whole. Some hundred characters, so that ten thousand rows can each keep one.
 */
export function chartVersions(chart: Chart): string {
  const whole = new Set(
    chart.sources.filter((one) => one.completeness === 'complete').map((one) => one.type),
  );
  return SOURCE_TYPES.map((type) => {
    if (!whole.has(type)) return '';
    const versions = chart.resources.filter((one) => one.resourceType === type).map(versionOf);
    return fingerprint(versions.toSorted().join('|')).toString(36);
  }).join(',');
}

/** Whether a resource came, went or has another version. A source not read whole both times says nothing. */
export function recordChanged(before: string, now: string): boolean {
  const later = now.split(',');
  return before.split(',').some((one, at) => one !== '' && later[at] !== '' && later[at] !== one);
}
