import { evidenceOf, valueOf } from '../vocab/fact.ts';
import { siteName, type Site } from '../vocab/site.ts';
import type { ClaimLine, Modifier } from './claim-line.ts';
import type { AdministrationGroup } from './group-administrations.ts';

/** The sites of a group, every one of them known, with where they stand in the record. */
export interface KnownPlace {
  readonly sites: readonly Site[];
  readonly evidence: Modifier['evidence'];
}

/** A line with the sites behind it, which a claim line does not carry; null where one is not known. */
export interface PlacedLine {
  readonly line: ClaimLine;
  readonly place: KnownPlace | null;
}

export function knownPlace({ members }: AdministrationGroup): KnownPlace | null {
  const sites = members.flatMap(({ injection }) => valueOf(injection.site) ?? []);
  if (sites.length < members.length) return null;
  return {
    sites: [...new Set(sites)],
    evidence: members.flatMap(({ injection }) => evidenceOf(injection.site)),
  };
}

const signature = ({ code, serviceDate, modifiers }: ClaimLine): string =>
  [serviceDate, code, ...modifiers.map((modifier) => modifier.code)].join(' ');

const inWords = ({ sites }: KnownPlace): string => sites.map(siteName).join(' and ');

const differ = (own: KnownPlace, before: KnownPlace): boolean =>
  own.sites.every((site) => !before.sites.includes(site));

function distinctModifier(own: KnownPlace, before: KnownPlace): Modifier {
  return {
    code: '59',
    reason: `another site than the line before: ${inWords(own)}, not ${inWords(before)}`,
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
      .find((other) => differ(place, other));
    return before ? { ...line, modifiers: [...line.modifiers, distinctModifier(place, before)] } : line;
  });
}
