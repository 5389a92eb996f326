import { describe, expect, it } from 'vitest';
import type { EncounterReport, ReportCheck } from '../report/report-schema.ts';
import { aCheckRow, aReport } from '../test-kit/report-builder.ts';
import { reviewText } from './review-text.ts';

type Unmapped = EncounterReport['unmappedCodes'][number];

const code = (element: Unmapped['element'], name: string, system = 'urn:local'): Unmapped => ({
  element,
  code: name,
  system,
  display: null,
  count: 1,
});
/** The lines that speak of codes nobody recognised. */
const told = (...unmappedCodes: Unmapped[]): readonly string[] =>
  reviewText([aReport({ unmappedCodes })])
    .split('\n')
    .map((line) => line.trim().replace(/^- /, ''))
    .filter((line) => /urn:local|diagnosis|procedure code/.test(line));

describe('codes not recognised', () => {
  it('lists what decides a line first, whole, and counts the rest', () => {
    const others = Array.from({ length: 210 }, (_, at) => code('diagnosis', `d${at}`));
    const lines = told(
      ...others,
      code('procedure', 'p1', 'urn:other'),
      code('unit', 'u1'),
      code('procedure', 'p2', 'urn:third'),
      code('medication', 'm1'),
    );
    expect(lines).toEqual([
      'medication: m1 of urn:local, 1 time',
      'unit: u1 of urn:local, 1 time',
      'and 212 diagnosis and procedure codes of 3 systems',
    ]);
  });

  it('names only the kinds there are', () => {
    expect(told(code('diagnosis', 'd1'))).toEqual(['1 diagnosis code of 1 system']);
  });
});

describe('an acknowledged finding', () => {
  const acknowledged = { who: 'Compliance lead', when: '2026-11-01', why: 'contract' };
  const sectionsOf = (over: Partial<ReportCheck>): readonly string[] =>
    reviewText([
      aReport({
        checks: [aCheckRow({ id: 'code-tables-agree', severity: 'resolve-before-claim', ...over })],
      }),
    ])
      .split('\n')
      .filter((line) => line === 'To resolve before the claim' || line === 'Acknowledged by the site');

  it('stays, under a heading that asks nobody for anything', () => {
    expect(sectionsOf({ acknowledged })).toEqual(['Acknowledged by the site']);
    expect(sectionsOf({ acknowledged: null })).toEqual(['To resolve before the claim']);
  });
});
