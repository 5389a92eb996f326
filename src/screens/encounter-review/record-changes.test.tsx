import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { useState, type ReactElement } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { useDecisions } from '../../queries/coder-decisions.ts';
import type { EncounterReport, ReportLine } from '../../report/report-schema.ts';
import { aCheckRow, aCrossLine, aLine, aReport } from '../../test-kit/report-builder.ts';
import { UnsavedText } from '../../ui/unsaved-text.tsx';
import { ReviewView } from './review-view.tsx';

/** What the desk shows when the record is read again and says something else. */
afterEach(cleanup);

let encounters = 0;

function Desk({ report }: { readonly report: EncounterReport }): ReactElement {
  const [encounter] = useState(() => `Encounter/changes-${(encounters += 1)}`);
  const decided = useDecisions(encounter, report);
  return (
    <UnsavedText>
      <ReviewView {...{ report, decided }} decisionKey={encounter} now={() => '2026-11-23T15:00:00-05:00'} />
    </UnsavedText>
  );
}

const RT = aLine();
const LT = aLine({
  key: 'practice/J3250/2',
  modifiers: ['LT'],
  modifierReasons: [],
  administrations: ['MedicationAdministration/2'],
});
const both = aReport({ lines: [RT, LT, aCrossLine()] });
const onlyLeft = aReport({ lines: [{ ...LT, key: RT.key }] });
const onlyRight = aReport({ lines: [RT] });

const plain = (text: string | null): string => (text ?? '').replaceAll('\u00a0', ' ');
const earlier = (): readonly string[] =>
  screen
    .queryAllByRole('list', { name: /^Decided earlier/ })
    .flatMap((list) => within(list).getAllByRole('listitem'))
    .map((one) => plain(one.textContent));
const card = (name: string): HTMLElement => screen.getByRole('article', { name });
const press = (within_: HTMLElement, name: string): void => {
  fireEvent.click(within(within_).getByRole('button', { name }));
};
const type = (label: string, value: string): void => {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
};

function removeLeft(reason: string): void {
  press(card('J3250-LT, 1 unit'), 'Remove');
  type('Reason', reason);
  fireEvent.submit(screen.getByRole('form', { name: 'Remove the line' }));
}

describe('a line that goes away', () => {
  it('takes no decision of another line with it, and leaves its own in sight', () => {
    const { rerender } = render(<Desk report={both} />);
    press(card('J3250-RT, 1 unit'), 'Accept');
    removeLeft('not injected');
    rerender(<Desk report={onlyLeft} />);
    expect(within(card('J3250-LT, 1 unit')).getByText('Removed: not injected')).toBeTruthy();
    expect(screen.queryByText('Accepted.')).toBeNull();
    expect(earlier()).toEqual(['Accepted J3250-RT × 1; the line is no longer proposed.']);
  });

  it('keeps the reason of its removal in sight', () => {
    const { rerender } = render(<Desk report={both} />);
    removeLeft('not injected.');
    rerender(<Desk report={onlyRight} />);
    expect(earlier()).toEqual(['Removed J3250-LT × 1: not injected; the line is no longer proposed.']);
  });

  it('is not passed on to a key: nothing is chosen until the coder chooses', () => {
    const { rerender } = render(<Desk report={both} />);
    fireEvent.keyDown(document.body, { key: 'ArrowDown' });
    rerender(<Desk report={onlyRight} />);
    fireEvent.keyDown(document.body, { key: 'a' });
    expect(screen.queryByText('Accepted.')).toBeNull();
    expect(screen.getByText(/What you had chosen is no longer proposed/)).toBeTruthy();
    fireEvent.keyDown(document.body, { key: 'ArrowUp' });
    fireEvent.keyDown(document.body, { key: 'a' });
    expect(within(card('J3250-RT, 1 unit')).getByText('Accepted.')).toBeTruthy();
  });

  it('is not passed on either where the coder began at it', () => {
    const { rerender } = render(<Desk report={both} />);
    rerender(<Desk report={onlyLeft} />);
    fireEvent.keyDown(document.body, { key: 'a' });
    expect(screen.queryByText('Accepted.')).toBeNull();
  });

  it('under another table leaves the first line of that one chosen', () => {
    const { rerender } = render(<Desk report={both} />);
    const tables = { ...both.tables, active: 'cms-hcpcs', crossCheck: 'practice' };
    rerender(<Desk report={aReport({ tables, lines: [aCrossLine({ role: 'active' })] })} />);
    fireEvent.keyDown(document.body, { key: 'a' });
    expect(within(card('J1010, 40 units')).getByText('Accepted.')).toBeTruthy();
  });
});

describe('a line that states something else', () => {
  it.each<readonly [string, Partial<ReportLine>, string]>([
    ['units', { units: 2 }, 'Accepted as J3250-RT × 1 before the record changed.'],
    ['dose', { doseMg: '30' }, 'Accepted as J3250-RT × 1 for 40 mg before the record changed.'],
    ['edition', { edition: '2027-01' }, 'Accepted as J3250-RT × 1 before the code table changed.'],
  ])('in its %s is open again and says so', (_, change, words) => {
    const { rerender } = render(<Desk report={onlyRight} />);
    fireEvent.keyDown(document.body, { key: 'a' });
    rerender(<Desk report={aReport({ lines: [{ ...RT, ...change }] })} />);
    expect(screen.queryByText('Accepted.')).toBeNull();
    expect(earlier()).toEqual([words]);
    fireEvent.click(screen.getByRole('button', { name: 'Accept' }));
    expect([screen.getByText('Accepted.').tagName, earlier()]).toEqual(['OUTPUT', []]);
  });

  it('because of a finding nobody saw is open again', () => {
    const { rerender } = render(<Desk report={onlyRight} />);
    fireEvent.keyDown(document.body, { key: 'a' });
    rerender(<Desk report={aReport({ lines: [RT], checks: [aCheckRow()] })} />);
    expect(earlier()).toEqual(['Accepted as J3250-RT × 1 before its findings changed.']);
  });

  it('keeps the reason of a change, and what was changed to', () => {
    const { rerender } = render(<Desk report={onlyRight} />);
    fireEvent.keyDown(document.body, { key: 'e' });
    type('Units', '2');
    type('Reason', 'two vials');
    fireEvent.submit(screen.getByRole('form'));
    rerender(<Desk report={aReport({ lines: [{ ...RT, units: 3 }] })} />);
    expect(card('J3250-RT, 3 units')).toBeTruthy();
    expect(earlier()).toEqual(['Changed J3250-RT × 1 to J3250-RT × 2 before the record changed: two vials.']);
  });

  it('waits no longer for an answer about what it stated', () => {
    const asked = aReport({ lines: [RT], checks: [aCheckRow()] });
    const { rerender } = render(<Desk report={asked} />);
    fireEvent.keyDown(document.body, { key: 'q' });
    fireEvent.click(screen.getByRole('button', { name: 'Mark as asked' }));
    expect(screen.getByText('Waiting for the clinician.')).toBeTruthy();
    rerender(<Desk report={onlyRight} />);
    expect(screen.queryByText('Waiting for the clinician.')).toBeNull();
    expect(earlier()).toEqual(['Clinician asked about J3250-RT × 1 before its findings changed.']);
  });
});

describe('a form that is open', () => {
  const half = (): void => {
    fireEvent.focusIn(card('J3250-LT, 1 unit'));
    press(card('J3250-LT, 1 unit'), 'Change');
    type('Reason', 'half a reason');
  };
  const typed = (): string => screen.getByLabelText<HTMLInputElement>('Reason').value;

  it('stays with its line when another goes away', () => {
    const { rerender } = render(<Desk report={both} />);
    half();
    rerender(<Desk report={onlyLeft} />);
    expect(typed()).toBe('half a reason');
    expect(screen.queryByText(/this is no longer proposed/)).toBeNull();
    type('Units', '2');
    fireEvent.submit(screen.getByRole('form'));
    expect(screen.getByText('Changed: half a reason')).toBeTruthy();
  });

  it('stays with its words when its own line goes away, until it is left', () => {
    const { rerender } = render(<Desk report={both} />);
    half();
    const field = screen.getByLabelText('Reason');
    rerender(<Desk report={onlyRight} />);
    expect([typed(), screen.getByLabelText('Reason') === field]).toEqual(['half a reason', true]);
    expect(screen.getByText(/this is no longer proposed/)).toBeTruthy();
    // Nor does Why explain it from the reading before.
    expect(screen.getByText(/What you had chosen is no longer proposed/)).toBeTruthy();
    fireEvent.keyDown(field, { key: 'Escape' });
    fireEvent.click(screen.getByRole('button', { name: 'Leave' }));
    expect(screen.queryByRole('form')).toBeNull();
    expect(screen.queryByRole('article', { name: 'J3250-LT, 1 unit' })).toBeNull();
  });

  it('saved after its line went away decides about no other line', () => {
    const { rerender } = render(<Desk report={both} />);
    press(card('J3250-RT, 1 unit'), 'Remove');
    type('Reason', 'not injected');
    rerender(<Desk report={onlyLeft} />);
    fireEvent.submit(screen.getByRole('form'));
    expect(screen.getAllByRole('article')).toHaveLength(1);
    expect(within(card('J3250-LT, 1 unit')).getByRole('button', { name: 'Accept' })).toBeTruthy();
    expect(earlier()).toEqual(['Removed J3250-RT × 1: not injected; the line is no longer proposed.']);
  });

  it('decides about what it was opened on, not about what its line states since', () => {
    const { rerender } = render(<Desk report={onlyRight} />);
    press(card('J3250-RT, 1 unit'), 'Remove');
    type('Reason', 'too much');
    rerender(<Desk report={aReport({ lines: [{ ...RT, units: 2 }] })} />);
    fireEvent.submit(screen.getByRole('form'));
    expect(within(card('J3250-RT, 2 units')).getByRole('button', { name: 'Accept' })).toBeTruthy();
    expect(earlier()).toEqual(['Removed as J3250-RT × 1 before the record changed: too much.']);
  });

  it('is not held under another table', () => {
    const { rerender } = render(<Desk report={both} />);
    press(card('J3250-LT, 1 unit'), 'Change');
    const tables = { ...both.tables, active: 'cms-hcpcs', crossCheck: 'practice' };
    rerender(<Desk report={aReport({ tables, lines: [aCrossLine({ role: 'active' })] })} />);
    expect(screen.queryByRole('form')).toBeNull();
  });
});
