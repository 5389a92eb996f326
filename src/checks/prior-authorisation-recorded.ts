import { decisionFor } from './authorisations.ts';
import { defineCheck } from './define-check.ts';

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
    unclear: 'Cannot tell whether an approved authorisation covers {code} on this date.',
    notApproved: 'The authorisation recorded for {code} is not approved ({outcome}).',
    missing: 'No authorisation covering {code} on this date was found.',
  },
  subjects: ({ coding }) => coding.lines.filter(({ role }) => role === 'active'),
  evaluate(line, input) {
    if (!input.profile.requirePriorAuthorisation)
      return { outcome: 'not-applicable', key: 'notAsked', rests: 'absence', restsOn: ['coverage'] };
    const { code } = line;
    const { outcome, evidence } = decisionFor(line.administrations, line.serviceDate, input);
    const about = { params: { code }, evidence };
    if (outcome === 'approved') return { outcome: 'met', key: 'approved', ...about, rests: 'presence' };
    if (outcome === 'unknown')
      return { outcome: 'cannot-tell', key: 'unclear', ...about, reason: 'code-not-in-table' };
    const searched = ['ClaimResponse', 'ServiceRequest', 'Coverage'];
    const gap = { outcome: 'gap', searched, rests: 'absence' } as const;
    return outcome === null
      ? { ...gap, key: 'missing', params: { code }, evidence: line.modifiers.flatMap((one) => one.evidence) }
      : { ...gap, key: 'notApproved', params: { code, outcome }, evidence };
  },
});
