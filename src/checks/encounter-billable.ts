import { defineCheck } from './define-check.ts';
import {
  INPATIENT_CLASSES,
  OUTPATIENT_CLASSES,
  VOID_ENCOUNTER_STATUSES,
} from '../tables/encounter-classes.ts';
import { quoted } from './subject-words.ts';

export const encounterBillable = defineCheck({
  id: 'encounter-billable',
  version: 1,
  question: 'Is this an encounter whose injections go on a professional or outpatient claim?',
  severity: 'resolve-before-claim',
  basis: {
    document: 'HL7 v3 ActEncounterCode; Medicare Claims Processing Manual, chapter 17',
    section: 'Encounter class; drugs of an inpatient stay',
    read: '2026-11-23',
  },
  prevents: 'Line rejected because the stay is inpatient, or the encounter was cancelled',
  noun: 'Encounter class and status',
  gapTitle: 'Encounter does not carry its own drug lines',
  where: 'The class and the status of the encounter.',
  on: 'encounter',
  reads: ['encounter'],
  tables: ['encounter-classes'],
  messages: {
    outpatient: 'An outpatient encounter that took place.',
    inpatient: 'The encounter is an inpatient stay (class {class}).',
    void: 'The encounter is recorded as {status}.',
    notStated: 'The administrations name no encounter, so its class is not known.',
    noClass: 'The class of the encounter is not recorded.',
    otherClass: 'The class of the encounter ({class}) is not in the table.',
  },
  subjects: ({ facts }) =>
    facts.injections.length > 0 || facts.procedures.length > 0 ? [facts.encounter] : [],
  evaluate(encounter) {
    const { evidence, status } = encounter;
    const gap = {
      outcome: 'gap',
      evidence,
      searched: ['Encounter.class', 'Encounter.status'],
      rests: 'presence',
    } as const;
    if (status !== null && VOID_ENCOUNTER_STATUSES.has(status))
      return { ...gap, key: 'void', params: { status } };
    if (encounter.reference === null)
      return { outcome: 'cannot-tell', key: 'notStated', evidence, reason: 'source-unavailable' };
    if (encounter.class === null)
      return { outcome: 'cannot-tell', key: 'noClass', evidence, reason: 'code-not-in-table' };
    const params = { class: quoted(encounter.class) };
    if (INPATIENT_CLASSES.has(encounter.class)) return { ...gap, key: 'inpatient', params };
    return OUTPATIENT_CLASSES.has(encounter.class)
      ? { outcome: 'met', key: 'outpatient', evidence, rests: 'presence' }
      : { outcome: 'cannot-tell', key: 'otherClass', params, evidence, reason: 'code-not-in-table' };
  },
});
