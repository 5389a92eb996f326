import type { CalendarDate } from '../vocab/calendar.ts';
import { valueOf } from '../vocab/fact.ts';
import { stringOf, elementOf, objectsOf } from './json.ts';
import { belongsTo, type Belonging } from './belongs-to.ts';
import type { IndexedResource } from './chart-index.ts';
import type {
  Billing,
  EncounterContext,
  Injection,
  InjectionProcedure,
  ProcedureMatch,
} from './encounter-facts.ts';
import type { FactsScope } from './facts-scope.ts';
import { parseFhirTime } from './fhir-time.ts';
import { alikeOf } from './alike.ts';
import { proceduresFor } from './match-injections.ts';
import { mergedPlace } from './merged-place.ts';
import { readOwnInjection, type OwnInjection } from './own-injection.ts';
import { readBilling } from './read-billing.ts';
import { readDiscarded } from './read-discarded.ts';
import { strengthsOf } from './strength.ts';
import { readOralUnsuitable } from './read-oral-unsuitable.ts';
import { readPackage } from './read-package.ts';
import { readPerformer } from './read-person.ts';
import { readRationale, reasonConditions } from './read-reasons.ts';
import { readTime, type TimeReading } from './read-time.ts';
import { serviceDateOf } from './service-date.ts';
import type { ServiceDate } from './encounter-facts.ts';

/** An administration of this encounter, with when and why it belongs here. */
export interface OwnAdministration {
  readonly resource: IndexedResource;
  readonly when: TimeReading;
  readonly serviceDate: ServiceDate;
  readonly belonging: NonNullable<Belonging>;
}

/** The administrations of the encounter, by time, then reference. */
export function administrationsOf(
  { index }: FactsScope,
  encounter: EncounterContext,
): readonly OwnAdministration[] {
  const zones = { timeZone: index.site.timeZone, encounterStart: encounter.start };
  const own = index.ofType('MedicationAdministration').flatMap((resource) => {
    const when = readTime(resource, 'effective');
    const belonging = belongsTo(index, resource, valueOf(when.time), encounter);
    const serviceDate = serviceDateOf(valueOf(when.time), zones);
    return belonging === null ? [] : [{ resource, when, serviceDate, belonging }];
  });
  return own.toSorted(byTime);
}

const instantOf = ({ when }: OwnAdministration): number =>
  parseFhirTime(valueOf(when.time))?.instant ?? Number.POSITIVE_INFINITY;

function byTime(a: OwnAdministration, b: OwnAdministration): number {
  const [x, y] = [instantOf(a), instantOf(b)];
  if (x !== y) return x < y ? -1 : 1;
  return a.resource.reference < b.resource.reference ? -1 : 1;
}

/** Business identifiers of an administration: the same one twice is the same event sent twice. */
const identifiersOf = (resource: IndexedResource): readonly string[] =>
  objectsOf(elementOf(resource.json, 'identifier')).flatMap((identifier) => {
    const value = stringOf(elementOf(identifier, 'value'));
    return value === null ? [] : [`${stringOf(elementOf(identifier, 'system')) ?? ''} ${value}`];
  });

interface Drafted {
  readonly administration: OwnAdministration;
  readonly own: OwnInjection;
  readonly billing: Billing;
}

/** Marks later rows that carry an identifier an earlier billed row already carries. */
function withoutRepeats(drafts: readonly Drafted[]): readonly Drafted[] {
  const seen = new Set<string>();
  return drafts.map((draft) => {
    if (!draft.billing.billed) return draft;
    const identifiers = identifiersOf(draft.own.resource);
    const repeated = identifiers.some((identifier) => seen.has(identifier));
    for (const identifier of identifiers) seen.add(identifier);
    return repeated
      ? { ...draft, billing: { billed: false, excluded: 'duplicate-resource', evidence: [] } as const }
      : draft;
  });
}

interface Matched extends Drafted {
  readonly match: ProcedureMatch;
  readonly procedure: InjectionProcedure | null;
}

function assemble(scope: FactsScope, { administration, own, billing, match, procedure }: Matched): Injection {
  const { index } = scope;
  const { resource } = own;
  const procedureResource = procedure ? index.byReference(procedure.reference) : null;
  const reasons = { administration: resource, procedure: procedureResource, order: own.order.order };
  return {
    reference: resource.reference,
    versionId: resource.versionId,
    status: stringOf(elementOf(resource.json, 'status')) ?? '',
    billing,
    drug: own.drug,
    ingredient: own.ingredient,
    dose: own.dose,
    route: own.route,
    ...mergedPlace(own, procedure),
    ownSite: own.own.site,
    ownSide: own.own.side,
    ...administration.when,
    serviceDate: administration.serviceDate,
    performer: readPerformer(index, resource),
    order: own.order.link,
    procedure: match,
    rationale: readRationale(index, reasons),
    reasonConditions: reasonConditions(index, [resource, ...(procedureResource ? [procedureResource] : [])]),
    oralUnsuitable: readOralUnsuitable(index, reasons),
    ...readPackage(own.product, own.orderProduct),
    discarded: readDiscarded(resource, strengthsOf(index, own.product, valueOf(own.ingredient))),
    encounterMatch: administration.belonging,
    alike: [],
  };
}

/**
 * Corticosteroid injections of the encounter, billed or excluded, by time, then reference; each matched with the
 * procedure it was part of.
 */
export function readInjections(
  scope: FactsScope,
  administrations: readonly OwnAdministration[],
  procedures: readonly InjectionProcedure[],
): readonly Injection[] {
  const drafts = administrations.flatMap((administration): readonly Drafted[] => {
    const { resource, serviceDate } = administration;
    const own = readOwnInjection(scope, resource, serviceDate.date);
    return own ? [{ administration, own, billing: readBilling(scope.index, resource) }] : [];
  });
  const kept = withoutRepeats(drafts);
  const billed = kept.filter(({ billing }) => billing.billed).map(({ own }) => own);
  const ours = new Set(drafts.map(({ own }) => own.resource));
  const others = administrations
    .map(({ resource }) => resource)
    .filter((resource) => !ours.has(resource) && readBilling(scope.index, resource).billed);
  const matches = proceduresFor(scope.index, { injections: billed, others }, procedures);
  const injections = kept.map((draft) => {
    const match = matches.get(draft.own) ?? { how: 'none' as const, references: [] };
    const [only] = match.references;
    const procedure =
      match.how === 'matched' ? (procedures.find(({ reference }) => reference === only) ?? null) : null;
    return assemble(scope, { ...draft, match, procedure });
  });
  return injections.map((injection) => ({ ...injection, alike: alikeOf(injection, injections) }));
}

/** The date most of the encounter's rows stand on where the encounter itself has none. */
export const firstServiceDate = (administrations: readonly OwnAdministration[]): CalendarDate | null =>
  administrations.find(({ serviceDate }) => serviceDate.date !== null)?.serviceDate.date ?? null;
