import { SITES, type Site } from '../vocab/site.ts';
import { SITES_COMPACT } from './compact/sites.ts';
import { rowsOf } from './packed-rows.ts';

export type SiteKind =
  | 'joint'
  | 'bursa'
  | 'tendon'
  | 'fascia'
  | 'tunnel'
  | 'digit'
  | 'muscle'
  | 'eyelid'
  | 'spine'
  | 'region'
  | 'skin'
  | 'other';
export type SiteSize = 'small' | 'medium' | 'large';

export interface SiteRow {
  readonly site: Site;
  /** The wider site this one lies in (`index-finger` in `finger`), or null. */
  readonly within: Site | null;
  /** False for midline sites (neck, spine) and sites without a side of their own (skin, abdomen). */
  readonly paired: boolean;
  readonly kind: SiteKind;
  /** Joint size for procedure coding (20600 small, 20605 medium, 20610 large); null where no joint or bursa. */
  readonly codingSize: SiteSize | null;
  /** Joint size in the drug label's dose table; differs for the ankle. */
  readonly labelSize: SiteSize | null;
  /** Body region: "knee" for the knee and its bursae, "hand" for fingers. */
  readonly region: string;
  /** HCPCS anatomical modifiers, or null where none exists for the site. */
  readonly modifiers: { readonly left: string; readonly right: string } | null;
  /** False where joint size is our reading and no source's: it then never decides alone. */
  readonly verified: boolean;
}

const KNOWN_SITES: ReadonlySet<string> = new Set(SITES);
export const isSite = (word: string): word is Site => KNOWN_SITES.has(word);

// The data schema (tools/compact-sites.ts) admits the words of these unions only.
const BY_SITE: ReadonlyMap<string, SiteRow> = new Map(
  rowsOf(SITES_COMPACT, 10).map(
    ([site, within, region, kind, paired, coding, label, left, right, verified]) => [
      site,
      {
        site: site as Site,
        within: (within || null) as Site | null,
        region,
        kind: kind as SiteKind,
        paired: paired === 'p',
        codingSize: (coding || null) as SiteSize | null,
        labelSize: (label || null) as SiteSize | null,
        modifiers: left && right ? { left, right } : null,
        verified: verified === 'v',
      },
    ],
  ),
);

/** Properties of a site. Total over the vocabulary; throws only if the table lost a row. */
export function siteRow(site: Site): SiteRow {
  const row = BY_SITE.get(site);
  if (!row) throw new Error(`No site row for ${site}`);
  return row;
}

/** True when `inner` is `outer` or lies in it: the index finger in the hand, the prepatellar bursa in the knee. */
export function liesIn(inner: Site, outer: Site): boolean {
  for (let site: Site | null = inner; site !== null; site = siteRow(site).within)
    if (site === outer) return true;
  return false;
}
