import { evidenceOf, valueOf } from '../vocab/fact.ts';
import { siteName, type Site } from '../vocab/site.ts';
import type { ClaimLine, Modifier } from './claim-line.ts';
import type { AdministrationGroup } from './group-administrations.ts';

/** The one site of a group, with where it stands in the record. */
export interface KnownPlace {
  readonly site: Site;
  readonly evidence: Modifier['evidence'];
}

/** A line with the site behind it, which a claim line does not carry; null where it is unknown or several. */
export interface PlacedLine {
  readonly line: ClaimLine;
  readonly place: KnownPlace | null;
}

export function knownPlace({ members }: AdministrationGroup): KnownPlace | null {
  const sites = new Set(members.map(({ injection }) => valueOf(injection.site)));
  const [site] = sites;
  if (sites.size !== 1 || !site) return null;
  return { site, evidence: members.flatMap(({ injection }) => evidenceOf(injection.site)) };
}

const signature = ({ code, serviceDate, modifiers }: ClaimLine): string =>
  [serviceDate, code, ...modifiers.map((modifier) => modifier.code)].join(' ');

function distinctModifier(own: KnownPlace, before: KnownPlace): Modifier {
  return {
    code: '59',
    reason: `another site than the line before: ${siteName(own.site)}, not ${siteName(before.site)}`,
    evidence: [...own.evidence, ...before.evidence],
  };
}

/**
 * Adds 59 to a later line that would carry the code and modifiers of an earlier line of the same date because the
 * sites differ. A site that is not known is not known to differ.
 */
export function withDistinct(placed: readonly PlacedLine[]): readonly ClaimLine[] {
  return placed.map(({ line, place }, index) => {
    if (!place) return line;
    const before = placed
      .slice(0, index)
      .filter((other) => signature(other.line) === signature(line))
      .flatMap((other) => other.place ?? [])
      .find((other) => other.site !== place.site);
    return before ? { ...line, modifiers: [...line.modifiers, distinctModifier(place, before)] } : line;
  });
}
