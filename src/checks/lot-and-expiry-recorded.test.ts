import { describe, expect, it } from 'vitest';
import { evidence, inShort, judgedInjection, sources } from '../test-kit/check-input.ts';
import { conflicting, notRecorded, textOnly } from '../vocab/fact.ts';
import { lotAndExpiryRecorded } from './lot-and-expiry-recorded.ts';

const at = evidence('note[0].text', 'lot LX2291');
const noLot = { lot: notRecorded(['batch.lotNumber']) };
const noExpiry = { expiry: notRecorded(['batch.expirationDate']) };

describe('lot-and-expiry-recorded', () => {
  it('is met by both, with the evidence of both', () => {
    const [result] = judgedInjection(lotAndExpiryRecorded, {});
    expect(result).toMatchObject({ outcome: 'met', messageKey: 'recorded' });
    expect(result?.evidence.map(({ path }) => path)).toEqual(['batch.expirationDate', 'batch.lotNumber']);
  });

  it.each([
    ['noLot', noLot, ['batch.lotNumber']],
    ['noExpiry', noExpiry, ['batch.expirationDate']],
    ['neither', { ...noLot, ...noExpiry }, ['batch.lotNumber', 'batch.expirationDate']],
    ['noExpiry', { ...noExpiry, lot: textOnly('LX2291', at) }, ['batch.expirationDate']],
  ])('is a gap, and only a note, when it is %s', (messageKey, changes, searched) => {
    const [result] = judgedInjection(lotAndExpiryRecorded, changes);
    expect(result).toMatchObject({ outcome: 'gap', messageKey, searched });
    expect(result?.evidence).not.toEqual([]);
    expect(result?.check.severity).toBe('note');
  });

  it.each([
    ['the lot stands in text', { lot: textOnly('LX2291', at) }],
    ['two expiries stand', { expiry: conflicting(['2026-10', '2027-10'], at) }],
  ])('cannot tell when %s', (_, changes) => {
    const [result] = judgedInjection(lotAndExpiryRecorded, changes);
    expect(result).toMatchObject({ outcome: 'cannot-tell', messageKey: 'textOnly', reason: 'text-only' });
  });

  it('finds no absence while administrations are unread', () => {
    const unread = { sources: sources({ MedicationAdministration: 'partial' }) };
    const results = inShort(judgedInjection(lotAndExpiryRecorded, noLot, unread));
    expect(results).toEqual(['cannot-tell sourceUnavailable', 'cannot-tell sourceUnavailable']);
  });
});
