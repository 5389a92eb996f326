import { therapyRow } from '../tables/therapies.ts';
import { liesIn } from '../tables/sites.ts';
import type { CalendarDate } from '../vocab/calendar.ts';
import { valueOf } from '../vocab/fact.ts';
import type { IndexedResource } from './chart-index.ts';
import type { EncounterContext, PastInjection } from './encounter-facts.ts';
import type { FactsScope } from './facts-scope.ts';
import { readOwnInjection } from './own-injection.ts';
import { readBilling } from './read-billing.ts';
import { procedureTime, readProcedure } from './read-procedures.ts';
import { readTime } from './read-time.ts';
import { serviceDateOf, type ZoneContext } from './service-date.ts';

/** Procedure families that are no visit of their own to a joint, tendon, muscle or the spine. */
const NOT_A_SESSION: ReadonlySet<string> = new Set(['administration', 'injection-unspecified']);

const productEvidence = (scope: FactsScope, resource: IndexedResource) => scope.product(resource).originals;

function pastAdministration(
  scope: FactsScope,
  resource: IndexedResource,
  date: CalendarDate,
): PastInjection | null {
  if (!readBilling(scope.index, resource).billed) return null;
  const own = readOwnInjection(scope, resource, date);
  if (!own) return null;
  return {
    date,
    drug: valueOf(own.drug),
    route: valueOf(own.route),
    site: valueOf(own.own.site) ?? valueOf(own.ordered.site),
    side: valueOf(own.own.side) ?? valueOf(own.ordered.side),
    from: 'administration',
    family: null,
    evidence: productEvidence(scope, resource),
  };
}

function pastProcedure(
  scope: FactsScope,
  resource: IndexedResource,
  date: CalendarDate,
): PastInjection | null {
  const procedure = readProcedure(scope.index, resource, 'context');
  if (!procedure?.counts || NOT_A_SESSION.has(procedure.family)) return null;
  return {
    date,
    drug: null,
    route: null,
    site: valueOf(procedure.site),
    side: valueOf(procedure.side),
    from: 'procedure',
    family: procedure.family,
    evidence: procedure.evidence,
  };
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

const isSamePlace = (a: PastInjection, b: PastInjection): boolean => {
  const site = a.site === null || b.site === null || liesIn(a.site, b.site) || liesIn(b.site, a.site);
  return site && (a.side === null || b.side === null || a.side === b.side);
};

const isSame = (a: PastInjection, b: PastInjection): boolean =>
  a.date === b.date && a.site === b.site && a.side === b.side;

interface Dated {
  readonly resource: IndexedResource;
  readonly date: CalendarDate;
}

function datedBefore(
  resources: readonly IndexedResource[],
  timeOf: (resource: IndexedResource) => string | null,
  zones: ZoneContext,
  own: CalendarDate,
): readonly Dated[] {
  return resources.flatMap((resource) => {
    const { date } = serviceDateOf(timeOf(resource), zones);
    return date !== null && date < own ? [{ resource, date }] : [];
  });
}

/**
 * Earlier injections of any corticosteroid, newest first, one per date, site and side: administrations, and injection
 * procedures that no administration of their day explains. A viscosupplement's procedure is none.
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
  const administered = datedBefore(
    index.ofType('MedicationAdministration'),
    (resource) => valueOf(readTime(resource, 'effective').time),
    zones,
    ownDate,
  );
  const given = administered.flatMap(({ resource, date }) => pastAdministration(scope, resource, date) ?? []);
  const viscous = new Set(
    administered.flatMap(({ resource, date }) => (isViscosupplement(scope, resource) ? [date] : [])),
  );
  const procedures = datedBefore(index.ofType('Procedure'), procedureTime, zones, ownDate)
    .flatMap(({ resource, date }) => pastProcedure(scope, resource, date) ?? [])
    .filter(
      (procedure) =>
        !viscous.has(procedure.date) &&
        !given.some((one) => one.date === procedure.date && isSamePlace(one, procedure)),
    );
  const all = [...given, ...procedures];
  const distinct = all.filter((one, place) => !all.slice(0, place).some((other) => isSame(one, other)));
  return distinct.toSorted((a, b) => (sortKey(a) > sortKey(b) ? -1 : 1));
}

const sortKey = ({ date, site, side, evidence }: PastInjection): string =>
  [date, site, side, evidence[0]?.reference].join(' ');
