import { authorisationsFor } from './authorisations.ts';
import { defineCheck } from './define-check.ts';
import type { Authorisation } from '../facts/encounter-facts.ts';

export const priorAuthorisationRecorded = defineCheck({
  id: 'prior-authorisation-recorded',
  version: 1,
  question: 'Is the prior authorisation recorded that the payer asks for?',
  severity: 'resolve-before-claim',
  basis: {
    document: 'Payer profile of the deployment',
    section: 'requirePriorAuthorisation',
    read: '2026-11-23',
  },
  prevents: 'Denied because authorisation is missing (CARC 197)',
  noun: 'Prior authorisation',
  gapTitle: 'Prior authorisation not found',
  where: 'The authorisation response or the coverage of the patient.',
  on: 'line',
  reads: ['administrations', 'authorisations'],
  readsWhereOffered: ['coverage', 'services', 'procedures'],
  tables: ['payer-profiles'],
  messages: {
    notAsked: 'This profile does not ask for prior authorisation.',
    approved: 'An approved authorisation covers {code} on this date.',
    unclear: 'An authorisation for {code} is recorded without an outcome.',
    notApproved: 'The authorisation recorded for {code} is not approved ({outcome}).',
    missing: 'No authorisation covering {code} on this date was found.',
  },
  subjects: ({ coding }) => coding.lines.filter(({ role }) => role === 'active'),
  evaluate(line, input) {
    if (!input.profile.requirePriorAuthorisation)
      return { outcome: 'not-applicable', key: 'notAsked', rests: 'absence', restsOn: ['coverage'] };
    const { code } = line;
    const about = authorisationsFor(line.administrations, line.serviceDate, input);
    const evidence = about.flatMap((one) => one.evidence);
    const found = (outcome: Authorisation['outcome']): boolean =>
      about.some((one) => one.outcome === outcome);
    if (found('approved'))
      return { outcome: 'met', key: 'approved', params: { code }, evidence, rests: 'presence' };
    if (found('unknown'))
      return {
        outcome: 'cannot-tell',
        key: 'unclear',
        params: { code },
        evidence,
        reason: 'code-not-in-table',
      };
    const searched = ['ClaimResponse', 'ServiceRequest', 'Coverage'];
    const gap = { outcome: 'gap', searched, rests: 'absence' } as const;
    const last = about[0];
    return last
      ? { ...gap, key: 'notApproved', params: { code, outcome: last.outcome }, evidence }
      : { ...gap, key: 'missing', params: { code }, evidence: line.modifiers.flatMap((one) => one.evidence) };
  },
});
