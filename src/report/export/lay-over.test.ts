import { describe, expect, it } from 'vitest';
import { aCheckRow, aCrossLine, aLine, aReport } from '../../test-kit/report-builder.ts';
import type { EncounterReport, ReportCheck, ReportLine } from '../report-schema.ts';
import { layOver, type LaidDecisions, type MadeDecisions, type OwnDecision } from './lay-over.ts';
import { identityOf, madeOn, readingOf } from './made-on.ts';

const RT = aLine();
const LT = aLine({
  key: 'practice/J3250/2',
  modifiers: ['LT'],
  modifierReasons: [{ code: 'LT', reason: 'left knee', evidence: [] }],
  administrations: ['MedicationAdministration/2'],
});
/** The left line as it stands once the right one is gone: the same line in the other's place. */
const LT_ALONE = { ...LT, key: 'practice/J3250/1' };
const both = aReport({ lines: [RT, LT, aCrossLine()] });

const onOf = (report: EncounterReport, line: ReportLine) => madeOn(readingOf(report), line);
const made = (over: Partial<MadeDecisions>): MadeDecisions => ({
  decisions: [],
  asked: [],
  asides: [],
  ...over,
});
/** Decided about a line of a report, as the desk does it. */
const decided = (report: EncounterReport, line: ReportLine, decision: Omit<OwnDecision, 'line'>) => {
  const on = onOf(report, line);
  return { ...(decision as OwnDecision), line: on.identity, on };
};
const lay = (report: EncounterReport, over: Partial<MadeDecisions>): LaidDecisions =>
  layOver(readingOf(report), made(over));

const ACCEPTED = { action: 'accepted' } as const;
const REMOVED = { action: 'removed', reason: 'not injected' } as const;

describe('a decision laid over a later reading', () => {
  it('stays with its line when another line goes away', () => {
    const decisions = [decided(both, RT, ACCEPTED), decided(both, LT, REMOVED)];
    expect(lay(both, { decisions }).decisions).toEqual([
      { ...ACCEPTED, line: RT.key },
      { ...REMOVED, line: LT.key },
    ]);
    const after = lay(aReport({ lines: [LT_ALONE] }), { decisions });
    expect(after.decisions).toEqual([{ ...REMOVED, line: LT_ALONE.key }]);
    expect(after.earlier.map(({ decision, now }) => [decision.action, now])).toEqual([['accepted', null]]);
  });

  it('counts again when the line comes back as it was', () => {
    const decisions = [decided(both, RT, ACCEPTED)];
    expect(lay(aReport({ lines: [LT_ALONE] }), { decisions }).decisions).toEqual([]);
    expect(lay(both, { decisions })).toMatchObject({ decisions: [{ line: RT.key }], earlier: [] });
  });

  const gap = (over: Partial<ReportCheck> = {}) => aCheckRow({ id: 'dose-fits-site', ...over });
  const before = aReport({ lines: [RT], checks: [gap()] });
  it.each<readonly [string, Partial<ReportLine>, readonly ReportCheck[]]>([
    ['other units', { units: 2 }, [gap()]],
    ['another modifier', { modifiers: ['LT'] }, [gap()]],
    ['a modifier for another reason', { modifierReasons: [] }, [gap()]],
    ['another dose of as many units', { doseMg: '30' }, [gap()]],
    ['another date', { serviceDate: '2026-11-22' }, [gap()]],
    ['another edition', { edition: '2026-12' }, [gap()]],
    ['another diagnosis', { diagnoses: [] }, [gap()]],
    ['another product', { ndc: null }, [gap()]],
    ['a value found in text', { restsOn: 'text-only' }, [gap()]],
    ['a remark', { remarks: ['given in part'] }, [gap()]],
    ['a finding more', {}, [gap(), gap({ id: 'route-recorded' })]],
    ['a finding less', {}, []],
    ['a gap that could not be told', {}, [gap({ outcome: 'cannot-tell' })]],
    ['a finding about its key', {}, [gap(), gap({ id: 'modifiers-supported', subject: null, line: RT.key })]],
    ['a finding about the encounter', {}, [gap(), gap({ id: 'note-open', subject: 'Encounter/1' })]],
  ])('does not count over %s', (_, line, checks) => {
    const now = aReport({ lines: [{ ...RT, ...line }], checks: [...checks] });
    const laid = lay(now, { decisions: [decided(before, RT, ACCEPTED)] });
    expect(laid.decisions).toEqual([]);
    expect(laid.earlier).toMatchObject([{ decision: ACCEPTED, on: { units: 1 }, now: {} }]);
    expect(laid.earlier[0]?.now).not.toBeNull();
  });

  it.each<readonly [string, Partial<EncounterReport>]>([
    ['another reading time', { asOf: '2026-11-24T08:00:00Z', readAt: '2026-11-24T08:00:00Z' }],
    ['a note', { checks: [gap(), gap({ id: 'lot-and-expiry-recorded', severity: 'note' })] }],
    ['a finding about another line', { checks: [gap(), gap({ subject: 'MedicationAdministration/2' })] }],
    ['the disagreement filed elsewhere', { checks: [gap(), gap({ id: 'code-tables-agree' })] }],
    [
      'an injection without a line',
      {
        unlined: [
          {
            administration: 'MedicationAdministration/9',
            role: 'active',
            why: 'dose-not-recorded',
            words: '',
          },
        ],
        checks: [gap(), gap({ subject: 'MedicationAdministration/9' })],
      },
    ],
  ])('counts over %s', (_, over) => {
    const lines = [RT, LT];
    const seen = aReport({ lines, checks: [gap()] });
    const now = aReport({ lines, checks: [gap()], ...over });
    expect(lay(now, { decisions: [decided(seen, RT, ACCEPTED)] })).toMatchObject({
      decisions: [{ line: RT.key }],
      earlier: [],
    });
  });

  it('counts when a finding about the encounter is settled', () => {
    const open = aReport({ lines: [RT], checks: [aCheckRow({ subject: 'Encounter/1' })] });
    const decisions = [decided(open, RT, ACCEPTED)];
    expect(lay(aReport({ lines: [RT] }), { decisions }).decisions).toHaveLength(1);
  });

  it('says nothing under a table that has other lines, and comes back with its own', () => {
    const decisions = [decided(both, RT, ACCEPTED)];
    const other = aReport({
      tables: { ...both.tables, active: 'cms-hcpcs', crossCheck: 'practice' },
      lines: [aCrossLine({ role: 'active' }), aLine({ role: 'cross-check' })],
    });
    expect(lay(other, { decisions })).toMatchObject({ decisions: [], earlier: [] });
    expect(lay(both, { decisions }).decisions).toHaveLength(1);
  });

  it('tells given from discarded drug of one administration', () => {
    const discarded = aLine({ key: 'practice/J3250/2', discardedMg: '40', modifiers: ['JW'] });
    const report = aReport({ lines: [RT, discarded] });
    expect(lay(report, { decisions: [decided(report, discarded, REMOVED)] }).decisions).toEqual([
      { ...REMOVED, line: discarded.key },
    ]);
  });
});

describe('a question laid over a later reading', () => {
  const finding = aCheckRow();
  const asked = aReport({ lines: [RT], checks: [finding] });
  const about = { check: finding.id, subject: finding.subject, text: 'Which side?' };
  const fromLine = { asked: [{ ...about, on: onOf(asked, RT) }] };
  const fromHole = { asked: [{ ...about, on: null }] };

  it('makes its line wait', () => {
    expect(lay(asked, fromLine)).toEqual({
      decisions: [{ line: RT.key, action: 'asked', query: 'Which side?' }],
      asked: [{ ...about, line: RT.key }],
      asides: [],
      earlier: [],
      elsewhere: [],
    });
    expect(lay(asked, fromHole)).toMatchObject({ decisions: [], asked: [{ ...about, line: null }] });
  });

  it('waits for one answer where one line asks twice', () => {
    const second = aCheckRow({ id: 'route-recorded' });
    const report = aReport({ lines: [RT], checks: [finding, second] });
    const on = onOf(report, RT);
    const laid = lay(report, {
      asked: [
        { ...about, on },
        { check: second.id, subject: second.subject, text: 'Which route?', on },
      ],
    });
    expect(laid.decisions).toEqual([{ line: RT.key, action: 'asked', query: 'Which route?' }]);
    expect(laid.asked).toHaveLength(2);
  });

  it('waits about a note too', () => {
    const note = aReport({ lines: [RT], checks: [aCheckRow({ severity: 'note' })] });
    expect(lay(note, { asked: [{ ...about, on: onOf(note, RT) }] }).asked).toHaveLength(1);
    const now = lay(aReport({ lines: [RT] }), { asked: [{ ...about, on: onOf(note, RT) }] });
    expect(now).toMatchObject({ decisions: [], asked: [], earlier: [{ decision: { action: 'asked' } }] });
  });

  it.each<readonly [string, EncounterReport]>([
    ['is answered', aReport({ lines: [RT] })],
    [
      'is about a line that states something else',
      aReport({ lines: [{ ...RT, units: 2 }], checks: [finding] }),
    ],
    ['is about a line that is gone', aReport({ lines: [], checks: [finding] })],
  ])('waits no longer where it %s', (_, now) => {
    const laid = lay(now, fromLine);
    expect(laid).toMatchObject({ decisions: [], asked: [], earlier: [{ decision: { action: 'asked' } }] });
  });

  it('from an injection without a line ends with its finding', () => {
    expect(lay(aReport({ lines: [RT] }), fromHole).asked).toEqual([]);
  });
});

describe('a finding put aside, laid over a later reading', () => {
  const finding = aCheckRow({
    id: 'modifiers-supported',
    subject: 'MedicationAdministration/2',
    line: LT.key,
  });
  const aside = {
    check: finding.id,
    noun: 'Modifiers',
    subject: finding.subject,
    line: identityOf(LT),
    reason: 'disagree' as const,
    text: null,
  };

  it('follows its line to another key, and to no other line', () => {
    const seen = aReport({ lines: [RT, LT], checks: [finding] });
    expect(lay(seen, { asides: [aside] }).asides).toEqual([{ ...aside, line: LT.key }]);
    const alone = aReport({ lines: [LT_ALONE], checks: [{ ...finding, line: LT_ALONE.key }] });
    expect(lay(alone, { asides: [aside] }).asides).toEqual([{ ...aside, line: LT_ALONE.key }]);
    const onlyRight = aReport({ lines: [RT], checks: [{ ...finding, line: RT.key }] });
    expect(lay(onlyRight, { asides: [aside] }).asides).toEqual([]);
  });

  it('is none once the finding is settled', () => {
    expect(lay(aReport({ lines: [RT, LT] }), { asides: [aside] }).asides).toEqual([]);
  });
});
