import { valueOf } from '../vocab/fact.ts';
import { belongsTo } from './belongs-to.ts';
import { evidence, type IndexedResource } from './chart-index.ts';
import type { EncounterContext, UnplacedAdministration } from './encounter-facts.ts';
import type { FactsScope } from './facts-scope.ts';
import { parseFhirTime } from './fhir-time.ts';
import { elementOf, stringOf } from './json.ts';
import { encounterOf, periodHolds } from './match-encounter.ts';
import { readOwnInjection } from './own-injection.ts';
import { isUndecided, readBilling } from './read-billing.ts';
import { readTime } from './read-time.ts';
import { serviceDateOf } from './service-date.ts';
import { isUnknownDrug } from './unknown-drug.ts';

/**
 * Corticosteroid injections, and administrations of a drug nobody can make out, that name no encounter, belong to none
 * by their time, and may belong to this one: on its date, within its period (two periods overlap there), or without a
 * time that would say otherwise. Left out in silence, each would be an injection nobody checks. A record that leaves
 * open whether it was given is one of them.
 */
export function unplacedAdministrations(
  scope: FactsScope,
  encounter: EncounterContext,
): readonly UnplacedAdministration[] {
  const { index } = scope;
  return index
    .ofType('MedicationAdministration')
    .flatMap((resource): readonly UnplacedAdministration[] => {
      const when = readTime(resource, 'effective');
      const time = valueOf(when.time);
      if (encounterOf(index, resource, time).how !== 'not-stated') return [];
      if (belongsTo(index, resource, time, encounter) !== null) return [];
      if (!mayBelong(scope, { time, encounter })) return [];
      const billing = readBilling(index, resource);
      if (!billing.billed && !isUndecided(billing)) return [];
      const drugKnown = !isUnknownDrug(scope, resource);
      if (drugKnown && readOwnInjection(scope, resource, encounter.serviceDate) === null) return [];
      const from = 'evidence' in when.time ? when.time.evidence : [];
      return [
        {
          reference: resource.reference,
          time,
          drugKnown,
          evidence: from.length > 0 ? from : [evidence(resource, 'status', statusOf(resource))],
        },
      ];
    })
    .toSorted((a, b) => (a.reference < b.reference ? -1 : 1));
}

const statusOf = ({ json }: IndexedResource): string => stringOf(elementOf(json, 'status')) ?? '';

/** Whether nothing says that an administration of no encounter was given on another day. */
function mayBelong(
  { index }: FactsScope,
  { time, encounter }: { readonly time: string | null; readonly encounter: EncounterContext },
): boolean {
  const when = parseFhirTime(time);
  const zones = { timeZone: index.site.timeZone, encounterStart: encounter.start };
  const { date, neighbour } = serviceDateOf(time, zones);
  if (index.chart.reportsUnplaced === true)
    return encounter.reference === null && encounter.serviceDate === null && date === null;
  if (when === null || encounter.serviceDate === null) return true;
  // A month or a year, as far as it is written.
  if (date === null) return time !== null && encounter.serviceDate.startsWith(time.trim());
  return (
    date === encounter.serviceDate ||
    neighbour === encounter.serviceDate ||
    (encounter.reference !== null && periodHolds(index, encounter.reference, when))
  );
}
