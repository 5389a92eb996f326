import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aProfile } from '../test-kit/coding-builder.ts';
import { parseCodeTable } from './code-table-schema.ts';
import { parseSiteConfiguration } from './parse-site-configuration.ts';
import { parsePayerProfile } from './payer-profile-schema.ts';
import type { Parsed } from './schema-refusal.ts';
import { DEFAULT_SITE } from './site-configuration.ts';
import { THERAPY_KINDS } from '../vocab/therapy.ts';

type Json = Readonly<Record<string, unknown>>;

const row = (overrides: Json = {}): Json => ({
  code: 'X0001',
  drug: 'methylprednisolone-acetate',
  basis: 'up-to',
  unitMg: '40',
  ...overrides,
});
const table = (rows: readonly unknown[], overrides: Json = {}): Json => ({
  id: 'own',
  title: 'Own table',
  edition: '2026-11',
  publisher: 'The clinic',
  source: 'Fee schedule of the clinic',
  retrieved: '2026-11-01',
  rows,
  ...overrides,
});

const acknowledged = (overrides: Json = {}): Json => ({
  check: 'code-tables-agree',
  code: 'J3250',
  who: 'A. Mensah',
  when: '2026-11-01',
  why: 'Contract',
  ...overrides,
});

/** "path: reason" of a refusal, or "accepted". */
const refusal = (parsed: Parsed<unknown>): string =>
  parsed.ok ? 'accepted' : `${parsed.path}: ${parsed.reason}`;
const ofSite = (json: unknown): string => refusal(parseSiteConfiguration(json));
const ofRows = (...rows: readonly unknown[]): string => refusal(parseCodeTable(table(rows)));

describe('what is accepted', () => {
  test('nothing said means the shipped defaults', () => {
    expect(parseSiteConfiguration({})).toEqual({ ok: true, value: DEFAULT_SITE });
  });

  test('a site that says everything', () => {
    const stated = {
      systemAliases: { 'http://hospital.example/ndc': 'NDC' },
      drugs: [
        {
          system: 'http://hospital.example/meds',
          code: 'MP40',
          means: { drug: 'methylprednisolone-acetate' },
        },
        {
          system: 'http://hospital.example/meds',
          code: 'PRED5',
          means: { notAnInjection: 'prednisone tablet' },
        },
      ],
      routes: [{ system: 'http://hospital.example/routes', code: 'IM', means: 'intramuscular' }],
      sites: [
        { system: 'http://hospital.example/sites', code: 'RK', means: { site: 'knee', side: 'right' } },
      ],
      timeZone: 'America/New_York',
      codeTable: 'cms-hcpcs',
      codeTables: [],
      payerProfiles: [aProfile({ id: 'plan', codeTable: 'practice' })],
      lookbackDays: 180,
      priorTherapySources: 'structured',
      acknowledgements: [
        { check: 'code-tables-agree', code: 'J3250', who: 'A. Mensah', when: '2026-11-01', why: 'Contract' },
      ],
    };
    expect(parseSiteConfiguration(stated)).toEqual({ ok: true, value: stated });
  });

  test.each(['J3250', 'J1010', 'X0001'])('an acknowledgement of %s, a code of some table', (code) => {
    const acknowledgements = [acknowledged({ code })];
    expect(ofSite({ codeTables: [table([row()])], acknowledgements })).toBe('accepted');
  });

  test.each(THERAPY_KINDS)('a step of the kind %s', (kind) => {
    const stepTherapy = { count: 1, kinds: [kind], outcomes: ['failed'], lookbackDays: 30 };
    expect(refusal(parsePayerProfile({ ...aProfile(), stepTherapy }))).toBe('accepted');
  });

  test("a table of one's own, with its shortest rows filled in", () => {
    const parsed = parseSiteConfiguration({ codeTables: [table([row()])], codeTable: 'own' });
    expect(parsed).toMatchObject({
      ok: true,
      value: {
        codeTable: 'own',
        codeTables: [
          {
            system: 'urn:injectcheck:code-table:own',
            grouping: 'per-site',
            modifierRules: { anatomical: true, distinct: true, reduced: true, waste: false },
            rows: [
              {
                code: 'X0001',
                ingredient: 'methylprednisolone acetate',
                description: 'Methylprednisolone acetate; one unit covers any dose to 40 mg',
                unitMg: '40',
                effective: null,
                terminated: null,
                note: null,
                verified: true,
              },
            ],
          },
        ],
      },
    });
  });

  test('what a table says of itself stands', () => {
    const rules = { anatomical: false, distinct: true, reduced: false, waste: true };
    const full = {
      ...row({ basis: 'per', unitMg: 2.5, effective: '2026-01-01', terminated: '2026-12-31', note: 'n' }),
      ingredient: 'i',
      description: 'd',
      lineRemark: 'r',
      verified: false,
      source: ['here'],
    };
    const stated = table([full], {
      system: 'https://clinic.example/t',
      grouping: 'per-date',
      modifierRules: rules,
    });
    const parsed = parseCodeTable(stated);
    const { source: _source, ...kept } = full;
    expect(parsed).toEqual({ ok: true, value: { ...stated, rows: [{ ...kept, unitMg: '2.5' }] } });
  });

  test('a row that bills no corticosteroid is named by its code, a "per" row and one without mg are described', () => {
    const parsed = parseCodeTable(
      table([row({ drug: null, unitMg: null }), row({ code: 'X0002', basis: 'per', unitMg: '10' })]),
    );
    const descriptions = parsed.ok ? parsed.value.rows.map(({ description }) => description) : [];
    expect(descriptions).toEqual(['X0001', 'Methylprednisolone acetate; every 10 mg is one unit']);
  });

  test('several tables and profiles, and every word a choice allows', () => {
    const two = [table([row()]), table([row()], { id: 'other' })];
    const profiles = [
      aProfile({ id: 'plan' }),
      aProfile({
        id: 'plan-2',
        codeTable: 'other',
        stepTherapy: { count: 1, kinds: ['nsaid'], outcomes: ['tried', 'failed'], lookbackDays: 30 },
      }),
    ];
    expect(
      ofSite({
        codeTables: two,
        payerProfiles: profiles,
        priorTherapySources: 'structured-and-notes',
        timeZone: null,
      }),
    ).toBe('accepted');
    expect(
      ofSite({
        drugs: ['a', 'b'].map((code) => ({ system: 's', code, means: { notAnInjection: 'tablet' } })),
        routes: ['a', 'b'].map((system) => ({ system, code: 'c', means: 'oral' })),
      }),
    ).toBe('accepted');
  });

  test.each<readonly [string | null, string | null, string | null, string | null, boolean]>([
    [null, null, null, null, false],
    [null, null, '2026-01-01', '2026-12-31', false],
    [null, '2025-12-31', '2026-01-01', null, true],
    [null, '2026-01-01', '2026-01-01', null, false],
    ['2026-01-01', null, null, '2025-12-31', true],
    ['2026-01-01', null, null, '2026-01-01', false],
    ['2026-01-01', null, '2027-01-01', null, false],
    [null, '2025-12-31', null, '2026-12-31', false],
    ['2026-01-01', '2026-06-30', '2026-07-01', '2026-12-31', true],
    ['2026-07-01', '2026-12-31', '2026-01-01', '2026-06-30', true],
    ['2026-01-01', '2026-12-31', '2026-06-01', '2026-06-01', false],
  ])(
    'a code from %s to %s and again from %s to %s: may stand is %s',
    (from, to, nextFrom, nextTo, mayStand) => {
      const rows = [
        row({ effective: from, terminated: to }),
        row({ effective: nextFrom, terminated: nextTo }),
      ];
      expect(ofRows(...rows)).toBe(mayStand ? 'accepted' : 'rows[1]: X0001 stands twice for the same dates');
    },
  );

  test('rows that bill no corticosteroid, or no mg, stand beside any others', () => {
    expect(
      ofRows(
        row(),
        row({ code: 'X0002', drug: null }),
        row({ code: 'X0003', drug: null, basis: 'per' }),
        row({ code: 'X0004', unitMg: null, basis: 'per' }),
        row({ code: 'X0005', drug: 'triamcinolone-acetonide', basis: 'per' }),
        row({ code: 'X0006', unitMg: '80' }),
      ),
    ).toBe('accepted');
    expect(ofRows(row({ unitMg: '0.5' }), row({ code: 'X0002', unitMg: '0.25' }))).toBe('accepted');
  });

  test('one code may follow another, and one drug may change its basis over time', () => {
    expect(
      ofRows(
        row({ terminated: '2025-12-31' }),
        row({ effective: '2026-01-01', basis: 'per', unitMg: '1' }),
        row({ code: 'X0002', effective: '2026-01-01', basis: 'per', unitMg: '10' }),
      ),
    ).toBe('accepted');
  });
});

describe('what is refused, with its path', () => {
  test.each<readonly [string, unknown, string]>([
    ['no object', null, 'the file: must be an object'],
    ['a list', [], 'the file: must be an object'],
    ['text', 'x', 'the file: must be an object'],
    ['an unknown member', { codetable: 'practice' }, 'codetable: is not a member this file may have'],
    [
      'an unknown member below',
      { drugs: [{ system: 's', code: 'c', means: { drug: 'methylprednisolone-acetate' }, x: 1 }] },
      'drugs[0].x: is not a member this file may have',
    ],
    [
      'an unknown table',
      { codeTable: 'cms' },
      'codeTable: "cms" is neither a shipped code table nor one of codeTables',
    ],
    [
      'an unknown system',
      { systemAliases: { 'http://x': 'RXNROM' } },
      'systemAliases.http://x: must be one of "RXNORM"',
    ],
    [
      'an unknown drug',
      { drugs: [{ system: 's', code: 'c', means: { drug: 'aspirin' } }] },
      'drugs[0].means.drug: must be one of',
    ],
    [
      'an unknown route',
      { routes: [{ system: 's', code: 'c', means: 'nose' }] },
      'routes[0].means: must be one of',
    ],
    [
      'an unknown side',
      { sites: [{ system: 's', code: 'c', means: { site: 'knee', side: 'both' } }] },
      'sites[0].means.side: must be one of',
    ],
    [
      'an empty code',
      { routes: [{ system: 's', code: '', means: 'oral' }] },
      'routes[0].code: must be at least 1 characters',
    ],
    [
      'a code that no chart can hold',
      { routes: [{ system: 's', code: 'IM ', means: 'oral' }] },
      'routes[0].code: must have no blanks around it',
    ],
    [
      'a system that no chart can hold',
      { systemAliases: { ' http://x': 'NDC' } },
      'systemAliases. http://x: ',
    ],
    ['no time zone', { timeZone: 'Mars/Base' }, 'timeZone: must be an IANA time zone'],
    ['no days', { lookbackDays: 0 }, 'lookbackDays: must be at least 1'],
    ['half days', { lookbackDays: 1.5 }, 'lookbackDays: must be a whole number'],
    ['too many days', { lookbackDays: 40_000 }, 'lookbackDays: must be at most 36525'],
    ['days as text', { lookbackDays: '365' }, 'lookbackDays: must be'],
    [
      'another check',
      {
        acknowledgements: [{ check: 'dose-recorded', code: 'J3250', who: 'a', when: '2026-11-01', why: 'b' }],
      },
      'acknowledgements[0].check: must be one of "code-tables-agree"',
    ],
    [
      'no such date',
      {
        acknowledgements: [
          { check: 'code-tables-agree', code: 'J3250', who: 'a', when: '2026-02-30', why: 'b' },
        ],
      },
      'acknowledgements[0].when: must be a date',
    ],
    [
      'nobody',
      { acknowledgements: [{ check: 'code-tables-agree', code: 'J3250', when: '2026-02-20', why: 'b' }] },
      'acknowledgements[0].who: must be text',
    ],
    [
      'a blank reason',
      { acknowledgements: [acknowledged({ why: '  ' })] },
      'acknowledgements[0].why: must have no blanks around it',
    ],
    ...['J325O', 'j3250', 'X0001', 'J3250-RT', 'all'].map(
      (code) =>
        [
          `an acknowledgement of ${code}, which no table lists`,
          { acknowledgements: [acknowledged(), acknowledged({ code })] },
          'acknowledgements[1].code: is in neither a shipped code table nor one of codeTables',
        ] as const,
    ),
    [
      'a step of a kind nobody knows',
      {
        payerProfiles: [
          {
            ...aProfile(),
            stepTherapy: { count: 1, kinds: ['nsaid', 'nsaidd'], outcomes: ['failed'], lookbackDays: 30 },
          },
        ],
      },
      'payerProfiles[0].stepTherapy.kinds[1]: must be one of "nsaid", "topical", "analgesic", "oral-steroid"',
    ],
    [
      'a profile of an unknown table',
      { payerProfiles: [aProfile({ id: 'p', codeTable: 'x' })] },
      'payerProfiles[0].codeTable: names neither',
    ],
    ['a profile twice', { payerProfiles: [aProfile(), aProfile()] }, 'payerProfiles[1].id: stands twice'],
    ['a table twice', { codeTables: [table([row()]), table([row()])] }, 'codeTables[1].id: stands twice'],
    [
      'a code mapped twice',
      {
        routes: [
          { system: 's', code: 'c', means: 'oral' },
          { system: 's', code: 'c', means: 'topical' },
        ],
      },
      'routes[1]: maps a code that is mapped before',
    ],
    [
      'a drug mapped twice',
      { drugs: ['a', 'b'].map((notAnInjection) => ({ system: 's', code: 'c', means: { notAnInjection } })) },
      'drugs[1]: maps a code',
    ],
    [
      'a site mapped twice',
      { sites: [1, 2].map(() => ({ system: 's', code: 'c', means: { site: 'knee', side: null } })) },
      'sites[1]: maps a code',
    ],
    [
      'a bad row of a table',
      { codeTables: [table([row(), row({ code: 'x' })])] },
      'codeTables[0].rows[1].code: must be five capital letters or digits',
    ],
    [
      'a row that contradicts another',
      { codeTables: [table([row(), row()])] },
      'codeTables[0].rows[1]: X0001 stands twice',
    ],
  ])('%s', (_what, json, words) => {
    expect(ofSite(json).slice(0, words.length)).toBe(words);
  });

  test.each<readonly [string, readonly unknown[], string]>([
    ['no rows', [], 'rows: must be at least 1'],
    ['a unit of zero', [row({ unitMg: '0' })], 'rows[0].unitMg: must be a decimal above zero'],
    ['a unit below zero', [row({ unitMg: -1 })], 'rows[0].unitMg: must be above zero'],
    ['a unit in words', [row({ unitMg: '40 mg' })], 'rows[0].unitMg: must be a decimal above zero'],
    ['a code too long', [row({ code: 'X00011' })], 'rows[0].code: must be five'],
    ['a code that ends like one', [row({ code: 'xX0001' })], 'rows[0].code: must be five'],
    ['no basis', [row({ basis: 'each' })], 'rows[0].basis: must be one of "per", "up-to"'],
    ['an unknown drug', [row({ drug: 'aspirin' })], 'rows[0].drug: must be one of'],
    ['no such date', [row({ effective: '2026-13-01' })], 'rows[0].effective: must be a date'],
    [
      'an end before the beginning',
      [row({ effective: '2026-02-01', terminated: '2026-01-31' })],
      'rows[0]: X0001 ends before it begins',
    ],
    [
      'a code twice on one date',
      [row({ terminated: '2026-01-31' }), row({ effective: '2026-01-31', unitMg: '80' })],
      'rows[1]: X0001 stands twice',
    ],
    [
      'two bases for one drug',
      [row(), row({ code: 'X0002', basis: 'per', unitMg: '80' })],
      'rows[1]: X0002 mixes "per" and "up-to"',
    ],
    [
      'two codes for one unit',
      [row(), row({ code: 'X0002', unitMg: '40.0' })],
      'rows[1]: X0002 has the same unit',
    ],
    [
      'units too far apart',
      [row({ unitMg: '1' }), row({ code: 'X0002', unitMg: '1001' })],
      'rows[1]: X0002 has a unit too far',
    ],
  ])('a code table with %s', (_what, rows, words) => {
    expect(ofRows(...rows).slice(0, words.length)).toBe(words);
  });

  test.each<readonly [string, Json, string]>([
    ['the id of a shipped table', { id: 'practice' }, 'id: "practice" is the id of a shipped table'],
    ['the id of the CMS table', { id: 'cms-hcpcs' }, 'id: "cms-hcpcs" is the id'],
    ['an id that is none', { id: 'Own Table' }, 'id: must be lower-case'],
    [
      'the HCPCS system',
      { system: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets' },
      "system: must be the table's own URI",
    ],
    [
      'the HCPCS object identifier',
      { system: 'urn:oid:2.16.840.1.113883.6.14' },
      "system: must be the table's own URI",
    ],
    ['no absolute system', { system: 'own' }, 'system: must be an absolute URI'],
    [
      'a system that only holds a URI',
      { system: 'see https://clinic.example' },
      'system: must be an absolute URI',
    ],
    ['a system with a gap', { system: 'https://clinic.example a' }, 'system: must be an absolute URI'],
    ['an id that begins like one', { id: 'own table' }, 'id: must be lower-case'],
    ['rows that are none', { rows: 'none' }, 'rows: must be an array'],
    ['no such grouping', { grouping: 'per-week' }, 'grouping: must be one of'],
    ['half its rules', { modifierRules: { waste: true } }, 'modifierRules.anatomical: must be true or false'],
    ['no title', { title: '' }, 'title: must be at least 1 characters'],
    ['a title without end', { title: 'x'.repeat(501) }, 'title: must be at most 500 characters'],
  ])('a code table with %s', (_what, overrides, words) => {
    expect(refusal(parseCodeTable(table([row()], overrides))).slice(0, words.length)).toBe(words);
  });

  test('amounts and lengths are named in full', () => {
    expect(ofSite({ lookbackDays: 0 })).toBe('lookbackDays: must be at least 1');
    expect(ofSite({ lookbackDays: 40_000 })).toBe('lookbackDays: must be at most 36525');
    expect(ofSite({ codeTable: '' })).toBe('codeTable: must be at least 1 characters');
    expect(ofSite({ codeTables: [table([])] })).toBe('codeTables[0].rows: must be at least 1');
    expect(ofSite({ lookbackDays: '365' })).toBe('lookbackDays: must be a number');
    expect(ofSite({ systemAliases: [] })).toBe('systemAliases: must be an object');
    expect(ofRows(row({ unitMg: [] }))).toBe('rows[0].unitMg: must be text');
  });

  test('an object identifier that only begins like that of HCPCS is another one', () => {
    const system = 'urn:oid:2.16.840.1.113883.6.141';
    expect(refusal(parseCodeTable(table([row()], { system })))).toBe('accepted');
  });

  test('no table, no profile', () => {
    expect(refusal(parseCodeTable('practice'))).toBe('the file: must be an object');
    expect(refusal(parsePayerProfile(null))).toBe('the file: must be an object');
  });

  test.each<readonly [string, Json, string]>([
    [
      'no step',
      { stepTherapy: { count: 0, kinds: ['nsaid'], outcomes: ['failed'], lookbackDays: 30 } },
      'stepTherapy.count: must be at least 1',
    ],
    [
      'a step nobody can take',
      { stepTherapy: { count: 1, kinds: [], outcomes: ['failed'], lookbackDays: 30 } },
      'stepTherapy.kinds: must be at least 1',
    ],
    [
      'another outcome',
      { stepTherapy: { count: 1, kinds: ['nsaid'], outcomes: ['cured'], lookbackDays: 30 } },
      'stepTherapy.outcomes[0]: must be one of',
    ],
    [
      'another scope',
      {
        frequency: [
          { scope: 'nose', maxCount: 1, windowDays: 1, minIntervalDays: null, source: 's', verified: true },
        ],
      },
      'frequency[0].scope: must be one of',
    ],
    [
      'a rule without a source',
      { frequency: [{ scope: 'tendon', maxCount: 1, windowDays: 1, minIntervalDays: null, verified: true }] },
      'frequency[0].source: must be text',
    ],
    ['a rule of its own', { wastes: true }, 'wastes: is not a member'],
  ])('a payer profile with %s', (_what, overrides, words) => {
    expect(refusal(parsePayerProfile({ ...aProfile(), ...overrides })).slice(0, words.length)).toBe(words);
  });
});

test('no file makes it throw, and what is accepted has every member', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      const parsed = parseSiteConfiguration(json);
      expect(parsed.ok ? Object.keys(parsed.value).length : parsed.reason.length).toBeGreaterThan(5);
    }),
  );
  const hostile: unknown = JSON.parse('{"__proto__": {"codeTable": "x"}, "constructor": 1}');
  expect(ofSite(hostile)).toMatch(/is not a member/);
});
