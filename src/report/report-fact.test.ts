import { describe, expect, it } from 'vitest';
import { evidence } from '../test-kit/check-input.ts';
import { aFact, noFact } from '../test-kit/report-builder.ts';
import {
  conflicting,
  notRecognised,
  notRecorded,
  orderOnly,
  recorded,
  textOnly,
  type Fact,
} from '../vocab/fact.ts';
import { AS_WRITTEN, reportEvidence, reportFact, type Writing } from './report-fact.ts';
import type { ReportFact } from './report-schema.ts';

const DOZENS: Writing<number> = { value: (count) => String(count * 12), words: (count) => `${count} dozen` };
const NONE = { value: null, words: null };

describe('reportFact', () => {
  const cases: readonly (readonly [string, Fact<number>, ReportFact])[] = [
    ['recorded', recorded(2, evidence('dosage', '24')), aFact('24', { words: '2 dozen' })],
    ['text-only', textOnly(2, evidence('dosage', '24')), aFact('24', { how: 'text-only', words: '2 dozen' })],
    [
      'order-only',
      orderOnly(2, evidence('dosage', '24')),
      aFact('24', { how: 'order-only', words: '2 dozen' }),
    ],
    ['not recorded', notRecorded(['dosage', 'note']), noFact(['dosage', 'note'])],
    [
      'not recognised',
      notRecognised('a few', evidence('dosage', '24')),
      aFact('24', { how: 'not-recognised', ...NONE, original: 'a few' }),
    ],
    [
      'conflicting',
      conflicting([2, 3], evidence('dosage', '24')),
      aFact('24', { how: 'conflicting', ...NONE, values: ['2 dozen', '3 dozen'] }),
    ],
  ];

  it.each(cases)(
    'gives a fact that is %s its own fields and leaves the others empty',
    (_, fact, expected) => {
      expect(reportFact(fact, DOZENS)).toEqual(expected);
    },
  );

  it('writes text as it stands', () => {
    expect(reportFact(recorded('Lot  7a ', evidence('dosage', 'Lot  7a ')), AS_WRITTEN)).toEqual(
      aFact('Lot  7a '),
    );
  });
});

describe('reportEvidence', () => {
  it('carries place and fragment of each piece, in order, and nothing else', () => {
    const [first] = evidence('dosage.dose', '40 mg');
    const second = { reference: 'Medication/2', versionId: null, path: 'batch', fragment: 'LX2291', more: 1 };
    expect(reportEvidence(first ? [first, second] : [])).toEqual([
      { reference: 'MedicationAdministration/1', versionId: '1', path: 'dosage.dose', fragment: '40 mg' },
      { reference: 'Medication/2', versionId: null, path: 'batch', fragment: 'LX2291' },
    ]);
  });
});
