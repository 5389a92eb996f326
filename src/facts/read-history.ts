import { therapyRow } from '../tables/therapies.ts';
import { liesIn } from '../tables/sites.ts';
import type { CalendarDate } from '../vocab/calendar.ts';
import { valueOf } from '../vocab/fact.ts';
import { belongsTo } from './belongs-to.ts';
import type { IndexedResource } from './chart-index.ts';
import type { EncounterContext, PastInjection } from './encounter-facts.ts';
import type { FactsScope } from './facts-scope.ts';
import { parseFhirTime } from './fhir-time.ts';
import { ownRoute } from './injection-route.ts';
import { ownSite } from './injection-site.ts';
import { readOwnInjection } from './own-injection.ts';
import { isUndecided, readBilling } from './read-billing.ts';
import { procedureTime, readProcedure } from './read-procedures.ts';
import { readTime } from './read-time.ts';
import { serviceDateOf } from './service-date.ts';
import { isUnknownDrug } from './unknown-drug.ts';

interface Dated {
  readonly resource: IndexedResource;
  /** A month, a year or nothing where no day stands. */
  readonly date: CalendarDate;
}

const isWhole = (date: CalendarDate): boolean => date.length === 10;

/** An administration that was, or may have been, a corticosteroid injection. */
function pastAdministration(scope: FactsScope, { resource, date }: Dated): readonly PastInjection[] {
  const { index } = scope;
  const billing = readBilling(index, resource);
  if (!billing.billed && !isUndecided(billing)) return [];
  const own = readOwnInjection(scope, resource, date || null);
  if (!own && !isUnknownDrug(scope, resource)) return [];
  const { site, side } = own?.own ?? ownSite({ index, resource });
  const { fact, injected } = own
    ? { fact: own.route, injected: true }
    : ownRoute({ index, resource, context: { site: valueOf(site), drug: null } });
  if (injected === false) return [];
  return [
    {
      date,
      doubtful: !own || !billing.billed || !isWhole(date),
      drug: own && valueOf(own.drug),
      route: valueOf(fact),
      site: valueOf(site) ?? (own && valueOf(own.ordered.site)),
      side: valueOf(side) ?? (own && valueOf(own.ordered.side)),
      from: 'administration',
      family: null,
      evidence: scope.product(resource).originals,
    },
  ];
}

/** A shot into a muscle or a vein is no visit of its own to a joint, tendon or the spine. */
function pastProcedure({ index }: FactsScope, { resource, date }: Dated): readonly PastInjection[] {
  const procedure = readProcedure(index, resource, 'context');
  if (!procedure?.counts || procedure.family === 'administration') return [];
  const { family, status } = procedure;
  return [
    {
      date,
      doubtful: family === 'injection-unspecified' || status === 'unknown' || !isWhole(date),
      drug: null,
      route: null,
      site: valueOf(procedure.site),
      side: valueOf(procedure.side),
      from: 'procedure',
      family,
      evidence: procedure.evidence,
    },
  ];
}

const VISCOUS = /hyaluron|hylan|synvisc|euflexxa|orthovisc|monovisc|durolane|supartz|hyalgan|gelsyn/i;

/** Given that day: a viscosupplement, so that a joint procedure of the day without a steroid was for it. */
function isViscosupplement(scope: FactsScope, resource: IndexedResource): boolean {
  const { places } = scope.product(resource);
  const coded = places.concepts.some(({ concept }) =>
    concept.codings.some(
      ({ system, code }) =>
        system !== null && code !== null && therapyRow(system, code)?.kind === 'prior-injection',
    ),
  );
  return coded || places.texts.some(({ text }) => VISCOUS.test(text));
}

type Place = Pick<PastInjection, 'date' | 'site' | 'side'>;

const isSamePlace = (a: Place, b: Place): boolean =>
  a.date === b.date &&
  (a.site === null || b.site === null || liesIn(a.site, b.site) || liesIn(b.site, a.site)) &&
  (a.side === null || b.side === null || a.side === b.side);

/** Where the procedure says more of its place, it speaks for itself. */
const explains = (given: PastInjection, procedure: PastInjection): boolean =>
  !given.doubtful &&
  isSamePlace(given, procedure) &&
  (given.site !== null || procedure.site === null) &&
  (given.side !== null || procedure.side === null);

const isSame = (a: PastInjection, b: PastInjection): boolean =>
  !a.doubtful && !b.doubtful && a.date === b.date && a.site === b.site && a.side === b.side;

/**
 * Earlier injections of any corticosteroid, newest first, one per date, site and side: administrations, and injection
 * procedures that no administration of their day and place explains. A viscosupplement's procedure is none. What may
 * have been one, or may have been earlier, is among them as doubtful.
 *
 * @param ownDate - the last date of the encounter's injections; what is not before it is no history. Null: nothing can
 * be earlier.
 */
export function readHistory(
  scope: FactsScope,
  encounter: EncounterContext,
  ownDate: CalendarDate | null,
): readonly PastInjection[] {
  if (ownDate === null) return [];
  const { index } = scope;
  const zones = { timeZone: index.site.timeZone, encounterStart: encounter.start };
  const datedBefore = (
    type: string,
    timeOf: (resource: IndexedResource) => string | null,
  ): readonly Dated[] =>
    index.ofType(type).flatMap((resource) => {
      const time = timeOf(resource);
      const date = serviceDateOf(time, zones).date ?? parseFhirTime(time)?.written ?? '';
      // Of this visit, as far as its date goes: the present injection, not an earlier one.
      const isPresent = ownDate.startsWith(date) && belongsTo(index, resource, time, encounter) !== null;
      return date < ownDate && !isPresent ? [{ resource, date }] : [];
    });
  const administered = datedBefore('MedicationAdministration', (resource) =>
    valueOf(readTime(resource, 'effective').time),
  );
  const given = administered.flatMap((one) => pastAdministration(scope, one));
  const viscous = administered.flatMap(({ resource, date }): readonly Place[] => {
    if (!isViscosupplement(scope, resource) || !readBilling(index, resource).billed) return [];
    const { site, side } = ownSite({ index, resource });
    return [{ date, site: valueOf(site), side: valueOf(side) }];
  });
  const procedures = datedBefore('Procedure', procedureTime)
    .flatMap((one) => pastProcedure(scope, one))
    .filter(
      (procedure) =>
        !viscous.some((one) => isSamePlace(one, procedure)) && !given.some((one) => explains(one, procedure)),
    );
  const all = [...given, ...procedures];
  const distinct = all.filter((one, place) => !all.slice(0, place).some((other) => isSame(one, other)));
  return distinct.toSorted((a, b) => (sortKey(a) > sortKey(b) ? -1 : 1));
}

const sortKey = ({ date, site, side, evidence }: PastInjection): string =>
  [date, site, side, evidence[0]?.reference].join(' ');
