import type { Injection } from '../facts/encounter-facts.ts';
import { siteRow } from '../tables/sites.ts';
import type { Evidence } from '../vocab/evidence.ts';
import { evidenceOf, valueOf } from '../vocab/fact.ts';
import { compare } from '../vocab/rational.ts';
import { isIntravenous } from '../vocab/route.ts';
import { siteName } from '../vocab/site.ts';
import type { Milligrams } from '../vocab/units.ts';
import { showMg } from './arithmetic.ts';
import type { Modifier } from './claim-line.ts';
import { sumMg, type AdministrationGroup } from './group-administrations.ts';

interface PlaceModifier {
  readonly code: string;
  readonly place: string;
}

/** RT, LT, a digit or an eyelid where site and one side are known; never for a vein, whose site says nothing. */
function placeModifier(injection: Injection): PlaceModifier | null {
  const route = valueOf(injection.route);
  const site = valueOf(injection.site);
  const side = valueOf(injection.side);
  if (site === null || side === null || side === 'bilateral') return null;
  if (route !== null && isIntravenous(route)) return null;
  const code = siteRow(site).modifiers?.[side];
  return code ? { code, place: `${side} ${siteName(site)}` } : null;
}

/** The anatomical modifier all administrations of a group share, or none: a summed line has one side or no side. */
export function anatomicalModifier({ members }: AdministrationGroup): Modifier | null {
  const places = members.map(({ injection }) => placeModifier(injection));
  const [first] = places;
  if (!first || places.some((place) => place?.code !== first.code)) return null;
  return {
    code: first.code,
    reason: [...new Set(places.flatMap((place) => (place ? [place.place] : [])))].join(', '),
    evidence: members.flatMap(({ injection }) => [
      ...evidenceOf(injection.site),
      ...evidenceOf(injection.side),
    ]),
  };
}

/** Administrations given against one order on one date. */
const siblings = (injection: Injection, all: readonly Injection[]): readonly Injection[] =>
  all.filter(
    (other) =>
      other.billing.billed &&
      other.order.references.length === 1 &&
      other.order.references[0] === injection.order.references[0] &&
      (other.serviceDate.date === null || other.serviceDate.date === injection.serviceDate.date),
  );

interface Shortfall {
  readonly given: Milligrams;
  readonly ordered: Milligrams;
}

/** Given against ordered, summed where one order has several administrations; null where either is not known. */
function shortfallOf(injection: Injection, all: readonly Injection[]): Shortfall | null {
  const { how, references, dose } = injection.order;
  if ((how !== 'request' && how !== 'drug-and-date') || references.length !== 1 || !dose) return null;
  const ordered = valueOf(dose.mg);
  const doses = siblings(injection, all).map(({ dose: given }) =>
    given.mg.how === 'order-only' ? null : valueOf(given.mg),
  );
  const known = doses.flatMap((each) => (each ? [each] : []));
  if (!ordered || known.length < doses.length) return null;
  const given = sumMg(known);
  return compare(given, ordered) < 0 ? { given, ordered } : null;
}

const wordsOf = ({ given, ordered }: Shortfall): string =>
  `${showMg(given)} given of ${showMg(ordered)} ordered`;

const statusOf = ({ reference, versionId, status }: Injection): Evidence => ({
  reference,
  versionId,
  path: 'status',
  fragment: status,
});

/**
 * 52 by the practice's own rule: less was given than ordered, or the administration was stopped. CMS never reads
 * 52 on a drug line so; a smaller dose is handled by units there.
 */
export function reducedModifier(group: AdministrationGroup, all: readonly Injection[]): Modifier | null {
  const short = group.members.flatMap(({ injection }) => {
    const shortfall = shortfallOf(injection, all);
    return shortfall ? [{ injection, words: wordsOf(shortfall) }] : [];
  });
  const stopped = group.members
    .map(({ injection }) => injection)
    .filter(({ billing }) => billing.billed && billing.partial);
  const words = [
    ...new Set([...short.map((each) => each.words), ...(stopped.length > 0 ? ['stopped'] : [])]),
  ];
  if (words.length === 0) return null;
  return {
    code: '52',
    reason: `practice rule: ${words.join('; ')}`,
    evidence: [
      ...short.flatMap(({ injection: { dose, order } }) => [
        ...evidenceOf(dose.mg),
        ...(order.dose ? evidenceOf(order.dose.mg) : []),
      ]),
      ...stopped.map(statusOf),
    ],
  };
}
