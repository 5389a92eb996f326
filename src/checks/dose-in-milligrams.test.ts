import { describe, expect, it } from 'vitest';
import type { DoseFact, DoseProblem } from '../facts/encounter-facts.ts';
import { evidence, injection, inShort, judgedInjection } from '../test-kit/check-input.ts';
import { conflicting, notRecognised, notRecorded, orderOnly, recorded, textOnly } from '../vocab/fact.ts';
import { rational } from '../vocab/rational.ts';
import { asMilligrams } from '../vocab/units.ts';
import { doseInMilligrams } from './dose-in-milligrams.ts';

const at = evidence('dosage.dose', '2 mL');
const mg = (n: bigint) => asMilligrams(rational(n));
const judge = (changes: Partial<DoseFact>): readonly string[] =>
  inShort(judgedInjection(doseInMilligrams, { dose: { ...injection().dose, ...changes } }));

describe('dose-in-milligrams', () => {
  it('is met by milligrams recorded, converted, or read from text', () => {
    expect(judge({})).toEqual(['met inMilligrams']);
    expect(judge({ amount: textOnly('80 mg', at), mg: textOnly(mg(80n), at) })).toEqual(['met inMilligrams']);
  });

  it.each<[DoseProblem, string]>([
    ['volume-without-strength', 'volumeWithoutStrength'],
    ['container-without-strength', 'containerWithoutStrength'],
    ['mixed-volume', 'mixedVolume'],
    ['unit-unknown', 'unitUnknown'],
    ['unit-absent', 'unitAbsent'],
    ['not-a-number', 'notANumber'],
    ['not-exact', 'notExact'],
    ['per-weight-or-time', 'perWeightOrTime'],
    ['several-doses', 'severalDoses'],
  ])('cannot tell, and says why: %s', (problem, key) => {
    const changes = { amount: recorded('2 mL', at), mg: notRecognised('2 mL', at), problem };
    expect(judge(changes)).toEqual([`cannot-tell ${key}`]);
  });

  it('cannot tell when no problem is named and still no milligrams stand', () => {
    expect(judge({ amount: recorded('2 mL', at), mg: notRecognised('2 mL', at) })).toEqual([
      'cannot-tell notConvertible',
    ]);
  });

  it.each([
    ['order', orderOnly(mg(80n), at), 'strengthFromOrder'],
    ['several strengths', conflicting([mg(80n), mg(160n)], at), 'strengthsDiffer'],
  ])('cannot tell when the strength comes from %s', (_, converted, key) => {
    expect(judge({ amount: recorded('2 mL', at), mg: converted })).toEqual([`cannot-tell ${key}`]);
  });

  it.each([
    ['absent', { amount: notRecorded(['dosage.dose']), mg: notRecorded(['dosage.dose']) }],
    ['in the order only', { amount: orderOnly('40 mg', at), mg: orderOnly(mg(40n), at) }],
    [
      'stated twice',
      { amount: conflicting(['40 mg', '80 mg'], at), mg: conflicting([mg(40n), mg(80n)], at) },
    ],
    ['unreadable', { amount: notRecognised('some', at), problem: 'several-doses' as const }],
    ['zero', { amount: recorded('0 mg', at), problem: 'zero-or-negative' as const }],
  ])('leaves a dose that is %s to dose-recorded', (_, changes) => {
    expect(judge(changes)).toEqual(['not-applicable noDose']);
  });
});
