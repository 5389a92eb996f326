import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { aCheckRow, aLine, aReport } from '../test-kit/report-builder.ts';
import type { EncounterReport } from '../report/report-schema.ts';
import { useAllDecisions, useDecisions, type DecisionControls } from './coder-decisions.ts';

afterEach(cleanup);

const RT = aLine();
const LT = aLine({
  key: 'practice/J3250/2',
  modifiers: ['LT'],
  administrations: ['MedicationAdministration/2'],
});
const side = aCheckRow();
const route = aCheckRow({ id: 'route-recorded', noun: 'Route' });
const open = aReport({ lines: [RT, LT], checks: [side, route] });

const question = (check: { id: string; subject: string | null }, line: string | null) => ({
  check: check.id,
  subject: check.subject,
  line,
  text: `About ${check.id}?`,
});
const ACCEPT = { line: RT.key, action: 'accepted' } as const;
const REMOVE = { line: RT.key, action: 'removed', reason: 'not injected' } as const;

/** Decisions live as long as the session: each test has an encounter of its own. */
let encounters = 0;

function desk(report: EncounterReport) {
  const encounter = `Encounter/test-${(encounters += 1)}`;
  const hook = renderHook((shown: EncounterReport) => useDecisions(encounter, shown), {
    initialProps: report,
  });
  const all = renderHook(() => useAllDecisions());
  return {
    now: () => hook.result.current,
    kept: () => all.result.current.get(encounter),
    read: (next: EncounterReport) => hook.rerender(next),
    does: (step: (desk: DecisionControls) => void) => act(() => step(hook.result.current)),
  };
}

type Step = (desk: DecisionControls) => void;
const accept: Step = (desk) => desk.decide(ACCEPT);
const remove: Step = (desk) => desk.decide(REMOVE);
const undo: Step = (desk) => desk.undo(RT.key);
const askSide: Step = (desk) => desk.ask(question(side, RT.key));
const askRoute: Step = (desk) => desk.ask(question(route, RT.key));
const askLeft: Step = (desk) => desk.ask(question(side, LT.key));
const askHole: Step = (desk) => desk.ask(question(side, null));
const withdrawSide: Step = (desk) => desk.withdraw(question(side, RT.key));
const withdrawHole: Step = (desk) => desk.withdraw(question(side, null));

describe('what stands after', () => {
  it.each<readonly [string, readonly Step[], readonly string[], number]>([
    ['nothing', [], [], 0],
    ['accept', [accept], ['accepted'], 0],
    ['accept, undo', [accept, undo], [], 0],
    ['accept, remove', [accept, remove], ['removed'], 0],
    ['ask', [askSide], ['asked'], 1],
    ['ask twice', [askSide, askSide], ['asked'], 1],
    ['ask about two findings', [askSide, askRoute], ['asked'], 2],
    ['ask about two findings, undo', [askSide, askRoute, undo], [], 0],
    ['ask about two findings, withdraw one', [askSide, askRoute, withdrawSide], ['asked'], 1],
    ['ask, withdraw', [askSide, withdrawSide], [], 0],
    ['ask, accept', [askSide, accept], ['accepted'], 0],
    ['ask, accept, undo', [askSide, accept, undo], [], 0],
    ['ask, remove', [askSide, askRoute, remove], ['removed'], 0],
    ['accept, ask', [accept, askSide], ['asked'], 1],
    ['accept, ask, undo', [accept, askSide, undo], [], 0],
    ['ask from two lines, undo one', [askSide, askLeft, undo], ['asked'], 1],
    ['ask from two lines, accept one', [askSide, askLeft, accept], ['accepted', 'asked'], 1],
    ['ask without a line', [askHole], [], 1],
    ['ask without a line, accept', [askHole, accept], ['accepted'], 1],
    ['ask without a line, withdraw', [askHole, askSide, withdrawHole], ['asked'], 1],
  ])('%s', (_, steps, actions, waiting) => {
    const { now, does } = desk(open);
    for (const step of steps) does(step);
    expect(now().decisions.map(({ action }) => action)).toEqual(actions);
    expect(now().asked).toHaveLength(waiting);
  });
});

describe('a decision over the next reading', () => {
  const alone = aReport({ lines: [{ ...LT, key: RT.key }], checks: [] });
  const noFindings = aReport({ lines: [RT, LT] });

  it('is on the line it was made on, whatever key that has', () => {
    const { now, does, read } = desk(noFindings);
    does(accept);
    does((desk) => desk.decide({ ...REMOVE, line: LT.key }));
    read(alone);
    expect(now().decisions).toMatchObject([{ line: RT.key, action: 'removed', reason: 'not injected' }]);
    expect(now().earlier).toMatchObject([{ decision: { action: 'accepted' }, now: null }]);
    does((desk) => desk.undo(RT.key));
    expect(now().decisions).toEqual([]);
    read(noFindings);
    expect(now().decisions).toMatchObject([{ line: RT.key, action: 'accepted' }]);
  });

  it('is replaced by what is decided about the line as it is now', () => {
    const { now, kept, does, read } = desk(noFindings);
    does(remove);
    read(aReport({ lines: [{ ...RT, units: 2 }, LT] }));
    expect(now()).toMatchObject({ decisions: [], earlier: [{ decision: { reason: 'not injected' } }] });
    does(accept);
    expect(now()).toMatchObject({ decisions: [{ action: 'accepted' }], earlier: [] });
    expect(kept()?.decisions).toHaveLength(1);
  });

  it('made in a form of an older reading is on what that reading showed', () => {
    const { now, does, read } = desk(noFindings);
    read(alone);
    does((desk) => desk.over(noFindings).decide(REMOVE));
    expect(now()).toMatchObject({
      decisions: [],
      earlier: [
        { decision: { action: 'removed', reason: 'not injected' }, on: { modifiers: ['RT'] }, now: null },
      ],
    });
  });

  it('refuses a key that is not of the report', () => {
    const { does } = desk(alone);
    expect(() => does((desk) => desk.decide({ ...REMOVE, line: 'practice/J3250/9' }))).toThrow(RangeError);
  });

  it('keeps what was put aside with its line', () => {
    const about = { id: 'modifiers-supported', subject: 'MedicationAdministration/2', line: LT.key };
    const { now, kept, does, read } = desk(aReport({ lines: [RT, LT], checks: [aCheckRow(about)] }));
    const aside = { check: about.id, noun: 'Modifiers', reason: 'disagree', text: null } as const;
    does((desk) => desk.setAside({ ...aside, subject: about.subject, line: LT.key }));
    does((desk) => desk.setAside({ ...aside, subject: about.subject, line: LT.key }));
    read(aReport({ lines: alone.lines, checks: [aCheckRow({ ...about, line: RT.key })] }));
    expect(now().asides).toMatchObject([{ line: RT.key }]);
    const [given] = now().asides;
    if (given) does((desk) => desk.takeBack(given));
    expect(kept()?.asides).toEqual([]);
  });
});
