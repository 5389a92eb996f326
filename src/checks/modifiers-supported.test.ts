import { describe, expect, it } from 'vitest';
import {
  coding,
  evidence,
  facts,
  inShort,
  injection,
  judged,
  line,
  procedure,
  sources,
} from '../test-kit/check-input.ts';
import type { ClaimLine } from '../coding/claim-line.ts';
import type { EncounterFacts, RecordedLine } from '../facts/encounter-facts.ts';
import { notRecorded, orderOnly, recorded, textOnly } from '../vocab/fact.ts';
import { modifiersSupported } from './modifiers-supported.ts';

const at = evidence('code', 'J3250', 'ChargeItem/1');
const charged = (changes: Partial<RecordedLine> = {}): RecordedLine => ({
  reference: 'ChargeItem/1',
  code: 'J3250',
  modifiers: ['RT'],
  units: 1,
  date: '2026-11-23',
  evidence: at,
  ...changes,
});
const cross = line({
  role: 'cross-check',
  table: 'cms-hcpcs',
  code: 'J1010',
  modifiers: [{ code: 'JZ', reason: '', evidence: [] }],
});
const asked = (changes: Partial<EncounterFacts>, lines: readonly ClaimLine[] = [line(), cross]) =>
  judged(modifiersSupported, { facts: facts(changes), coding: coding({ lines }) });
const modifier = (code: string) => ({ code, reason: '', evidence: evidence('status', code) });

describe('modifiers-supported', () => {
  it.each<[string, Partial<RecordedLine>, string]>([
    ['the proposed modifier', {}, 'met supported'],
    ['no modifier', { modifiers: [] }, 'met supported'],
    ['the other side', { modifiers: ['LT'] }, 'gap notSupported'],
    ['one more than the record bears out', { modifiers: ['RT', '52'] }, 'gap notSupported'],
    ['the other side on another date', { modifiers: ['LT'], date: '2026-11-22' }, 'met supported'],
    ['the other side without a date', { modifiers: ['LT'], date: null }, 'gap notSupported'],
    ['the other side with a time', { modifiers: ['LT'], date: '2026-11-23T10:00:00Z' }, 'gap notSupported'],
    ['the other table, as that proposes', { code: 'J1010', modifiers: ['JZ'] }, 'met supported'],
    ['the other table, with the side recorded', { code: 'J1010', modifiers: ['RT'] }, 'met supported'],
    ['the other table, otherwise', { code: 'J1010', modifiers: ['JW'] }, 'gap notSupported'],
    ['a modifier of the other table', { modifiers: ['JZ'] }, 'gap notSupported'],
    ['another drug', { code: 'J3301', modifiers: ['LT'] }, 'met supported'],
  ])('answers a charge with %s', (_, changes, expected) => {
    expect(inShort(asked({ recordedLines: [charged(changes)] }))).toEqual([expected]);
  });

  it('names code and modifiers, and shows the charge', () => {
    const [result] = asked({ recordedLines: [charged({ modifiers: ['RT', '52', 'KX'] })] });
    expect(result).toMatchObject({ outcome: 'gap', evidence: at, line: 'practice/J3250/1' });
    expect(result?.message).toContain('J3250 is recorded with modifier 52 KX');
    expect(result?.searched).toEqual(['ChargeItem', 'Claim', 'Procedure', 'MedicationAdministration']);
  });

  it('bears out a modifier proposed on any line of that code', () => {
    const lines = [line(), line({ modifiers: [modifier('59')] })];
    const results = asked({ recordedLines: [charged({ modifiers: ['59'] })] }, lines);
    expect(inShort(results)).toEqual(['met supported', 'met supported']);
  });

  it('finds one wrong charge once, however many lines bill the drug', () => {
    const lines = [line(), line({ modifiers: [modifier('LT')] }), line({ code: 'J3260' }), cross];
    expect(inShort(asked({ recordedLines: [charged({ modifiers: ['KX'] })] }, lines))).toEqual([
      'gap notSupported',
      'met supported',
      'met supported',
    ]);
    const other = asked({ recordedLines: [charged({ code: 'J1010', modifiers: ['KX'] })] }, lines);
    expect(inShort(other)).toEqual(['gap notSupported', 'met supported', 'met supported']);
  });

  it('files a charge under the line of its own drug, date and code', () => {
    const other = { role: 'cross-check', table: 'cms-hcpcs', modifiers: [] } as const;
    const succinate = line({ ...other, code: 'J2919', drug: 'methylprednisolone-sodium-succinate' });
    const tomorrow = line({ ...other, code: 'J1030', serviceDate: '2026-11-24' });
    const stray = (code: string) => ({ recordedLines: [charged({ code, modifiers: ['KX'], date: null })] });
    expect(inShort(asked(stray('J2919'), [line(), succinate]))).toEqual(['met supported']);
    expect(inShort(asked(stray('J1030'), [line(), tomorrow]))).toEqual(['met supported']);
    const second = line({ code: 'J3260', modifiers: [] });
    expect(inShort(asked(stray('J3260'), [line(), second, cross]))).toEqual([
      'met supported',
      'gap notSupported',
    ]);
    expect(inShort(asked(stray('J1010'), [line(), second, cross]))).toEqual([
      'gap notSupported',
      'met supported',
    ]);
  });

  it('does not lend one drug or date the modifiers of another', () => {
    const lines = [line({ modifiers: [] }), line({ serviceDate: '2026-11-24', modifiers: [modifier('59')] })];
    expect(inShort(asked({ recordedLines: [charged({ modifiers: ['59'] })] }, lines))).toEqual([
      'gap notSupported',
      'met supported',
    ]);
    const succinate = injection({
      drug: recorded('methylprednisolone-sodium-succinate', []),
      side: recorded('left', []),
    });
    expect(
      inShort(asked({ injections: [succinate], recordedLines: [charged({ modifiers: ['LT'] })] })),
    ).toEqual(['gap notSupported']);
  });

  it.each<[readonly string[], string]>([
    [['RT'], 'met supported'],
    [['50'], 'met supported'],
    [['LT', '50'], 'met supported'],
    [['59'], 'met supported'],
    [['LT'], 'gap procedureDiffers'],
    [['LT', 'RT'], 'met supported'],
  ])('compares the line with the modifiers %o of the procedure', (modifiers, expected) => {
    expect(inShort(asked({ procedures: [procedure({ modifiers })] }))).toEqual([expected]);
  });

  it('says what line and procedure each name', () => {
    const [result] = asked({ procedures: [procedure({ modifiers: ['59', 'LT'] })] });
    expect(result?.message).toBe('The line says RT, the procedure says LT.');
    expect(result?.evidence).toEqual(line().modifiers[0]?.evidence);
    expect(result?.searched).toEqual(['ChargeItem', 'Claim', 'Procedure', 'MedicationAdministration']);
    const plain = asked({ procedures: [procedure({ modifiers: ['LT'] })] }, [line({ modifiers: [] })]);
    expect(inShort(plain)).toEqual(['met supported']);
    const elsewhere = asked({ procedures: [procedure({ modifiers: ['LT'] })] }, [
      line({ administrations: ['x'] }),
    ]);
    expect(inShort(elsewhere)).toEqual(['met supported']);
  });

  it('leaves a side that stands in text or in the order to the check of the side', () => {
    for (const side of [textOnly('right' as const, []), orderOnly('right' as const, [])])
      expect(inShort(asked({ injections: [injection({ side })] }))).toEqual(['met supported']);
  });

  it('bears out both sides of a bilateral injection and the modifier of a digit', () => {
    const both = injection({ side: recorded('bilateral', []) });
    const charges = { recordedLines: [charged({ modifiers: ['LT', 'RT', '50'] })] };
    expect(inShort(asked({ injections: [both], ...charges }))).toEqual(['met supported']);
    const thumb = injection({ site: recorded('thumb', []) });
    expect(inShort(asked({ injections: [thumb], recordedLines: [charged({ modifiers: ['F5'] })] }))).toEqual([
      'met supported',
    ]);
    expect(inShort(asked({ injections: [thumb], recordedLines: [charged({ modifiers: ['FA'] })] }))).toEqual([
      'gap notSupported',
    ]);
    const nowhere = injection({ site: notRecorded([]), side: recorded('left', []) });
    expect(
      inShort(asked({ injections: [nowhere], recordedLines: [charged({ modifiers: ['LT'] })] })),
    ).toEqual(['met supported']);
    const sideless = injection({ side: notRecorded([]) });
    expect(
      inShort(asked({ injections: [sideless], recordedLines: [charged()] }, [line({ modifiers: [] })])),
    ).toEqual(['gap notSupported']);
  });

  it.each(['ChargeItem', 'Claim', 'Procedure'] as const)(
    'vouches for nothing while %s is refused',
    (type) => {
      expect(inShort(asked({ sources: sources({ [type]: 'denied' }) }))).toEqual([
        'cannot-tell sourceUnavailable',
      ]);
      expect(inShort(asked({ sources: sources({ [type]: 'unsupported' }) }))).toEqual(['met supported']);
    },
  );
});
