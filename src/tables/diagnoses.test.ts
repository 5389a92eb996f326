import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { prefixesOf, template } from '../../tools/compact-diagnoses.ts';
import data from './data/diagnoses.json' with { type: 'json' };
import {
  familyOf,
  icd10Code,
  isAboutSite,
  isPastDiagnosisEdition,
  isUnspecified,
  lateralityOf,
  regionsOf,
  supportsRoute,
  validOn,
} from './diagnoses.ts';

const { sideCodes } = data;

describe('sides of ICD-10-CM codes', () => {
  test.each([
    ['right', sideCodes.right, 'right'],
    ['left', sideCodes.left, 'left'],
    ['bilateral', sideCodes.bilateral, 'bilateral'],
    ['unspecifiedSide', sideCodes.unspecifiedSide, 'not-stated'],
    ['unspecifiedSite', sideCodes.unspecifiedSite, 'not-stated'],
  ])('the compact patterns say of every %s code what the full data says', (_, codes, expected) => {
    expect(codes.filter((code) => lateralityOf(code) !== expected)).toEqual([]);
    expect(codes.length).toBeGreaterThan(20);
  });

  test('the patterns give a side to no code outside the full data', () => {
    const known = new Set([
      ...sideCodes.right,
      ...sideCodes.left,
      ...sideCodes.bilateral,
      ...sideCodes.unspecifiedSide,
      ...sideCodes.unspecifiedSite,
    ]);
    const stems = new Set([...known].map((code) => template(code)[0]));
    const made = [...stems].flatMap((stem) =>
      '0123456789ABCDX'.split('').map((character) => stem.replace('?', character)),
    );
    const sided = new Set(['right', 'left', 'bilateral', 'not-stated']);
    expect(made.filter((code) => sided.has(lateralityOf(code)) && !known.has(code))).toEqual([]);
  });

  test.each([
    ['M1A.0611', 'right'],
    ['M1A.0620', 'left'],
    ['M25.474', 'right'],
    ['M25.775', 'left'],
    ['M79.605', 'left'],
    ['M67.813', 'right'],
    ['M67.814', 'left'],
    ['M66.178', 'left'],
    ['M17.0', 'bilateral'],
    ['M17.11', 'right'],
    ['M17.10', 'not-stated'],
    ['M54.31', 'right'],
    ['M17.5', 'has-no-side'],
    ['M65.4', 'has-no-side'],
    ['M72.2', 'has-no-side'],
    ['M79.18', 'has-no-side'],
    ['M48.062', 'has-no-side'],
    ['J45.901', 'has-no-side'],
    ['M54.12', 'has-no-side'],
    ['M19.92', 'not-stated'],
    ['S83.211A', 'unknown'],
    ['Z47.1', 'unknown'],
    ['', 'unknown'],
  ])('%s is %s', (code, side) => {
    expect(lateralityOf(code)).toBe(side);
  });

  test('the exceptions to the last-character rule hold', () => {
    const named = Object.entries(data.lastCharacterExceptions);
    expect(named.filter(([code, side]) => lateralityOf(code) !== side)).toEqual([]);
    const irregular = Object.keys(data.unspecifiedSideIrregularEnding);
    expect(irregular.filter((code) => lateralityOf(code) !== 'not-stated')).toEqual([]);
  });
});

describe('families', () => {
  test('every prefix of every row is found again', () => {
    const prefixes = data.families.flatMap(({ family }) => prefixesOf(family));
    expect(prefixes.length).toBeGreaterThan(data.families.length);
    expect(prefixes.filter((prefix) => familyOf(`${prefix}99`) === null)).toEqual([]);
    expect(familyOf('M25.511')?.routes).toEqual(['intra-articular', 'periarticular']);
    expect(familyOf('L23.9')?.routes).toContain('intramuscular');
    expect(familyOf('L30')).not.toBeNull();
    expect(familyOf('L26')).toBeNull();
    expect(familyOf('M54.5')).toBeNull();
    expect(familyOf('M54.16')?.routes).toEqual(['epidural']);
  });
  test('no place contradicts an illness of the whole body: none of its codes names a region', () => {
    const systemic = data.families.flatMap(({ family, siteClasses }) =>
      siteClasses.includes('systemic') ? prefixesOf(family) : [],
    );
    expect(systemic).toContain('M33');
    const { byDigit, byPrefix } = data.regions;
    const named = [
      ...byPrefix.flatMap(({ prefixes }) => prefixes),
      ...byDigit.flatMap(({ stems, digits }) =>
        stems.flatMap((stem) => Object.keys(digits).map((digit) => stem + digit)),
      ),
    ];
    expect(named.filter((prefix) => regionsOf(prefix) === null)).toEqual([]);
    expect(
      systemic.filter((one) => named.some((other) => other.startsWith(one) || one.startsWith(other))),
    ).toEqual([]);
    expect(isAboutSite('M33.20', 'knee')).toBeNull();
  });
  test('unverified rows keep their flag', () => {
    expect(familyOf('M08.011')?.verified).toBe(false);
    expect(familyOf('M17.11')?.verified).toBe(true);
  });
  test('a bursa takes the word intra-articular as well', () => {
    const bursitis = familyOf('M70.61');
    const osteoarthritis = familyOf('M17.11');
    if (!bursitis || !osteoarthritis) throw new Error('families missing');
    expect(supportsRoute(bursitis, 'intra-articular', 'trochanteric-bursa')).toBe(true);
    expect(supportsRoute(bursitis, 'intra-articular', 'knee')).toBe(false);
    expect(supportsRoute(osteoarthritis, 'intra-articular', 'knee')).toBe(true);
    expect(supportsRoute(osteoarthritis, 'intramuscular', 'deltoid')).toBe(false);
  });
});

test.each([
  ['M17.11', 'intrabursal', 'olecranon-bursa', true],
  ['M17.11', 'intra-articular', 'olecranon-bursa', true],
  ['M17.11', 'intrabursal', 'knee', false],
  ['M17.11', 'intramuscular', 'olecranon-bursa', false],
  ['M17.11', 'intra-articular', null, true],
  ['M70.61', 'intra-articular', null, false],
  ['M70.61', 'intrabursal', null, true],
  ['M70.61', 'intramuscular', 'trochanteric-bursa', false],
] as const)('the family of %s supports %s at %s: %s', (code, route, site, expected) => {
  const family = familyOf(code);
  expect(family && supportsRoute(family, route, site)).toBe(expected);
});

describe('regions', () => {
  test.each([
    ['M17.11', 'knee', true],
    ['M17.11', 'prepatellar-bursa', true],
    ['M17.11', 'shoulder', false],
    ['M25.512', 'shoulder', true],
    ['M25.562', 'knee', true],
    ['M1A.0611', 'knee', true],
    ['M70.61', 'trochanteric-bursa', true],
    ['M77.11', 'lateral-epicondyle', true],
    ['M72.2', 'plantar-fascia', true],
    ['G56.01', 'carpal-tunnel', true],
    ['J45.901', 'knee', null],
    ['Z47.1', 'knee', null],
  ] as const)('%s speaks of %s: %s', (code, site, expected) => {
    expect(isAboutSite(code, site)).toBe(expected);
  });
  test('own-knowledge regions are flagged', () => {
    expect(regionsOf('M76.61')?.verified).toBe(false);
    expect(regionsOf('M17.11')?.verified).toBe(true);
  });
});

describe('unspecified and ended codes', () => {
  test.each(data.unspecifiedDiagnosisFlags)('%s is unspecified', (code) => {
    expect(isUnspecified(code)).toBe(true);
  });
  test('specific codes, and codes only an unverified row calls weak, are not', () => {
    expect(['M17.11', 'M25.561', 'M13.0'].filter(isUnspecified)).toEqual([]);
  });
  test.each([
    ['M54.5', '2021-09-30', true, true],
    ['M54.5', '2021-10-01', false, false],
    ['M54.50', '2026-01-01', true, true],
    ['M65.9', '2025-03-01', false, false],
    ['M65.9', '2025-10-01', false, true],
    ['G35', '2025-09-30', true, true],
    ['G35', '2025-10-01', false, true],
    ['M17.11', '2026-11-20', true, true],
  ])('%s on %s: valid %s, verified %s', (code, date, valid, verified) => {
    expect(validOn(code, date)).toMatchObject({ valid, verified });
  });
  test.each([
    ['M54.5', '2021-09-30', null],
    ['M54.5', '2021-10-01', '2021-10-01'],
    ['M51.36', '2024-09-30', null],
    ['M51.36', '2024-10-01', '2024-10-01'],
    ['G35', '2026-01-01', '2025-10-01'],
    ['M17.11', '2026-01-01', null],
  ])('%s on %s had ended from %s', (code, date, endedFrom) => {
    expect(validOn(code, date).endedFrom).toBe(endedFrom);
  });
  test('dates from 2026-10-01 are past the edition', () => {
    expect(isPastDiagnosisEdition('2026-09-30')).toBe(false);
    expect(isPastDiagnosisEdition('2026-10-01')).toBe(true);
  });
});

test.each([
  ['M1711', 'M17.11'],
  ['m17.11', 'M17.11'],
  ['M1A0611', 'M1A.0611'],
  ['G35', 'G35'],
  ['J3250', 'J32.50'],
  ['12130007', null],
  ['', null],
  ['M', null],
  [' M17.11\t', 'M17.11'],
  ['XM17.11', null],
  ['M17.11111', null],
  ['M17.11-', null],
  ['MX7.11', null],
  ['M1', null],
])('%s as ICD-10-CM is written %s', (written, expected) => {
  expect(icd10Code(written)).toBe(expected);
});

const source = new URL('../../../shared/data/icd10-support.json', import.meta.url);
test.runIf(existsSync(source))('the full table carries every row of its source unchanged', () => {
  const original: unknown = JSON.parse(readFileSync(source, 'utf8'));
  expect(data).toMatchObject(original as Record<string, unknown>);
});
