import type { SiteConfiguration } from '../tables/site-configuration.ts';
import { indexChart } from './chart-index.ts';
import type { Chart } from './chart.ts';
import { encounterContext } from './encounter-context.ts';
import type { EncounterFacts } from './encounter-facts.ts';
import { conditionsOf, proceduresOf } from './encounter-resources.ts';
import { factsScope } from './facts-scope.ts';
import { withNoteStatements } from './from-notes.ts';
import { orderedOnly, otherInjectables } from './other-administrations.ts';
import { readAuthorisations } from './read-authorisations.ts';
import { readCoverage } from './read-coverage.ts';
import { readDiagnoses } from './read-diagnoses.ts';
import { readHistory } from './read-history.ts';
import { administrationsOf, firstServiceDate, readInjections } from './read-injections.ts';
import { readNote } from './read-note.ts';
import { ageAt, weightAt } from './read-patient.ts';
import { readProcedures } from './read-procedures.ts';
import { readRecordedLines } from './read-recorded-lines.ts';
import { readTherapies } from './read-therapies.ts';
import { unplacedAdministrations } from './unplaced.ts';
import { isUnknownDrug } from './unknown-drug.ts';
import { unmappedCodes } from './unmapped-codes.ts';

/**
 * Reads everything the rules may use about one encounter from a chart: facts with evidence, never a default.
 *
 * @param chart - resources of one patient as a server sent them; those of other patients are dropped and counted.
 * @param site - the deployment's own code systems, codes and zone.
 * @returns facts in an order that does not depend on the order of the resources.
 */
export function readEncounterFacts(chart: Chart, site: SiteConfiguration): EncounterFacts {
  const scope = factsScope(indexChart(chart, site));
  const { index } = scope;
  const stated = encounterContext(index);
  const administrations = administrationsOf(scope, stated);
  const encounter = { ...stated, serviceDate: stated.serviceDate ?? firstServiceDate(administrations) };
  const procedures = readProcedures(index, encounter);
  const injections = withNoteStatements(index, encounter, readInjections(scope, administrations, procedures));
  const reasons = [...injections, ...procedures].flatMap(({ reasonConditions }) => reasonConditions);
  const diagnoses = readDiagnoses(index, encounter, [...new Set(reasons)]);
  const dates = injections.flatMap(({ serviceDate }) => serviceDate.date ?? []);
  const date = dates[0] ?? encounter.serviceDate;
  return {
    patient: index.patient,
    encounter,
    injections,
    otherInjectables: otherInjectables(scope, administrations, injections),
    unplaced: unplacedAdministrations(scope, encounter),
    unknownDrugs: administrations
      .filter(({ resource }) => isUnknownDrug(scope, resource))
      .map(({ resource }) => resource.reference)
      .toSorted(),
    orderedOnly: orderedOnly(scope, encounter, injections),
    procedures,
    diagnoses,
    therapies: readTherapies(index, { ...encounter, serviceDate: date ?? null }),
    history: readHistory(scope, encounter, dates.toSorted().at(-1) ?? date ?? null),
    note: readNote(index, encounter),
    coverage: readCoverage(index, date ?? null),
    authorisations: readAuthorisations(index),
    recordedLines: readRecordedLines(index, encounter),
    weightKg: weightAt(index, date),
    ageYears: ageAt(index, date),
    unmappedCodes: unmappedCodes(scope, {
      administrations: administrations.map(({ resource }) => resource),
      procedures: proceduresOf(index, encounter),
      diagnoses: conditionsOf(index, encounter, diagnoses),
    }),
    sources: index.chart.sources,
    droppedWrongPatient: chart.droppedWrongPatient + index.droppedWrongPatient,
  };
}
