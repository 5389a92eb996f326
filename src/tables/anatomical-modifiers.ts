import { siteRow } from './sites.ts';
import { SITES, type Side, type Site } from '../vocab/site.ts';

const SIDES = { left: 'LT', right: 'RT' } as const;
/** Both sides at once, on a procedure line. */
export const BOTH_SIDES = '50';

const ALL: ReadonlySet<string> = new Set([
  ...Object.values(SIDES),
  ...SITES.flatMap((site) => {
    const pair = siteRow(site).modifiers;
    return pair ? [pair.left, pair.right] : [];
  }),
]);

/** True for the HCPCS modifiers that name a side, a finger, a toe or an eyelid. */
export const isAnatomical = (modifier: string): boolean => ALL.has(modifier);

/** Every anatomical modifier that a recorded place bears out: the site's own, and the plain side. */
export function anatomicalModifiers(site: Site | null, side: Side | null): readonly string[] {
  if (side === null) return [];
  const pair = site === null ? null : siteRow(site).modifiers;
  const of = (one: 'left' | 'right'): readonly string[] => [SIDES[one], ...(pair ? [pair[one]] : [])];
  return side === 'bilateral' ? [...of('left'), ...of('right'), BOTH_SIDES] : of(side);
}
