import { describe, expect, test } from 'vitest';
import { DEFAULT_SITE } from '../tables/site-configuration.ts';
import type { RawResource } from './chart.ts';
import { readEncounterFacts } from './read-encounter-facts.ts';
import {
  administration,
  chart,
  coded,
  ENCOUNTER,
  factsOf,
  PATIENT,
  SNOMED,
} from '../test-kit/chart-builder.ts';

const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';
const category = (code: string) => [
  { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-category', code }] },
];
const verified = (code: string) => coded('http://terminology.hl7.org/CodeSystem/condition-ver-status', code);

const condition = (over: Readonly<Record<string, unknown>> = {}): RawResource => ({
  resourceType: 'Condition',
  id: 'c',
  category: category('encounter-diagnosis'),
  subject: { reference: 'Patient/p' },
  encounter: { reference: 'Encounter/e' },
  code: coded(ICD, 'M17.11'),
  recordedDate: '2026-11-20',
  ...over,
});
const read = (over: Readonly<Record<string, unknown>> = {}, more: readonly RawResource[] = []) =>
  factsOf([condition(over), ...more]).diagnoses;

describe('standing', () => {
  const NO_ENCOUNTER = { encounter: undefined };
  test.each([
    ['encounter diagnosis', {}, 'encounter-diagnosis'],
    ['the second code Epic sends', { category: category('visit-diagnosis') }, 'encounter-diagnosis'],
    ['by its date where no encounter is named', NO_ENCOUNTER, 'encounter-diagnosis'],
    ['no category, encounter named', { category: undefined }, 'encounter-diagnosis'],
    ['problem list', { ...NO_ENCOUNTER, category: category('problem-list-item') }, 'problem-list'],
    ['problem list made in this encounter', { category: category('problem-list-item') }, 'problem-list'],
    ['no category, no encounter', { ...NO_ENCOUNTER, category: undefined }, 'problem-list'],
  ])('%s', (_, over, standing) => {
    expect(read(over)[0]?.standing).toBe(standing);
  });
  test('what a reason points to is support, wherever it stands', () => {
    const problem = condition({ encounter: undefined, category: category('problem-list-item') });
    const given = administration({ reasonReference: [{ reference: 'Condition/c' }] });
    expect(factsOf([problem, given]).diagnoses[0]?.standing).toBe('reason-referenced');
  });
  test('what the encounter itself names is its diagnosis', () => {
    const problem = condition({ encounter: undefined, category: category('problem-list-item') });
    const encounter = { ...ENCOUNTER, diagnosis: [{ condition: { reference: 'Condition/c' } }] };
    const facts = readEncounterFacts(chart([], { resources: [PATIENT, encounter, problem] }), DEFAULT_SITE);
    expect(facts.diagnoses[0]?.standing).toBe('encounter-diagnosis');
  });
  test.each([
    ['refuted', { verificationStatus: verified('refuted') }],
    ['entered in error', { verificationStatus: verified('entered-in-error') }],
    ['entered in error as text', { verificationStatus: { text: 'entered-in-error' } }],
    ['a diagnosis of another encounter', { encounter: { reference: 'Encounter/other' } }],
    [
      'a resolved problem',
      {
        encounter: undefined,
        category: category('problem-list-item'),
        clinicalStatus: coded('x', 'resolved'),
      },
    ],
    ['without code or text', { code: {} }],
  ])('%s is left out', (_, over) => {
    expect(read(over)).toEqual([]);
  });
});

describe('codes and sides', () => {
  test.each([
    ['dotted', coded(ICD, 'M17.11'), 'M17.11', 'right'],
    ['without the dot', coded(ICD, 'M1712'), 'M17.12', 'left'],
    ['chronic gout, 6th character', coded(ICD, 'M1A.0611'), 'M1A.0611', 'right'],
    ['foot effusion', coded(ICD, 'M25.475'), 'M25.475', 'left'],
    ['both', coded(ICD, 'M17.0'), 'M17.0', 'bilateral'],
    ['side not stated', coded(ICD, 'M17.10'), 'M17.10', 'not-stated'],
    ['no side exists', coded(ICD, 'M72.2'), 'M72.2', 'has-no-side'],
    ['level, not side', coded(ICD, 'M54.12'), 'M54.12', 'has-no-side'],
    ['severity, not side', coded(ICD, 'J45.901'), 'J45.901', 'has-no-side'],
    ['outside the allow-list', coded(ICD, 'S83.211A'), 'S83.211A', 'unknown'],
    ['SNOMED alone', coded(SNOMED, '239873007', 'Osteoarthritis of knee'), null, 'unknown'],
    ['text alone', { text: 'Osteoarthritis of right knee' }, null, 'unknown'],
  ])('%s', (_, code, icd10, laterality) => {
    expect(read({ code })[0]).toMatchObject({ icd10, laterality });
  });
  test('a code shaped like ICD-10-CM under another system is none', () => {
    expect(
      read({ code: coded('http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', 'M5416', 'x') })[0]
        ?.icd10,
    ).toBeNull();
  });
  test('a code of a system nobody maps is a recorded diagnosis, shown as its code', () => {
    const [only] = read({ code: coded('http://hl7.org/fhir/sid/icd-9-cm', '715.16') });
    expect(only).toMatchObject({ icd10: null, snomed: null, text: '715.16', laterality: 'unknown' });
  });
  test('ICD-10-CM and SNOMED of one condition stand beside each other', () => {
    const code = {
      coding: [
        { system: SNOMED, code: '239873007' },
        { system: ICD, code: 'M17.11' },
      ],
      text: 'Knee OA',
    };
    expect(read({ code })[0]).toMatchObject({ icd10: 'M17.11', snomed: '239873007', text: 'Knee OA' });
  });
  test('two codes of different sides in one condition leave the side unknown', () => {
    const code = {
      coding: [
        { system: ICD, code: 'M17.11' },
        { system: ICD, code: 'M17.12' },
      ],
    };
    expect(read({ code })[0]).toMatchObject({ icd10: 'M17.11', laterality: 'unknown' });
  });
  test('a coded body site gives a SNOMED condition its side', () => {
    const code = coded(SNOMED, '239873007');
    expect(read({ code, bodySite: [coded(SNOMED, '6757004')] })[0]?.laterality).toBe('right');
  });
});
