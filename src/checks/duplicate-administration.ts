import { defineCheck } from './define-check.ts';
import { drugWords, injectionEvidence } from './subject-words.ts';
import { evidenceOf, valueOf } from '../vocab/fact.ts';
import { formatDateTime } from '../vocab/calendar.ts';

export const duplicateAdministration = defineCheck({
  id: 'duplicate-administration',
  version: 1,
  question: 'Is this the only administration of its kind within minutes?',
  severity: 'fix-before-signing',
  basis: {
    document: 'CMS Recovery Audit Program, topic 0074',
    section: 'Excessive or insufficient drugs and biologicals: units match what was given',
    read: '2026-11-23',
  },
  prevents: 'Denied as a duplicate, or audited for more units than were given (CARC 18, RAC 0074)',
  noun: 'Single administration',
  gapTitle: 'Same injection recorded twice within minutes',
  where: 'The administrations themselves: one marked entered in error, or both with what sets them apart.',
  on: 'injection',
  reads: ['administrations'],
  tables: [],
  messages: {
    single: 'No earlier administration alike within five minutes.',
    alike: '{drug}: the same drug, site and dose stand recorded within minutes, at {time} as well.',
  },
  subjects: ({ injections }) => injections,
  evaluate(injection, { injections }) {
    const evidence = injectionEvidence(injection);
    // Of two alike, the later one carries the finding: once is enough.
    const before = injections.slice(0, injections.indexOf(injection));
    const twin = before.find(({ reference }) => injection.alike.includes(reference));
    if (!twin)
      return { outcome: 'met', key: 'single', evidence, rests: 'absence', restsOn: ['administrations'] };
    return {
      outcome: 'gap',
      key: 'alike',
      params: { drug: drugWords(injection), time: formatDateTime(valueOf(twin.time) ?? 'the same time') },
      evidence: [
        ...evidence,
        ...injectionEvidence(twin),
        ...evidenceOf(injection.time),
        ...evidenceOf(twin.time),
      ],
      searched: ['MedicationAdministration of this encounter'],
      rests: 'presence',
    };
  },
});
