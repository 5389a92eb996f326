import { describe, expect, test } from 'vitest';
import type { RawResource } from './chart.ts';
import { administration, coded, factsOf, RXNORM, SNOMED } from '../test-kit/chart-builder.ts';

const CPT = 'http://www.ama-assn.org/go/cpt';
const NAPROXEN = coded(RXNORM, '7258', 'naproxen');
const base = { subject: { reference: 'Patient/p' } };

const ordered = (over: Readonly<Record<string, unknown>> = {}): RawResource => ({
  resourceType: 'MedicationRequest',
  id: 'n',
  status: 'completed',
  intent: 'order',
  ...base,
  authoredOn: '2026-08-01',
  medicationCodeableConcept: NAPROXEN,
  ...over,
});
const stated = (over: Readonly<Record<string, unknown>> = {}): RawResource => ({
  resourceType: 'MedicationStatement',
  id: 's',
  status: 'active',
  ...base,
  effectivePeriod: { start: '2026-06' },
  medicationCodeableConcept: NAPROXEN,
  ...over,
});
const performed = (over: Readonly<Record<string, unknown>> = {}): RawResource => ({
  resourceType: 'Procedure',
  id: 't',
  status: 'completed',
  ...base,
  code: coded(SNOMED, '91251008'),
  performedDateTime: '2026-09-01',
  ...over,
});
const requested = (over: Readonly<Record<string, unknown>> = {}): RawResource => ({
  resourceType: 'ServiceRequest',
  id: 'r',
  status: 'active',
  intent: 'order',
  ...base,
  code: coded(SNOMED, '91251008'),
  authoredOn: '2026-09-01',
  ...over,
});
const allergy = (over: Readonly<Record<string, unknown>> = {}): RawResource => ({
  resourceType: 'AllergyIntolerance',
  id: 'al',
  patient: { reference: 'Patient/p' },
  type: 'allergy',
  code: coded(RXNORM, '5640', 'ibuprofen'),
  ...over,
});

/** "found kind outcome standing" of every therapy read beside one injection today. */
const read = (...resources: readonly RawResource[]): readonly string[] =>
  factsOf([administration(), ...resources]).therapies.map(
    ({ found, kind, outcome, standing }) => `${found} ${kind} ${outcome} ${standing}`,
  );

describe('drugs', () => {
  test.each([
    ['an order', ordered(), 'order nsaid not-stated counts'],
    [
      'an order stopped for no relief',
      ordered({ status: 'stopped', statusReason: { text: 'no relief' } }),
      'order nsaid failed counts',
    ],
    [
      'stopped for the stomach',
      ordered({ status: 'stopped', note: [{ text: 'GI upset' }] }),
      'order nsaid intolerant counts',
    ],
    [
      'by ATC',
      ordered({ medicationCodeableConcept: coded('http://www.whocc.no/atc', 'M01AE02') }),
      'order nsaid not-stated counts',
    ],
    [
      'by text',
      ordered({ medicationCodeableConcept: { text: 'Ibuprofen 600 mg tablet' } }),
      'order nsaid not-stated counts',
    ],
    [
      'by a referenced Medication',
      ordered({
        medicationCodeableConcept: undefined,
        medicationReference: { display: 'meloxicam 15 mg tab' },
      }),
      'order nsaid not-stated counts',
    ],
    [
      'a gel',
      ordered({
        medicationCodeableConcept: { ...coded(RXNORM, '3355'), text: 'diclofenac 1 % topical gel' },
      }),
      'order topical not-stated counts',
    ],
    [
      'acetaminophen',
      ordered({ medicationCodeableConcept: coded(RXNORM, '161') }),
      'order analgesic not-stated counts',
    ],
    [
      'prednisone',
      ordered({ medicationCodeableConcept: coded(RXNORM, '8640') }),
      'order oral-steroid not-stated counts',
    ],
    [
      'a dose pack',
      ordered({ medicationCodeableConcept: { text: 'Medrol dose pack' } }),
      'order oral-steroid not-stated counts',
    ],
    [
      'methylprednisolone tablets',
      ordered({ medicationCodeableConcept: coded(RXNORM, '6902', 'methylprednisolone 4 MG Oral Tablet') }),
      'order oral-steroid not-stated counts',
    ],
    [
      'aspirin above the low dose',
      ordered({ medicationCodeableConcept: { ...coded(RXNORM, '1191'), text: 'aspirin 650 mg tablet' } }),
      'order nsaid not-stated counts',
    ],
    ['a statement since June', stated(), 'statement nsaid not-stated counts'],
    [
      'a statement taken for years and still',
      stated({ effectivePeriod: { start: '2023-01-01' } }),
      'statement nsaid not-stated counts',
    ],
    [
      'a statement of which only the day it was made is known',
      stated({ effectivePeriod: undefined, dateAsserted: '2026-08-01' }),
      'statement nsaid not-stated counts',
    ],
    [
      'an order whose note says what failed before it',
      ordered({ note: [{ text: 'failed physical therapy' }] }),
      'order nsaid not-stated counts',
    ],
    [
      'given last month',
      {
        ...administration({
          id: 'old',
          context: undefined,
          effectiveDateTime: '2026-10-01T08:00:00-05:00',
          medicationCodeableConcept: NAPROXEN,
          dosage: undefined,
        }),
      },
      'administration nsaid not-stated counts',
    ],
    [
      'dispensed',
      {
        resourceType: 'MedicationDispense',
        id: 'd',
        status: 'completed',
        ...base,
        whenHandedOver: '2026-10-01',
        medicationCodeableConcept: NAPROXEN,
      },
      'order nsaid not-stated counts',
    ],
  ] as const)('%s', (_, resource, expected) => {
    expect(read(resource)).toEqual([expected]);
  });

  test.each([
    ['of the same day', ordered({ authoredOn: '2026-11-20' })],
    ['of a later day', ordered({ authoredOn: '2026-11-21' })],
    ['older than the look-back', ordered({ authoredOn: '2025-11-19' })],
    ['without a date', ordered({ authoredOn: undefined })],
    ['with this year as its date', ordered({ authoredOn: '2026' })],
    ['draft', ordered({ status: 'draft' })],
    ['cancelled', ordered({ status: 'cancelled' })],
    ['on hold', ordered({ status: 'on-hold' })],
    ['entered in error', ordered({ status: 'entered-in-error' })],
    ['without a status', ordered({ status: undefined })],
    ['a proposal', ordered({ intent: 'proposal' })],
    ['not to be given', ordered({ doNotPerform: true })],
    ['never filled', ordered({ status: 'stopped', statusReason: { text: 'patient never filled it' } })],
    ['modified by something unknown', ordered({ modifierExtension: [{ url: 'x' }] })],
    ['a statement not taken', stated({ status: 'not-taken' })],
    ['a statement of intent', stated({ status: 'intended' })],
    ['a statement without a date', stated({ effectivePeriod: undefined })],
    ['a statement made today', stated({ effectivePeriod: undefined, dateAsserted: '2026-11-20' })],
    [
      'a statement of what ended too long ago',
      stated({ effectivePeriod: { end: '2024-01-01' }, dateAsserted: '2026-08-01' }),
    ],
    [
      'a statement that ended too long ago',
      stated({ status: 'completed', effectivePeriod: { start: '2023-01-01', end: '2024-01-01' } }),
    ],
    [
      'an administration not done',
      administration({
        id: 'old',
        status: 'not-done',
        context: undefined,
        effectiveDateTime: '2026-10-01',
        medicationCodeableConcept: NAPROXEN,
      }),
    ],
    [
      'low-dose aspirin',
      ordered({ medicationCodeableConcept: { ...coded(RXNORM, '1191'), text: 'aspirin 81 mg tablet' } }),
    ],
    ['aspirin without a dose', ordered({ medicationCodeableConcept: coded(RXNORM, '1191') })],
    [
      'ketorolac into muscle',
      ordered({ medicationCodeableConcept: coded(RXNORM, '35827', 'ketorolac 30 MG/ML Injection') }),
    ],
    [
      'eye drops',
      ordered({
        medicationCodeableConcept: { ...coded(RXNORM, '3355'), text: 'diclofenac 0.1 % ophthalmic solution' },
      }),
    ],
    ['an NSAID by vein', ordered({ dosageInstruction: [{ route: coded(SNOMED, '47625008') }] })],
    [
      'lidocaine without a topical form',
      ordered({ medicationCodeableConcept: coded(RXNORM, '6387', 'lidocaine') }),
    ],
    ['plain methylprednisolone', ordered({ medicationCodeableConcept: coded(RXNORM, '6902') })],
    ['a code its source could not name', ordered({ medicationCodeableConcept: coded(RXNORM, '197805') })],
    ['another drug', ordered({ medicationCodeableConcept: coded(RXNORM, '29046', 'lisinopril') })],
    ['another patient', ordered({ subject: { reference: 'Patient/other' } })],
  ])('%s: no', (_, resource) => {
    expect(read(resource)).toEqual([]);
  });

  test("the look-back is the site's", () => {
    const old = ordered({ authoredOn: '2025-06-01' });
    const { therapies } = factsOf([administration(), old], { lookbackDays: 730 });
    expect(therapies).toHaveLength(1);
  });
});

describe('services and procedures', () => {
  test.each([
    ['physical therapy done', performed(), 'procedure physical-therapy not-stated counts'],
    ['by CPT', performed({ code: coded(CPT, '97110') }), 'procedure physical-therapy not-stated counts'],
    [
      'a brace',
      performed({ code: coded('https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', 'L1833') }),
      'procedure bracing not-stated counts',
    ],
    [
      'without relief',
      performed({ outcome: { text: 'no improvement' } }),
      'procedure physical-therapy failed counts',
    ],
    [
      'by words',
      performed({ code: { text: 'PHYSICAL THERAPY EVALUATION AND TREATMENT' } }),
      'procedure physical-therapy not-stated counts',
    ],
    [
      'an earlier joint injection',
      performed({ code: coded(CPT, '20610') }),
      'procedure prior-injection not-stated counts',
    ],
    ['ordered alone', requested(), 'service physical-therapy not-stated ordered-only'],
    [
      'a referral carried out',
      requested({ status: 'completed', code: coded(SNOMED, '308447003') }),
      'service physical-therapy not-stated ordered-only',
    ],
    [
      'a referral by words',
      requested({ status: 'completed', code: { text: 'Referral to physical therapy' } }),
      'service physical-therapy not-stated ordered-only',
    ],
    ['an order completed', requested({ status: 'completed' }), 'service physical-therapy not-stated counts'],
    [
      'an order with its result',
      requested({ note: [{ text: 'completed, no relief' }] }),
      'service physical-therapy failed counts',
    ],
    [
      'an evaluation alone',
      performed({ code: coded(CPT, '97161') }),
      'procedure physical-therapy not-stated ordered-only',
    ],
    [
      'an evaluation by words',
      performed({ code: { text: 'Physical therapy evaluation' } }),
      'procedure physical-therapy not-stated ordered-only',
    ],
    [
      'education',
      performed({ code: { text: 'Education about physical therapy' } }),
      'procedure physical-therapy not-stated ordered-only',
    ],
    [
      'an order with what failed before it',
      requested({ note: [{ text: 'Failed NSAIDs, MRI completed.' }] }),
      'service physical-therapy not-stated ordered-only',
    ],
    [
      'an order with a failure of nobody knows what',
      requested({ note: [{ text: 'Authorization failed twice' }] }),
      'service physical-therapy failed ordered-only',
    ],
    ['advice', performed({ code: coded(SNOMED, '275919002') }), 'procedure weight not-stated ordered-only'],
  ] as const)('%s', (_, resource, expected) => {
    expect(read(resource)).toEqual([expected]);
  });

  test.each([
    ['not done', performed({ status: 'not-done' })],
    ['in preparation', performed({ status: 'preparation' })],
    ['today', performed({ performedDateTime: '2026-11-20T07:00:00-05:00' })],
    ['refused', performed({ statusReason: { text: 'patient declined' } })],
    ['too long ago', performed({ performedDateTime: '2024-01-01' })],
    ['a code nobody verified', performed({ code: coded(CPT, '97164') })],
    ['a shot of anything', performed({ code: coded(CPT, '96372') })],
    ['an injection of anything', performed({ code: coded(SNOMED, '59108006') })],
    ['a referral to a surgeon', requested({ code: coded(SNOMED, '308481009') })],
    ['a draft order', requested({ status: 'draft' })],
    ['a revoked order', requested({ status: 'revoked' })],
    ['a plan', requested({ intent: 'plan' })],
    ['never attended', requested({ status: 'completed', note: [{ text: 'never attended' }] })],
    ['another operation', performed({ code: { text: 'Appendectomy' } })],
    ['a visit nobody came to', performed({ code: { text: 'Physical therapy - no show' } })],
    ['a cancelled visit', performed({ code: { text: 'Physical therapy visit, cancelled by patient' } })],
    ['braces on teeth', performed({ code: { text: 'Adjustment of orthodontic braces' } })],
    ['massage of a heart', performed({ code: { text: 'Cardiac massage' } })],
    [
      'an order nobody could schedule',
      requested({ note: [{ text: 'Scheduling attempts failed x3, patient unreachable' }] }),
    ],
    [
      'an order closed because nobody could schedule it',
      requested({ status: 'completed', note: [{ text: 'Unable to reach patient, order closed' }] }),
    ],
  ])('%s: no', (_, resource) => {
    expect(read(resource)).toEqual([]);
  });
});

describe('allergies', () => {
  test.each([
    ['allergy', allergy(), ['allergy nsaid contraindicated counts']],
    ['intolerance', allergy({ type: 'intolerance' }), ['allergy nsaid intolerant counts']],
    ['by words', allergy({ code: { text: 'NSAIDs' } }), ['allergy nsaid contraindicated counts']],
    ['refuted', allergy({ verificationStatus: coded('x', 'refuted') }), []],
    ['resolved', allergy({ clinicalStatus: coded('x', 'resolved') }), []],
    ['no allergy, by words', allergy({ code: { text: 'No known allergy to ibuprofen' } }), []],
    [
      'no allergy beside its code',
      allergy({ code: { ...coded(RXNORM, '5640', 'ibuprofen'), text: 'Denies allergy to ibuprofen' } }),
      [],
    ],
    ['a doubt', allergy({ code: { text: 'ibuprofen?' } }), []],
    ['penicillin', allergy({ code: { text: 'Penicillin' } }), []],
    ['recorded later', allergy({ recordedDate: '2026-12-01' }), []],
  ])('%s', (_, resource, expected) => {
    expect(read(resource)).toEqual(expected);
  });
});

describe('texts', () => {
  const note = (text: string, over: Readonly<Record<string, unknown>> = {}): RawResource => ({
    resourceType: 'DocumentReference',
    id: 'd',
    status: 'current',
    docStatus: 'preliminary',
    ...base,
    category: [
      coded('http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category', 'clinical-note'),
    ],
    context: { encounter: [{ reference: 'Encounter/e' }] },
    content: [{ attachment: { contentType: 'text/plain', data: btoa(text) } }],
    ...over,
  });
  const reason = (text: string) =>
    factsOf([administration({ reasonCode: [{ text }] })]).therapies.map(
      ({ found, outcome }) => `${found} ${outcome}`,
    );

  test('a reason that says what failed counts', () => {
    expect(reason('knee osteoarthritis pain, oral NSAID failed')).toEqual(['resource-note failed']);
    expect(reason('osteoarthritis of right knee')).toEqual([]);
  });
  test('so does a note on administration, condition or order', () => {
    const order = ordered({
      id: 'o',
      authoredOn: '2026-11-20',
      medicationCodeableConcept: coded(RXNORM, '155323'),
      note: [{ text: 'failed PT' }],
    });
    const given = administration({
      note: [{ text: 'Tried naproxen' }],
      request: { reference: 'MedicationRequest/o' },
    });
    const condition = {
      resourceType: 'Condition',
      id: 'c',
      ...base,
      encounter: { reference: 'Encounter/e' },
      note: [{ text: 'bracing did not help' }],
    };
    const kinds = factsOf([given, order, condition]).therapies.map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['bracing', 'nsaid', 'physical-therapy']);
  });
  test('the note of the encounter is read, with its polarity', () => {
    expect(read(note('Failed ibuprofen and physical therapy.'))).toEqual([
      'encounter-note nsaid failed counts',
      'encounter-note physical-therapy failed counts',
    ]);
    expect(read(note('Plan: start ibuprofen. No prior treatment.'))).toEqual([]);
    expect(read(note('Right knee pain. Injection given today.'))).toEqual([]);
  });
  test.each([
    ['of another encounter', { context: { encounter: [{ reference: 'Encounter/other' }] } }],
    ['superseded', { status: 'superseded' }],
    ['entered in error', { docStatus: 'entered-in-error' }],
    ['no clinical note', { category: [coded('x', 'imaging')] }],
  ])('a note %s says nothing', (_, over) => {
    expect(read(note('Failed ibuprofen.', over))).toEqual([]);
  });
  test('what the note says is evidence with its words', () => {
    const [found] = factsOf([administration(), note('HPI: knee pain. Failed ibuprofen.')]).therapies;
    expect(found?.evidence).toEqual([
      {
        reference: 'DocumentReference/d',
        versionId: null,
        path: 'content[0].attachment',
        fragment: 'Failed ibuprofen.',
      },
    ]);
  });
});
