import { describe, expect, it } from 'vitest';
import {
  evidence,
  facts,
  inShort,
  injection,
  judged,
  judgedInjection,
  sources,
} from '../test-kit/check-input.ts';
import type { DoseFact } from '../facts/encounter-facts.ts';
import { notRecognised, notRecorded, orderOnly, recorded, textOnly } from '../vocab/fact.ts';
import { rational } from '../vocab/rational.ts';
import { asMilligrams } from '../vocab/units.ts';
import { doseMatchesOrder } from './dose-matches-order.ts';

const at = evidence('dosage.dose', 'dose');
const mg = (value: bigint) => asMilligrams(rational(value));
const dose = (value: bigint): DoseFact => ({
  amount: recorded(`${value} mg`, at),
  mg: recorded(mg(value), at),
  steps: [],
  problem: null,
});
const { order } = injection();
const ordered = (value: DoseFact | null) => ({ order: { ...order, dose: value } });

describe('dose-matches-order', () => {
  it('is met when the dose given is the dose ordered', () => {
    const [result] = judgedInjection(doseMatchesOrder, {});
    expect(result).toMatchObject({ outcome: 'met', messageKey: 'same' });
    expect(result?.evidence).not.toEqual([]);
  });

  it.each([20n, 60n])('is a gap when %s mg was given of 40 mg ordered', (given) => {
    const [result] = judgedInjection(doseMatchesOrder, { dose: dose(given) });
    expect(result).toMatchObject({ outcome: 'gap', messageKey: 'differs' });
    expect(result?.message).toContain(`${given} mg given, 40 mg ordered`);
    expect(result?.searched).toEqual(['dosage.dose', 'dosageInstruction']);
  });

  it('sums the administrations that carry out one order, and no others', () => {
    const half = injection({ dose: dose(20n) });
    const rest = injection({ reference: 'MedicationAdministration/2', dose: dose(20n) });
    const both = judged(doseMatchesOrder, { facts: facts({ injections: [half, rest] }) });
    expect(inShort(both)).toEqual(['met same', 'met same']);
    const other = { ...rest, order: { ...order, references: ['MedicationRequest/9'] } };
    const apart = judged(doseMatchesOrder, { facts: facts({ injections: [half, other] }) });
    expect(inShort(apart)).toEqual(['gap differs', 'gap differs']);
    const unknown = { ...rest, dose: { ...dose(20n), mg: notRecorded([]) } };
    const alone = judged(doseMatchesOrder, { facts: facts({ injections: [half, unknown] }) });
    expect(inShort(alone)).toEqual(['gap differs', 'not-applicable nothingToCompare']);
  });

  it('does not join administrations that name no order', () => {
    const loose = { ...order, references: [] };
    const one = injection({ dose: dose(20n), order: loose });
    const two = injection({ reference: 'MedicationAdministration/2', dose: dose(20n), order: loose });
    const results = judged(doseMatchesOrder, { facts: facts({ injections: [one, two] }) });
    expect(inShort(results)).toEqual(['gap differs', 'gap differs']);
  });

  it('lets a recorded stop explain a smaller dose, never a larger one', () => {
    const billing = { billed: true, partial: true } as const;
    expect(inShort(judgedInjection(doseMatchesOrder, { billing, dose: dose(20n) }))).toEqual(['met stopped']);
    expect(inShort(judgedInjection(doseMatchesOrder, { billing, dose: dose(60n) }))).toEqual(['gap differs']);
  });

  it.each([
    ['given', { dose: { ...dose(20n), mg: textOnly(mg(20n), at) } }],
    ['ordered', ordered({ ...dose(20n), mg: textOnly(mg(20n), at) })],
  ])('does not accuse when the dose %s stands in text only', (_, changes) => {
    const [result] = judgedInjection(doseMatchesOrder, changes);
    expect(result).toMatchObject({ outcome: 'cannot-tell', messageKey: 'weak', reason: 'text-only' });
  });

  it('cannot tell when the ordered dose is no amount in milligrams', () => {
    const unclear = ordered({ ...dose(1n), mg: notRecognised('1 mL', at) });
    const [result] = judgedInjection(doseMatchesOrder, unclear);
    expect(result).toMatchObject({
      outcome: 'cannot-tell',
      messageKey: 'orderUnclear',
      reason: 'unit-not-convertible',
    });
    expect(result?.evidence).toEqual(at);
  });

  it.each([
    ['no order dose', ordered(null)],
    ['an order without an amount', ordered({ ...dose(40n), amount: notRecorded([]), mg: notRecorded([]) })],
    ['no dose given', { dose: { ...dose(40n), mg: notRecorded([]) } }],
    ['a dose only the order states', { dose: { ...dose(40n), mg: orderOnly(mg(40n), at) } }],
  ])('compares nothing with %s', (_, changes) => {
    expect(inShort(judgedInjection(doseMatchesOrder, changes))).toEqual(['not-applicable nothingToCompare']);
  });

  it('does not fall silent because orders were not read', () => {
    const unread = { sources: sources({ MedicationRequest: 'denied' }) };
    expect(inShort(judgedInjection(doseMatchesOrder, ordered(null), unread))).toEqual([
      'cannot-tell sourceUnavailable',
    ]);
  });
});
