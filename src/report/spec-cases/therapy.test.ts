import { quantity } from '../../test-kit/chart-builder.ts';
import { visitCases, type Expected } from '../../test-kit/spec-case.ts';
import {
  CPT,
  daysBefore,
  ICD,
  INTRAMUSCULAR,
  noteOf,
  RIGHT_DELTOID,
  RX,
  SCT,
  subject,
  TEXT,
  type Over,
  type Visit,
} from '../../test-kit/spec-visit.ts';
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
const told = (words: string): Visit => ({ therapy: null, note: noteOf(words) });

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

visitCases(
  'prior therapy: words',
  'facts.md: failed, tried, no relief with, intolerant of count; no prior treatment, has not tried, plan to start, family history do not',
  [
    ['failed naproxen', told('Right knee pain. Failed naproxen and physical therapy.'), is('met')],
    ['tried ibuprofen', told('Tried ibuprofen for 6 weeks without relief.'), is('met')],
    ['no relief with', told('No relief with acetaminophen or home exercise.'), is('met')],
    ['intolerant of NSAIDs', told('Intolerant of NSAIDs because of gastritis.'), is('met')],
    [
      'physical therapy did not help',
      told('Completed 8 weeks of physical therapy with minimal improvement.'),
      is('met'),
    ],
    ['no prior treatment', told('Right knee pain. No prior treatment.'), is('gap')],
    ['has not tried', told('Has not tried NSAIDs or physical therapy.'), is('gap')],
    ['plan to start', told('Plan to start naproxen and physical therapy.'), is('gap')],
    ['will try', told('Will try ibuprofen after the injection.'), is('gap')],
    ['family history', told('Family history: mother failed naproxen.'), is('gap')],
    ['denies', told('Denies use of NSAIDs.'), is('gap')],
    ['declined', told('Declined physical therapy.'), is('gap')],
    ['recommend', told('Recommend ibuprofen as needed and physical therapy.'), is('gap')],
    ['prescribed today', told('Naproxen prescribed today.'), is('gap')],
    ['nothing of the kind', told('Right knee pain and swelling. Injection given.'), is('gap')],
    [
      'in the administration\u2019s note',
      { therapy: null, administration: { note: [{ text: 'Failed oral NSAIDs.' }] } },
      is('met'),
    ],
    [
      'in the procedure\u2019s note',
      { therapy: null, procedure: { note: [{ text: 'Physical therapy failed.' }] } },
      is('met'),
    ],
    [
      'in the condition\u2019s note',
      { therapy: null, diagnosis: { note: [{ text: 'No relief with naproxen.' }] } },
      is('met'),
    ],
    [
      'HTML note',
      {
        therapy: null,
        note: {
          content: [
            {
              attachment: {
                contentType: 'text/html',
                data: Buffer.from('<p>Failed <b>naproxen</b>.</p>').toString('base64'),
              },
            },
          ],
        },
      },
      is('met'),
    ],
    [
      'the reason: oral NSAID failed',
      {
        therapy: null,
        administration: { reasonCode: [{ text: 'knee osteoarthritis pain, oral NSAID failed' }] },
      },
      {},
    ],
    [
      'an allergy to NSAIDs',
      {
        therapy: null,
        more: [
          {
            resourceType: 'AllergyIntolerance',
            id: 'al',
            patient: subject,
            clinicalStatus: { coding: [{ code: 'active' }] },
            code: { ...RX('7258'), text: 'naproxen' },
            recordedDate: '2025-01-01',
          },
        ],
      },
      {},
    ],
  ],
);

visitCases(
  'prior therapy: note text',
  'checks.md: note text there but unreadable: cannot-tell; no note yet counts as read; priorTherapySources structured',
  [
    ['no note yet', { therapy: null, note: null }, is('gap')],
    [
      'a PDF',
      {
        therapy: null,
        note: { content: [{ attachment: { contentType: 'application/pdf', url: 'Binary/1' } }] },
      },
      is('cannot-tell'),
    ],
    [
      'a note by URL that is not in the file',
      { therapy: null, note: { content: [{ attachment: { contentType: 'text/plain', url: 'Binary/1' } }] } },
      is('cannot-tell'),
    ],
    [
      'a note by URL whose Binary is there',
      {
        therapy: null,
        note: { content: [{ attachment: { contentType: 'text/plain', url: 'Binary/1' } }] },
        more: [
          {
            resourceType: 'Binary',
            id: '1',
            contentType: 'text/plain',
            data: TEXT('Failed naproxen.')['data'],
          },
        ],
      },
      is('met'),
    ],
    [
      'broken base64',
      { therapy: null, note: { content: [{ attachment: { contentType: 'text/plain', data: '%%%' } }] } },
      is('cannot-tell'),
    ],
    ['no content', { therapy: null, note: { content: [] } }, {}],
    [
      'unreadable, but a site of structured sources',
      {
        therapy: null,
        note: { content: [{ attachment: { contentType: 'application/pdf', url: 'Binary/1' } }] },
      },
      is('gap'),
      { site: { priorTherapySources: 'structured' } },
    ],
    [
      'unreadable, but an order is there',
      { note: { content: [{ attachment: { contentType: 'application/pdf', url: 'Binary/1' } }] } },
      is('met'),
    ],
    [
      'a look-back of the site',
      { therapy: { authoredOn: daysBefore(200) } },
      is('gap'),
      { site: { lookbackDays: 180 } },
    ],
  ],
);

const emergency: Visit = { therapy: null, encounter: { class: { code: 'EMER' } } };
visitCases(
  'prior therapy: not asked',
  'checks.md: except intravenous ones and emergency or inpatient encounters',
  [
    ['emergency', emergency, is('not-applicable')],
    ['inpatient', { therapy: null, encounter: { class: { code: 'IMP' } } }, is('not-applicable')],
    ['acute inpatient', { therapy: null, encounter: { class: { code: 'ACUTE' } } }, is('not-applicable')],
    ['ambulatory', { therapy: null }, is('gap')],
    ['virtual', { therapy: null, encounter: { class: { code: 'VR' } } }, is('gap')],
    [
      'intramuscular for dermatitis, nothing said',
      {
        therapy: null,
        route: INTRAMUSCULAR,
        site: RIGHT_DELTOID,
        dose: quantity(80, 'mg'),
        diagnosis: { code: ICD('L23.7') },
        procedure: { code: CPT('96372'), bodySite: undefined },
      },
      is('gap'),
    ],
    [
      'intramuscular, oral treatment unsuitable',
      {
        therapy: null,
        route: INTRAMUSCULAR,
        site: RIGHT_DELTOID,
        dose: quantity(80, 'mg'),
        diagnosis: { code: ICD('L23.7') },
        procedure: { code: CPT('96372'), bodySite: undefined },
        administration: { reasonCode: [{ text: 'Unable to tolerate oral steroids, vomiting' }] },
      },
      is('met'),
    ],
    [
      'the same reason for a joint does not count',
      { therapy: null, administration: { reasonCode: [{ text: 'vomiting' }] } },
      is('gap'),
    ],
  ],
);
