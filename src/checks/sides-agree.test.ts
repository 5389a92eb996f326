import { describe, expect, it } from 'vitest';
import {
  diagnosis,
  evidence,
  facts,
  inShort,
  injection,
  judged,
  judgedInjection,
  procedure,
  sources,
} from '../test-kit/check-input.ts';
import type { Diagnosis, Injection } from '../facts/encounter-facts.ts';
import { conflicting, notRecorded, recorded } from '../vocab/fact.ts';
import type { Side, Site } from '../vocab/site.ts';
import { sidesAgree } from './sides-agree.ts';

const own = (side: Side): Partial<Injection> => {
  const fact = recorded(side, evidence('dosage.site', side));
  return { side: fact, ownSide: fact };
};
const other = (side: Side) =>
  procedure({ side: recorded(side, evidence('bodySite[0]', side, 'Procedure/1')) });
const without = { diagnoses: [], procedures: [procedure({ side: notRecorded([]), reasonConditions: [] })] };
const unlinked = { ...own('right'), reasonConditions: [] };

describe('sides-agree: administration and procedure', () => {
  it.each<[Side, Side, string]>([
    ['right', 'right', 'met agree'],
    ['right', 'bilateral', 'met agree'],
    ['bilateral', 'bilateral', 'met agree'],
    ['right', 'left', 'gap procedureDiffers'],
    ['left', 'right', 'gap procedureDiffers'],
    ['bilateral', 'right', 'gap procedureDiffers'],
  ])('%s against %s: %s', (mine, theirs, expected) => {
    const results = judgedInjection(sidesAgree, own(mine), { diagnoses: [], procedures: [other(theirs)] });
    expect(inShort(results)).toEqual([expected]);
    expect(results[0]?.evidence.map(({ reference }) => reference)).toEqual([
      'MedicationAdministration/1',
      'Procedure/1',
    ]);
  });

  it('puts both statements into the message', () => {
    const [result] = judgedInjection(sidesAgree, own('right'), { procedures: [other('left')] });
    expect(result?.message).toContain('the administration says right, the procedure says left');
    expect(result?.searched).toEqual(['site', 'Procedure.bodySite', 'Condition']);
  });

  it('finds the conflict although the merged side is conflicting', () => {
    const merged = { ...own('right'), side: conflicting<Side>(['right', 'left'], []) };
    expect(inShort(judgedInjection(sidesAgree, merged, { procedures: [other('left')] }))).toEqual([
      'gap procedureDiffers',
    ]);
  });
});

describe('sides-agree: the diagnosis', () => {
  const dx = (changes: Partial<Diagnosis>) => diagnosis({ reference: 'Condition/7', ...changes });
  const of = (diagnoses: readonly Diagnosis[], changes: Partial<Injection> = unlinked) =>
    judgedInjection(sidesAgree, changes, { ...without, diagnoses });

  it.each<[string, readonly Diagnosis[], string]>([
    ['of the same side', [dx({})], 'met agree'],
    ['of both sides', [dx({ icd10: 'M17.0', laterality: 'bilateral' })], 'met agree'],
    ['of the other side', [dx({ icd10: 'M17.12', laterality: 'left' })], 'gap diagnosisDiffers'],
    ['of either side', [dx({ icd10: 'M17.12', laterality: 'left' }), dx({})], 'met agree'],
    ['without a side', [dx({ icd10: 'M17.9', laterality: 'not-stated' })], 'met oneStatement'],
    ['of another region', [dx({ icd10: 'M75.42', laterality: 'left' })], 'met oneStatement'],
    [
      'on the problem list alone',
      [dx({ icd10: 'M17.12', laterality: 'left', standing: 'problem-list' })],
      'met oneStatement',
    ],
    ['without a code', [dx({ icd10: null, laterality: 'left' })], 'met oneStatement'],
    ['that is absent', [], 'met oneStatement'],
  ])('a diagnosis %s', (_, diagnoses, expected) => {
    expect(inShort(of(diagnoses))).toEqual([expected]);
  });

  it('counts a diagnosis named as the reason whatever its region, by administration or procedure', () => {
    const shoulder = dx({ icd10: 'M75.42', laterality: 'left', standing: 'reason-referenced' });
    expect(inShort(of([shoulder], { ...unlinked, reasonConditions: ['Condition/7'] }))).toEqual([
      'gap diagnosisDiffers',
    ]);
    const procedures = [procedure({ side: notRecorded([]), reasonConditions: ['Condition/7'] })];
    expect(inShort(judgedInjection(sidesAgree, unlinked, { diagnoses: [shoulder], procedures }))).toEqual([
      'gap diagnosisDiffers',
    ]);
  });

  it('asks both sides of a bilateral injection', () => {
    const both = { ...own('bilateral'), reasonConditions: [] };
    const [right, left] = [dx({}), dx({ icd10: 'M17.12', laterality: 'left' })];
    expect(inShort(of([right], both))).toEqual(['gap diagnosisDiffers']);
    expect(inShort(of([right, left], both))).toEqual(['met agree']);
  });

  it('names both sides where the diagnoses are of the other and of none given', () => {
    const both = {
      ...own('bilateral'),
      ownSide: notRecorded([]),
      side: recorded('right' as const, []),
      reasonConditions: [],
    };
    const lefts = [dx({ icd10: 'M17.12', laterality: 'left' }), dx({ icd10: 'M17.32', laterality: 'left' })];
    expect(of(lefts, both)[0]?.message).toMatch(/\) left\.$/);
  });

  it('names up to two codes, and shows the evidence of each statement', () => {
    const left = dx({
      icd10: 'M17.12',
      laterality: 'left',
      evidence: evidence('code', 'M17.12', 'Condition/7'),
    });
    const [result] = of([left]);
    expect(result?.message).toContain('the injection is right, the diagnosis (M17.12) left');
    expect(result?.evidence.map(({ reference }) => reference)).toEqual([
      'Condition/7',
      'MedicationAdministration/1',
    ]);
    const three = ['M17.12', 'M17.32', 'M17.5'].map((icd10) => ({ ...left, icd10 }));
    expect(of(three)[0]?.message).toContain('(M17.12, M17.32) left');
    const uncoded = { ...left, icd10: null, standing: 'reason-referenced' } as const;
    const named = of([uncoded], { ...unlinked, reasonConditions: ['Condition/7'] });
    expect(named[0]?.message).toContain('(no code) left');
  });

  it('takes the side from the procedure where the administration states none', () => {
    const alone = { side: notRecorded([]), ownSide: notRecorded([]), reasonConditions: [] };
    const only = { diagnoses: [], procedures: [other('right')] };
    expect(inShort(judgedInjection(sidesAgree, alone, only))).toEqual(['met oneStatement']);
    const right = recorded('right' as const, []);
    const silent = { side: right, ownSide: notRecorded([]), reasonConditions: [] };
    const left = dx({ icd10: 'M17.12', laterality: 'left' });
    const results = judgedInjection(sidesAgree, silent, {
      diagnoses: [left],
      procedures: [procedure({ side: right, reasonConditions: [] })],
    });
    expect(inShort(results)).toEqual(['gap diagnosisDiffers']);
    const unmerged = judgedInjection(
      sidesAgree,
      { ...silent, side: notRecorded([]) },
      { diagnoses: [left], procedures: [procedure({ side: right, reasonConditions: [] })] },
    );
    expect(inShort(unmerged)).toEqual(['gap diagnosisDiffers']);
  });
});

describe('sides-agree: when it is asked', () => {
  it.each<[string, Partial<Injection>, string]>([
    ['a midline site', { site: recorded<Site>('lumbar-spine', []) }, 'not-applicable notPaired'],
    ['no site', { site: notRecorded([]), ownSite: notRecorded([]) }, 'not-applicable notPaired'],
    [
      'two sides in the administration',
      { ownSide: conflicting<Side>(['left', 'right'], []) },
      'not-applicable ownSides',
    ],
    ['no side', { side: notRecorded([]), ownSide: notRecorded([]) }, 'not-applicable noSide'],
  ])('%s', (_, changes, expected) => {
    expect(inShort(judgedInjection(sidesAgree, changes, without))).toEqual([expected]);
  });

  it.each(['Procedure', 'Condition'] as const)('clears nothing while %s is unread', (type) => {
    const unread = { ...without, sources: sources({ [type]: 'denied' }) };
    expect(inShort(judgedInjection(sidesAgree, own('right'), unread))).toEqual([
      'cannot-tell sourceUnavailable',
    ]);
    const found = facts({
      injections: [injection(own('right'))],
      procedures: [other('left')],
      sources: unread.sources,
    });
    expect(inShort(judged(sidesAgree, { facts: found }))).toEqual(['gap procedureDiffers']);
  });

  it('does not fall silent about a side while procedures are unread', () => {
    const silent = { side: notRecorded([]), ownSide: notRecorded([]) };
    const unread = { ...without, sources: sources({ Procedure: 'denied' }) };
    expect(inShort(judgedInjection(sidesAgree, silent, unread))).toEqual(['cannot-tell sourceUnavailable']);
  });
});
