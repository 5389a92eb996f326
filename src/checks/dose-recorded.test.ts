import { describe, expect, it } from 'vitest';
import type { DoseFact } from '../facts/encounter-facts.ts';
import { evidence, injection, inShort, judgedInjection, sources } from '../test-kit/check-input.ts';
import { conflicting, notRecognised, notRecorded, orderOnly, recorded, textOnly } from '../vocab/fact.ts';
import { doseRecorded } from './dose-recorded.ts';

const at = evidence('dosage.dose', '80');
const dose = (changes: Partial<DoseFact>): { readonly dose: DoseFact } => ({
  dose: { ...injection().dose, ...changes },
});

describe('dose-recorded', () => {
  it('is met by a recorded amount, in whatever unit', () => {
    const [result] = judgedInjection(doseRecorded, dose({ amount: recorded('2 mL', at) }));
    expect(result).toMatchObject({ outcome: 'met', messageKey: 'recorded', evidence: at });
  });

  it('is a gap without any amount, and says what was searched', () => {
    const missing = { amount: notRecorded(['dosage.dose']), mg: notRecorded(['dosage.dose']) };
    const [result] = judgedInjection(doseRecorded, dose(missing));
    expect(result).toMatchObject({ outcome: 'gap', messageKey: 'missing', searched: ['dosage.dose'] });
    expect(result?.evidence).not.toEqual([]);
  });

  it('does not take a dose of zero for a dose', () => {
    const zero = dose({ amount: recorded('0 mg', at), problem: 'zero-or-negative' });
    expect(judgedInjection(doseRecorded, zero)).toMatchObject([
      { outcome: 'cannot-tell', messageKey: 'nothingGiven', reason: 'conflicting' },
    ]);
  });

  it('takes a zero for what was given only from where it was recorded', () => {
    const zero = dose({ amount: textOnly('0 mg', at), problem: 'zero-or-negative' });
    expect(inShort(judgedInjection(doseRecorded, zero))).toEqual(['cannot-tell textOnly']);
  });

  it.each([
    ['textOnly', textOnly('80 mg', at)],
    ['orderOnly', orderOnly('80 mg', at)],
    ['notRecognised', notRecognised('some', at)],
    ['conflicting', conflicting(['40 mg', '80 mg'], at)],
  ])('cannot tell when the amount is known as %s', (key, amount) => {
    expect(inShort(judgedInjection(doseRecorded, dose({ amount })))).toEqual([`cannot-tell ${key}`]);
  });

  it('waits for the orders before it calls a dose absent, unless the system has none', () => {
    const missing = dose({ amount: notRecorded(['dosage.dose']) });
    const read = (completeness: 'denied' | 'unsupported'): readonly string[] =>
      inShort(
        judgedInjection(doseRecorded, missing, { sources: sources({ MedicationRequest: completeness }) }),
      );
    expect(read('denied')).toEqual(['cannot-tell sourceUnavailable']);
    expect(read('unsupported')).toEqual(['gap missing']);
  });
});
