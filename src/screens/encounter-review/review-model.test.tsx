import { describe, expect, it } from 'vitest';
import { aCheckRow, aFact, aLine, anInjectionRow, aReport, noFact } from '../../test-kit/report-builder.ts';
import type { EncounterReport } from '../../report/report-schema.ts';
import { commandOf } from './keyboard.ts';
import { parseModifiers } from './change-checks.ts';
import { askable } from './query-composer.tsx';
import { blockersOf, checksOf, deskItems, type DeskItem } from './desk-items.ts';
import { countWords, lanesOf } from './history-model.ts';
import { acknowledgementOf, medicationLineOf, recordOf, tableRows } from './review-model.ts';

const key = (name: string, extra: object = {}) => ({
  key: name,
  repeat: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  target: null,
  ...extra,
});

describe('what touches a line', () => {
  const about = aCheckRow({ id: 'side-recorded' });
  const aboutLine = aCheckRow({
    id: 'code-tables-agree',
    subject: null,
    line: 'practice/J3250/1',
    severity: 'resolve-before-claim',
  });
  const met = aCheckRow({ id: 'dose-recorded', outcome: 'met' });
  const elsewhere = aCheckRow({
    id: 'route-recorded',
    subject: 'MedicationAdministration/9',
    outcome: 'cannot-tell',
  });
  const silent = aCheckRow({ id: 'expired-product', outcome: 'not-applicable' });
  const report = aReport({ checks: [met, elsewhere, aboutLine, about, silent] });

  const items = deskItems(report, []);
  const item = (kind: DeskItem['kind'], at = 0): DeskItem => {
    const found = items.filter((one) => one.kind === kind)[at];
    if (!found) throw new Error(`No ${kind}`);
    return found;
  };
  const ids = (checks: readonly { readonly id: string }[]): readonly string[] =>
    checks.map((check) => check.id);

  it('is every applicable check on it or on its administrations', () => {
    expect(ids(checksOf(report, items, item('line')))).toEqual([
      'dose-recorded',
      'code-tables-agree',
      'side-recorded',
    ]);
  });

  it('blocks it only when open, never when acknowledged or a note; the tables have a block of their own', () => {
    expect(ids(blockersOf(report, items, item('line')))).toEqual(['side-recorded']);
    const acknowledged = { ...about, acknowledged: { who: 'a', when: '2026-01-01', why: 'b' } };
    const note = { ...about, severity: 'note' as const };
    const settled = aReport({ checks: [acknowledged, note] });
    expect(blockersOf(settled, deskItems(settled, []), item('line'))).toEqual([]);
  });

  it('is the disagreement of the tables for every line of the code, not for one of them', () => {
    const two = aReport({
      checks: [aboutLine],
      lines: [aLine(), aLine({ key: 'practice/J3250/2', administrations: ['MedicationAdministration/2'] })],
    });
    const both = deskItems(two, []);
    expect(both.map((one) => ids(checksOf(two, both, one)))).toEqual([
      ['code-tables-agree'],
      ['code-tables-agree'],
    ]);
  });

  it('leaves the rest to the encounter, which then comes first', () => {
    expect(items[0]?.kind).toBe('encounter');
    expect(ids(blockersOf(report, items, item('encounter')))).toEqual(['route-recorded']);
    const quiet = aReport({ checks: [met, about] });
    expect(deskItems(quiet, []).map((one) => one.kind)).toEqual(['line']);
  });
});

describe('medication line', () => {
  it('shows the amount and that it has no milligrams', () => {
    const injection = anInjectionRow({
      amount: aFact('2 mL'),
      doseMg: { ...noFact(), how: 'not-recognised', original: '2 mL' },
    });
    expect(medicationLineOf(injection).dose.words).toBe('2 mL, milligrams not known');
  });

  it('never turns a missing dose into one', () => {
    const line = medicationLineOf(anInjectionRow({ amount: noFact(), doseMg: noFact() }));
    expect(line.dose).toMatchObject({ how: 'not-recorded', words: null });
  });

  it('says why a row does not count', () => {
    expect(medicationLineOf(anInjectionRow({ excluded: 'recorded-as-not-given' })).excluded).toBe(
      'recorded as not given',
    );
    expect(medicationLineOf(anInjectionRow()).excluded).toBeNull();
  });
});

describe('record', () => {
  it('orders by time and puts the undated last', () => {
    const report = aReport({
      diagnoses: [
        {
          reference: 'Condition/1',
          standing: 'encounter-diagnosis',
          icd10: 'M17.11',
          snomed: null,
          text: null,
          laterality: 'right',
          evidence: [],
        },
      ],
      therapies: [
        {
          kind: 'nsaid',
          name: 'naproxen',
          outcome: 'failed',
          start: '2026-08-01',
          end: null,
          found: 'order',
          standing: 'counts',
          evidence: [],
        },
      ],
    });
    expect(recordOf(report).map((entry) => entry.kind)).toEqual([
      'Earlier therapy',
      'Administration',
      'Condition',
    ]);
  });
});

describe('injections over time', () => {
  const rule = {
    scope: 'joint-or-bursa',
    maxCount: 3,
    windowDays: 365,
    minIntervalDays: 90,
    earlier: 3,
    earlierAtMost: 3,
  };
  const past = (date: string, side: string | null) => ({
    date,
    drug: null,
    route: 'intra-articular',
    site: 'knee',
    side,
    from: 'administration',
    evidence: [],
  });

  it('are one lane for each site and side, one session a date, under the rule that counts them', () => {
    const report = aReport({
      injections: [anInjectionRow({ frequency: rule })],
      history: [past('2026-08-01', 'right'), past('2026-08-01', 'right'), past('2026-05-01', null)],
    });
    expect(lanesOf(report).map((lane) => [lane.name, lane.sessions.length, lane.rule !== null])).toEqual([
      ['knee', 1, false],
      ['right knee', 2, true],
    ]);
  });

  it('say the count within the window, and that it may be more', () => {
    expect(countWords(rule)).toBe('session 4 in 365 days; at most 3, 90 days apart');
    expect(countWords({ ...rule, earlier: 1, earlierAtMost: 2, minIntervalDays: null })).toBe(
      'session 2 to 3 in 365 days; at most 3',
    );
  });
});

describe('tables side by side', () => {
  it('shows the line, what CMS calls the same number, and the CMS line', () => {
    expect(tableRows(aReport(), aLine()).map((row) => [row.code, row.units])).toEqual([
      ['J3250-RT', 1],
      ['J3250', null],
      ['J1010', 40],
    ]);
  });
});

describe('keyboard', () => {
  it.each([
    ['ArrowDown', 'next'],
    ['ArrowUp', 'previous'],
    ['Enter', 'why'],
    ['a', 'accept'],
    ['E', 'change'],
    ['q', 'ask'],
    ['?', 'help'],
    ['Escape', 'leave'],
    ['x', null],
    ['toString', null],
  ])('%s is %s', (name, expected) => expect(commandOf(key(name))).toBe(expected));

  it('leaves browser shortcuts alone', () => {
    expect(commandOf(key('a', { ctrlKey: true }))).toBeNull();
    expect(commandOf(key('a', { metaKey: true }))).toBeNull();
  });

  it.each([
    ['ArrowDown', 'next'],
    ['Enter', null],
    ['a', null],
    ['e', null],
  ])('%s held is %s', (name, expected) => expect(commandOf(key(name, { repeat: true }))).toBe(expected));
});

describe('modifiers as typed', () => {
  it.each([
    ['RT, 59', ['RT', '59']],
    ['rt-59', ['RT', '59']],
    ['', []],
    ['RTX', null],
  ])('%j', (text, expected) => expect(parseModifiers(text)).toEqual(expected));
});

describe('an acknowledged disagreement', () => {
  it('names who acknowledged this line’s own, in words, and nobody for another', () => {
    const { disagreements } = aReport();
    const message = disagreements[0]?.message ?? '';
    const by = (who: string) => ({ who, when: '2026-11-02', why: 'contract' });
    const tables = { id: 'code-tables-agree', severity: 'resolve-before-claim' } as const;
    const other = aCheckRow({ ...tables, message: 'CMS lists J3260 as …', acknowledged: by('R. Roe') });
    const own = aCheckRow({ ...tables, message, acknowledged: by('M. Adeyemi') });
    const said = (...checks: EncounterReport['checks']) => acknowledgementOf(aReport({ checks }), aLine());
    expect(said(other, own)).toBe('Acknowledged by M. Adeyemi, 2 Nov 2026: contract');
    expect(said(other, aCheckRow({ ...tables, message }))).toBeNull();
  });
});

describe('what a clinician may be asked', () => {
  it('is open findings about these administrations, never the tables', () => {
    const report = aReport({
      checks: [
        aCheckRow(),
        aCheckRow({ id: 'code-tables-agree' }),
        aCheckRow({ id: 'dose-recorded', outcome: 'met' }),
        aCheckRow({ subject: 'MedicationAdministration/9' }),
        aCheckRow({ id: 'dose-recorded', outcome: 'cannot-tell', reason: 'source-unavailable' }),
      ],
    });
    expect(askable(report, ['MedicationAdministration/1']).map((check) => [check.id, check.subject])).toEqual(
      [['side-recorded', 'MedicationAdministration/1']],
    );
  });
});
