import { visitCases, type Expected } from '../../test-kit/spec-case.ts';
import { CPT, daysBefore, RX, SCT, subject, type Over, type Visit } from '../../test-kit/spec-visit.ts';
import type { RawResource } from '../../facts/chart.ts';

const is = (outcome: 'met' | 'gap' | 'cannot-tell' | 'not-applicable'): Expected => ({
  checks: { 'prior-therapy-documented': outcome },
});
const alone = (...more: readonly RawResource[]): Visit => ({ therapy: null, more });
const order = (over: Over): Visit => ({ therapy: over });
const statement = (over: Over): RawResource => ({
  resourceType: 'MedicationStatement',
  id: 'ms',
  status: 'active',
  subject,
  medicationCodeableConcept: RX('5640'),
  effectivePeriod: { start: '2026-06-01', end: '2026-08-01' },
  ...over,
});
const done = (code: unknown, over: Over = {}): RawResource => ({
  resourceType: 'Procedure',
  id: 'x',
  status: 'completed',
  subject,
  code,
  performedDateTime: '2026-08-02',
  ...over,
});
const asked = (code: unknown, over: Over = {}): RawResource => ({
  resourceType: 'ServiceRequest',
  id: 'sr',
  status: 'active',
  intent: 'order',
  subject,
  code,
  authoredOn: '2026-08-02',
  ...over,
});
visitCases(
  'prior therapy: medication',
  'checks.md: not evidence: low-dose aspirin, drafts, cancelled, not-done, not-taken, entered-in-error, same day or later; look-back 365 days',
  [
    ['naproxen stopped', order({}), is('met')],
    ['naproxen active', order({ status: 'active', statusReason: undefined }), is('met')],
    ['naproxen on hold', order({ status: 'on-hold' }), {}],
    ['draft', order({ status: 'draft' }), is('gap')],
    ['cancelled', order({ status: 'cancelled' }), is('gap')],
    ['entered in error', order({ status: 'entered-in-error' }), is('gap')],
    ['a proposal', order({ intent: 'proposal' }), is('gap')],
    ['doNotPerform', order({ doNotPerform: true }), is('gap')],
    ['the same day', order({ authoredOn: '2026-11-20' }), is('gap')],
    ['the same day, earlier hour', order({ authoredOn: '2026-11-20T08:01:00-05:00' }), is('gap')],
    ['the day before', order({ authoredOn: daysBefore(1) }), is('met')],
    ['a later day', order({ authoredOn: '2026-11-21' }), is('gap')],
    ['364 days before', order({ authoredOn: daysBefore(364) }), is('met')],
    ['400 days before', order({ authoredOn: daysBefore(400), status: 'stopped' }), is('gap')],
    [
      'aspirin 81 mg',
      order({
        medicationCodeableConcept: { ...RX('243670'), text: 'aspirin 81 MG Oral Tablet' },
        statusReason: undefined,
      }),
      is('gap'),
    ],
    [
      'aspirin 81 mg in text',
      order({ medicationCodeableConcept: { text: 'aspirin 81 mg daily' }, statusReason: undefined }),
      is('gap'),
    ],
    ['acetaminophen', order({ medicationCodeableConcept: RX('161') }), is('met')],
    [
      'meloxicam by text',
      order({ medicationCodeableConcept: { text: 'meloxicam 15 mg tablet' } }),
      is('met'),
    ],
    ['prednisone', order({ medicationCodeableConcept: RX('8640') }), is('met')],
    [
      'topical diclofenac',
      order({ medicationCodeableConcept: { text: 'diclofenac 1 % topical gel' } }),
      is('met'),
    ],
    [
      'lisinopril',
      order({
        medicationCodeableConcept: { ...RX('29046'), text: 'lisinopril 10 mg tablet' },
        statusReason: undefined,
      }),
      is('gap'),
    ],
    ['no date', order({ authoredOn: undefined }), {}],
    ['a statement', alone(statement({})), is('met')],
    ['a statement not taken', alone(statement({ status: 'not-taken' })), is('gap')],
    ['a statement entered in error', alone(statement({ status: 'entered-in-error' })), is('gap')],
    ['a statement intended', alone(statement({ status: 'intended' })), is('gap')],
    [
      'an administration of ketorolac',
      alone({
        resourceType: 'MedicationAdministration',
        id: 'k',
        status: 'completed',
        subject,
        medicationCodeableConcept: { ...RX('35827'), text: 'ketorolac 10 mg tablet' },
        effectiveDateTime: '2026-09-02T10:00:00-05:00',
      }),
      is('met'),
    ],
    ['naproxen of another patient', { therapy: { subject: { reference: 'Patient/other' } } }, is('gap')],
  ],
);

visitCases('prior therapy: procedures and referrals', 'checks.md: a referral alone is "ordered", not tried', [
  ['physical therapy done', alone(done(CPT('97110'))), is('met')],
  ['physical therapy by SNOMED', alone(done(SCT('91251008'))), is('met')],
  ['physical therapy not done', alone(done(CPT('97110'), { status: 'not-done' })), is('gap')],
  ['physical therapy entered in error', alone(done(CPT('97110'), { status: 'entered-in-error' })), is('gap')],
  ['physical therapy planned', alone(done(CPT('97110'), { status: 'preparation' })), is('gap')],
  [
    'physical therapy the same day',
    alone(done(CPT('97110'), { performedDateTime: '2026-11-20T14:00:00-05:00' })),
    is('gap'),
  ],
  [
    'a brace',
    alone(
      done({
        coding: [{ system: 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', code: 'L1810' }],
      }),
    ),
    is('met'),
  ],
  [
    'an earlier knee injection',
    alone(done(CPT('20610'), { performedDateTime: '2026-05-02', bodySite: [SCT('6757004')] })),
    is('met'),
  ],
  ['a referral alone', alone(asked(SCT('308447003'))), is('gap')],
  ['a referral in words', alone(asked({ text: 'Referral to physical therapy' })), is('gap')],
  [
    'a completed service request for physical therapy',
    alone(asked(CPT('97110'), { status: 'completed' })),
    {},
  ],
  ['a revoked request', alone(asked(CPT('97110'), { status: 'revoked' })), is('gap')],
]);
