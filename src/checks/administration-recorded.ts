import { defineCheck } from './define-check.ts';

export const administrationRecorded = defineCheck({
  id: 'administration-recorded',
  version: 1,
  question: 'Is a drug recorded as given for the injection procedure?',
  severity: 'resolve-before-claim',
  basis: {
    document: 'MAC article A59553 (LCD L37913)',
    section: 'Drug and procedure on the same claim',
    read: '2026-11-23',
  },
  prevents: 'Drug given but never charged, or a procedure denied because no drug stands beside it',
  noun: 'Drug given in the procedure',
  gapTitle: 'No drug recorded for the injection procedure',
  where: 'The medication administrations of the encounter.',
  on: 'procedure',
  reads: ['administrations', 'procedures', 'orders'],
  tables: ['procedures'],
  messages: {
    recorded: 'An injectable drug is recorded as given.',
    excludedOnly: 'Procedure {code}: the only administration recorded does not count as given.',
    orderOnly: 'Procedure {code}: an injectable was ordered, and no administration is recorded.',
    missing: 'Procedure {code}: no injectable drug is recorded as given. A drug line may be missing.',
  },
  subjects: ({ facts }) => facts.procedures.filter(({ counts }) => counts),
  evaluate(procedure, { facts, injections }) {
    const { evidence } = procedure;
    const params = { code: 'value' in procedure.code ? procedure.code.value : 'of the injection' };
    if (injections.length > 0 || facts.otherInjectables.length > 0)
      return { outcome: 'met', key: 'recorded', evidence, rests: 'presence' };
    if (facts.injections.length === 0 && facts.orderedOnly.length > 0)
      return {
        outcome: 'cannot-tell',
        key: 'orderOnly',
        params,
        evidence: [...evidence, ...facts.orderedOnly.flatMap((each) => each.evidence)],
        reason: 'order-only',
      };
    return {
      outcome: 'gap',
      key: facts.injections.length > 0 ? 'excludedOnly' : 'missing',
      params,
      evidence,
      searched: ['MedicationAdministration of this encounter'],
      rests: 'absence',
      restsOn: ['administrations'],
    };
  },
});
