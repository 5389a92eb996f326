import { defineCheck } from './define-check.ts';
import { ageNote } from './diagnosis-edition.ts';
import { supportingDiagnoses } from './subjects.ts';
import { familyOf, isUnspecified, validOn } from '../tables/diagnoses.ts';
import { formatDate } from '../vocab/calendar.ts';

export const diagnosisSpecific = defineCheck({
  id: 'diagnosis-specific',
  version: 1,
  question: 'Is the diagnosis code as specific as it can be, and valid on the date?',
  severity: 'resolve-before-claim',
  basis: {
    document: 'ICD-10-CM FY2026 (April 2026 update); side words of the January 2021 order file',
    section: 'Unspecified codes; laterality; codes that ended',
    read: '2026-11-23',
  },
  prevents: 'Denied because the diagnosis is unspecified, names no side, or has ended (CARC 11)',
  noun: 'Specific diagnosis',
  gapTitle: 'Diagnosis not specific or not valid',
  where: 'The encounter diagnosis.',
  on: 'diagnosis',
  reads: ['diagnoses'],
  tables: ['diagnoses'],
  messages: {
    specific: '{code} is specific and valid on the date.{age}',
    ended: '{code} is not valid from {ended} on.{age}',
    endedNotConfirmed: '{code} has ended, on a date that is not confirmed at its source.{age}',
    unspecified: '{code} is an unspecified code.{age}',
    sideNotStated: '{code} states no side, where its family can.{age}',
    notInTable: '{code} is of no family this app knows.{age}',
  },
  subjects: ({ facts }) =>
    facts.injections.length > 0 || facts.procedures.length > 0
      ? supportingDiagnoses(facts).filter(({ icd10 }) => icd10 !== null)
      : [],
  evaluate(diagnosis, { facts, injections }) {
    const { evidence, laterality } = diagnosis;
    const code = diagnosis.icd10 ?? '';
    const date = facts.encounter.serviceDate ?? injections[0]?.serviceDate.date ?? null;
    const age = ageNote(date);
    const gap = { outcome: 'gap', evidence, searched: ['Condition.code'], rests: 'presence' } as const;
    const { valid, verified, endedFrom } = date === null ? NO_DATE : validOn(code, date);
    const ended = endedFrom === null ? '' : formatDate(endedFrom);
    if (!valid && verified) return { ...gap, key: 'ended', params: { code, age, ended } };
    if (!valid)
      return {
        outcome: 'cannot-tell',
        key: 'endedNotConfirmed',
        params: { code, age },
        evidence,
        reason: 'no-table-for-date',
      };
    if (isUnspecified(code)) return { ...gap, key: 'unspecified', params: { code, age } };
    if (laterality === 'not-stated') return { ...gap, key: 'sideNotStated', params: { code, age } };
    if (familyOf(code) === null)
      return { outcome: 'not-applicable', key: 'notInTable', params: { code, age } };
    return { outcome: 'met', key: 'specific', params: { code, age }, evidence, rests: 'presence' };
  },
});

/** Without a date of service nothing can be said of a code's validity; `time-recorded` speaks of the date. */
const NO_DATE = { valid: true, verified: true, endedFrom: null } as const;
