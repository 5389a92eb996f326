import { describe, expect, test } from 'vitest';
import type { Chart, RawResource } from './chart.ts';
import { readEncounterFacts } from './read-encounter-facts.ts';
import { DEFAULT_SITE } from '../tables/site-configuration.ts';
import { administration, chart, coded } from '../test-kit/chart-builder.ts';

const CPT = 'http://www.ama-assn.org/go/cpt';
const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const PATIENT = { reference: 'Patient/p' };

const facts = (resources: readonly RawResource[], over: Partial<Chart> = {}) =>
  readEncounterFacts(chart([administration(), ...resources], over), DEFAULT_SITE);

describe('coverage', () => {
  const coverage = (over: Readonly<Record<string, unknown>> = {}): RawResource => ({
    resourceType: 'Coverage',
    id: 'c',
    status: 'active',
    beneficiary: PATIENT,
    payor: [{ display: 'Aetna' }],
    ...over,
  });
  const read = (...resources: readonly RawResource[]) => facts(resources).coverage;

  const organisation = {
    resourceType: 'Organization',
    id: 'o',
    name: 'Cigna',
    alias: ['Evernorth', 'Cigna Health'],
    identifier: [{ value: '1234567893' }, { system: 'x' }, { value: '62308' }],
  };
  const payor = (...names: readonly string[]) => ({ names, identifiers: [] });
  test.each([
    ['a name', {}, { how: 'read', payors: [payor('Aetna')], types: [] }],
    [
      'an identifier',
      { payor: [{ identifier: { value: '60054' } }] },
      { payors: [{ names: [], identifiers: ['60054'] }] },
    ],
    [
      'every name and identifier of a contained organisation, and those of the reference to it',
      {
        contained: [organisation],
        payor: [{ reference: '#o', display: 'Cigna of Ohio', identifier: { value: '60054' } }],
      },
      {
        payors: [
          {
            names: ['Cigna', 'Evernorth', 'Cigna Health', 'Cigna of Ohio'],
            identifiers: ['1234567893', '62308', '60054'],
          },
        ],
      },
    ],
    [
      'every payor, in order',
      { payor: [{ display: 'Aetna' }, {}, { display: 'Cigna' }] },
      { payors: [payor('Aetna'), payor(), payor('Cigna')] },
    ],
    [
      'a person who pays, by what the reference calls them',
      {
        contained: [{ resourceType: 'RelatedPerson', id: 'r', name: [{ family: 'Doe' }] }],
        payor: [{ reference: '#r', display: 'J. Doe' }],
      },
      { payors: [payor('J. Doe')] },
    ],
    [
      'every coding of a type, and its text',
      {
        type: {
          coding: [
            { system: 'x', code: '17' },
            { code: 'MCPOL', display: 'managed care' },
          ],
          text: 'HMO',
        },
      },
      { types: ['17', 'MCPOL', 'managed care', 'HMO'] },
    ],
    ['a type in words', { type: { text: 'Medicare' } }, { types: ['Medicare'] }],
    ['a payor that says nothing', { payor: [{}] }, { how: 'read', payors: [payor()] }],
  ])('%s', (_, over, expected) => {
    expect(read(coverage(over))).toMatchObject(expected);
  });
  test('an organisation read by itself is the payor, and the coverage is what the evidence names first', () => {
    const { evidence, payors } = read(
      coverage({ payor: [{ reference: 'Organization/o' }], type: coded('x', 'MCPOL') }),
      organisation,
    );
    expect(payors).toMatchObject([{ identifiers: ['1234567893', '62308'] }]);
    expect(evidence).toMatchObject([
      {
        reference: 'Coverage/c',
        path: 'payor',
        fragment: 'Cigna · Evernorth · Cigna Health · 1234567893 · 62308',
      },
      { reference: 'Coverage/c', path: 'type', fragment: 'MCPOL' },
    ]);
    expect(read(coverage({ payor: [{}] })).evidence).toMatchObject([
      { reference: 'Coverage/c', fragment: 'Coverage/c' },
    ]);
  });
  test.each([
    ['cancelled', { status: 'cancelled' }],
    ['entered in error', { status: 'entered-in-error' }],
    ['ended before the date of service', { period: { end: '2026-11-19' } }],
    ['not yet begun', { period: { start: '2026-11-21' } }],
  ])('%s does not count', (_, over) => {
    expect(read(coverage(over)).how).toBe('none');
  });
  test('the primary one of several pays first', () => {
    const second = coverage({ id: 'a', order: 2, payor: [{ display: 'Second' }] });
    expect(read(second, coverage({ order: 1 })).payors).toEqual([payor('Aetna')]);
  });
  test('none found is none only where all were searched', () => {
    const sources = chart([]).sources.map((source) =>
      source.type === 'Coverage' ? { ...source, completeness: 'failed' as const } : source,
    );
    expect(read().how).toBe('none');
    expect(facts([], { sources }).coverage.how).toBe('not-readable');
  });
});

describe('prior authorisations', () => {
  const response = (over: Readonly<Record<string, unknown>> = {}): RawResource => ({
    resourceType: 'ClaimResponse',
    id: 'cr',
    status: 'active',
    use: 'preauthorization',
    patient: PATIENT,
    outcome: 'complete',
    preAuthRef: 'PA-1',
    request: { reference: 'Claim/pa' },
    preAuthPeriod: { start: '2026-11-01', end: '2027-01-31' },
    ...over,
  });
  const request = {
    resourceType: 'Claim',
    id: 'pa',
    status: 'active',
    use: 'preauthorization',
    patient: PATIENT,
    item: [{ productOrService: coded(HCPCS, 'J1010') }],
  };
  const read = (...resources: readonly RawResource[]) => facts(resources).authorisations;

  test('a complete answer with its number is approved, for the codes asked about', () => {
    expect(read(response(), request)).toMatchObject([
      { outcome: 'approved', codes: ['J1010'], start: '2026-11-01', end: '2027-01-31' },
    ]);
  });
  test.each([
    ['denied in words', { disposition: 'Request denied' }, 'denied'],
    ['not approved in words', { disposition: 'Not approved' }, 'denied'],
    ['not authorised', { disposition: 'Not authorized' }, 'denied'],
    ['unauthorised', { disposition: 'Unauthorized' }, 'denied'],
    ['not to be approved', { disposition: 'Authorization request cannot be approved' }, 'denied'],
    ['unable to be approved', { disposition: 'We are unable to approve this request' }, 'denied'],
    ['taken back', { disposition: 'Approved authorization withdrawn' }, 'denied'],
    ['ended', { disposition: 'Previously approved, now expired' }, 'denied'],
    [
      'approved with what it is not',
      { disposition: 'Approved. This is not a guarantee of payment.' },
      'approved',
    ],
    ['pended', { disposition: 'Pended for review' }, 'pending'],
    ['queued', { outcome: 'queued', preAuthRef: undefined }, 'pending'],
    ['an error', { outcome: 'error', preAuthRef: undefined }, 'denied'],
    ['complete without a number', { preAuthRef: undefined }, 'unknown'],
    [
      'an item denied',
      { item: [{ adjudication: [{ category: { text: 'x' }, reason: { text: 'denied' } }] }] },
      'denied',
    ],
    ['certified', { preAuthRef: undefined, disposition: 'Certified in total' }, 'approved'],
  ])('%s', (_, over, outcome) => {
    expect(read(response(over))[0]?.outcome).toBe(outcome);
  });
  test.each([
    ['an item in words', [{ productOrService: { text: 'MRI right knee' } }], [null]],
    [
      'one of two items in words',
      [{ productOrService: { text: 'x' } }, { productOrService: coded(HCPCS, 'j1010 ') }],
      [null, 'J1010'],
    ],
  ])('what it is for: %s', (_, item, codes) => {
    expect(read(response({ created: '2026-11-02' }), { ...request, item })).toMatchObject([
      { codes, decided: '2026-11-02' },
    ]);
  });
  test('a request that was not read may be for anything', () => {
    expect(read(response())).toMatchObject([{ codes: [null], decided: null }]);
    const addItem = [{ productOrService: coded(HCPCS, 'J1010') }];
    expect(read(response({ addItem }))).toMatchObject([{ codes: [null, 'J1010'] }]);
  });
  test.each([
    ['a payment', { use: 'claim' }],
    ['cancelled', { status: 'cancelled' }],
  ])('%s is no authorisation', (_, over) => {
    expect(read(response(over))).toEqual([]);
  });
  test('a number on coverage or order is one with an unknown outcome', () => {
    const identifier = [{ type: { text: 'Prior authorization number' }, value: 'PA-2' }];
    const coverage = {
      resourceType: 'Coverage',
      id: 'c',
      status: 'active',
      beneficiary: PATIENT,
      identifier,
    };
    const order = {
      resourceType: 'ServiceRequest',
      id: 's',
      status: 'active',
      subject: PATIENT,
      code: coded(CPT, '20610'),
      identifier,
    };
    expect(read(order, coverage)).toMatchObject([
      { outcome: 'unknown', codes: ['20610'] },
      { outcome: 'unknown', codes: [] },
    ]);
    expect(read({ ...coverage, identifier: [{ type: { text: 'Member number' }, value: '1' }] })).toEqual([]);
  });
  test("the payer's own answer on the order", () => {
    const extension = [
      {
        url: 'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-coverage-information',
        extension: [
          { url: 'pa-needed', valueCode: 'satisfied' },
          { url: 'satisfied-pa-id', valueString: 'PA-3' },
        ],
      },
    ];
    const order = {
      resourceType: 'ServiceRequest',
      id: 's',
      status: 'active',
      subject: PATIENT,
      code: coded(CPT, '20610'),
      extension,
    };
    expect(read(order)).toMatchObject([{ outcome: 'approved', codes: ['20610'] }]);
  });
});

describe('lines already recorded', () => {
  const charge = (over: Readonly<Record<string, unknown>> = {}): RawResource => ({
    resourceType: 'ChargeItem',
    id: 'ci',
    status: 'billable',
    subject: PATIENT,
    context: { reference: 'Encounter/e' },
    occurrenceDateTime: '2026-11-20T10:00:00-05:00',
    code: coded(HCPCS, 'J1010'),
    quantity: { value: 40 },
    ...over,
  });
  const claim = (
    item: Readonly<Record<string, unknown>>,
    over: Readonly<Record<string, unknown>> = {},
  ): RawResource => ({
    resourceType: 'Claim',
    id: 'cl',
    status: 'active',
    use: 'claim',
    patient: PATIENT,
    item: [
      {
        productOrService: coded(CPT, '20610'),
        modifier: [coded(HCPCS, 'RT')],
        servicedDate: '2026-11-20',
        ...item,
      },
    ],
    ...over,
  });
  const read = (...resources: readonly RawResource[]) => facts(resources).recordedLines;

  test.each([
    ['a charge', charge(), { code: 'J1010', units: 40, modifiers: [], date: '2026-11-20' }],
    [
      'a modifier behind the code',
      charge({ code: coded(HCPCS, 'J1010-RT') }),
      { code: 'J1010', modifiers: ['RT'] },
    ],
    [
      'a modifier beside the code',
      charge({
        code: {
          coding: [
            { system: HCPCS, code: 'J1010' },
            { system: HCPCS, code: 'JZ' },
          ],
        },
      }),
      { modifiers: ['JZ'] },
    ],
    ["the practice's own code", charge({ code: coded('urn:x', 'J3250') }), { code: 'J3250' }],
    ['no quantity', charge({ quantity: undefined }), { units: null }],
    [
      'a claim item of the date',
      claim({ quantity: { value: 1 } }),
      { code: '20610', modifiers: ['RT'], units: 1 },
    ],
    [
      'a claim item of the encounter',
      claim({ servicedDate: undefined, encounter: [{ reference: 'Encounter/e' }] }),
      { code: '20610', date: null },
    ],
  ])('%s', (_, resource, expected) => {
    expect(read(resource)).toMatchObject([expected]);
  });
  test.each([
    ['entered in error', charge({ status: 'entered-in-error' })],
    ['aborted', charge({ status: 'aborted' })],
    ['of another encounter', charge({ context: { reference: 'Encounter/x' } })],
    [
      'a diagnosis with the shape of a code',
      charge({ code: coded('http://hl7.org/fhir/sid/icd-10-cm', 'M5416') }),
    ],
    ['a claim item of another encounter', claim({ encounter: [{ reference: 'Encounter/x' }] })],
    ['a claim item of another date', claim({ servicedDate: '2026-11-19' })],
    ['a request for authorisation', claim({}, { use: 'preauthorization' })],
    ['a cancelled claim', claim({}, { status: 'cancelled' })],
  ])('%s: no', (_, resource) => {
    expect(read(resource)).toEqual([]);
  });
});
