import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { useState, type ReactElement } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { EncounterReport } from '../../report/report-schema.ts';
import { useDecisions } from '../../queries/coder-decisions.ts';
import { identityOf } from '../../queries/exports.ts';
import {
  aCheckRow,
  aCrossLine,
  aLine,
  anInjectionRow,
  aReport,
  noFact,
} from '../../test-kit/report-builder.ts';
import { UnsavedText } from '../../ui/unsaved-text.tsx';
import { ReviewView } from './review-view.tsx';

afterEach(cleanup);

/** One encounter for each desk: decisions live as long as the session. */
let encounters = 0;

function Desk({ report }: { readonly report: EncounterReport }): ReactElement {
  const [encounter] = useState(() => `Encounter/desk-${(encounters += 1)}`);
  const decided = useDecisions(encounter, report);
  return (
    <UnsavedText>
      <ReviewView
        report={report}
        decisionKey="Encounter/1"
        decided={decided}
        now={() => '2026-11-23T15:00:00-05:00'}
      />
    </UnsavedText>
  );
}

const second = aLine({
  key: 'practice/J3250/2',
  modifiers: ['LT', '59'],
  modifierReasons: [],
  administrations: ['MedicationAdministration/2'],
});
const twoLines = aReport({ lines: [aLine(), second, aCrossLine()] });

describe('review view', () => {
  it('answers without a click: what, why these units, both tables, what blocks it', () => {
    render(<Desk report={aReport({ checks: [aCheckRow()] })} />);
    const line = screen.getByRole('article', { name: 'J3250-RT, 1 unit' });
    for (const words of [
      /40.mg ≤ 40.mg/,
      /trimethobenzamide, up to 200.mg\. For/,
      /J1010/,
      /The side is not recorded/,
    ]) {
      expect(within(line).getAllByText(words).length).toBeGreaterThan(0);
    }
  });

  it('rounds the milligrams of a line, with the exact value behind', () => {
    render(<Desk report={aReport({ lines: [aLine({ doseMg: '40/3', discardedMg: '12.5' })] })} />);
    expect(screen.getByRole('region', { name: 'Table row' }).textContent?.replaceAll(/\s/g, ' ')).toContain(
      'Given 13.333 mg (exactly 40/3 mg), units cover 40 mg, discarded 12.5 mg',
    );
  });

  it('shows the steps of two doses alike twice', () => {
    const half = '0.5 mL × 40 mg/mL = 20 mg';
    const arithmetic = [half, half, '20 mg + 20 mg = 40 mg', '40 mg ≤ 40 mg, J3250 × 1'];
    render(<Desk report={aReport({ lines: [aLine({ arithmetic })] })} />);
    const line = screen.getByRole('article', { name: 'J3250-RT, 1 unit' });
    expect(within(line).getAllByText(/^0\.5.mL × 40.mg\/mL = 20.mg$/)).toHaveLength(2);
    expect(within(screen.getByRole('region', { name: 'Table row' })).getAllByText(/^0\.5.mL ×/)).toHaveLength(
      2,
    );
  });

  it('puts a finding aside in two clicks, keeps it in sight, and takes that back', () => {
    render(<Desk report={aReport({ checks: [aCheckRow()] })} />);
    const line = screen.getByRole('article', { name: 'J3250-RT, 1 unit' });
    const inLine = within(line);
    expect(inLine.getByText('1 to resolve')).toBeTruthy();
    fireEvent.click(inLine.getByRole('button', { name: 'Set aside' }));
    fireEvent.click(inLine.getByRole('button', { name: 'Does not apply' }));
    expect(inLine.getByText('1 set aside, not recorded')).toBeTruthy();
    expect(inLine.getByText(/set aside: Does not apply$/)).toBeTruthy();
    expect(inLine.getByText(/The side is not recorded/)).toBeTruthy();
    const undo = inLine.getByRole('button', { name: 'Undo' });
    expect(document.activeElement).toBe(undo);
    fireEvent.click(undo);
    expect(inLine.getByText('1 to resolve')).toBeTruthy();
    expect(document.activeElement).toBe(inLine.getByRole('button', { name: 'Set aside' }));
  });

  it('shows each statement of a conflict once, with what it is about and who says it', () => {
    const at = (index: number) => ({
      reference: 'MedicationAdministration/1',
      versionId: '2',
      path: `dosage.site.coding[${index}]`,
      fragment: ['Right knee', 'Left knee', 'R knee'][index] ?? '',
    });
    const side = {
      ...noFact(),
      how: 'conflicting' as const,
      // Two of three statements say the same: values and statements do not come in pairs.
      values: ['left', 'right'],
      searched: [],
      evidence: [at(0), at(1), at(2)],
    };
    render(<Desk report={aReport({ injections: [anInjectionRow({ side })] })} />);
    const conflict = screen.getByRole('region', { name: 'Conflict about side' });
    expect(within(conflict).getAllByText('Administration')).toHaveLength(3);
    expect(within(conflict).getByText('Read as left or right.')).toBeTruthy();
    const said = within(conflict)
      .getAllByRole('listitem')
      .map((item) => item.textContent);
    for (const [index, words] of ['Right knee', 'Left knee', 'R knee'].entries()) {
      expect(said[index]).toContain(words);
      expect(said[index]).toContain(`dosage.site.coding[${index}]`);
    }
  });

  it('accepts by key, shows it, and undoes it', () => {
    render(<Desk report={aReport()} />);
    fireEvent.keyDown(document.body, { key: 'a' });
    expect(screen.getByText('Accepted.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(screen.queryByText('Accepted.')).toBeNull();
  });

  it('moves between lines and acts on the selected one', () => {
    render(<Desk report={twoLines} />);
    fireEvent.keyDown(document.body, { key: 'ArrowDown' });
    fireEvent.keyDown(document.body, { key: 'a' });
    const line = screen.getByRole('article', { name: 'J3250-LT-59, 1 unit' });
    expect(within(line).getByText('Accepted.')).toBeTruthy();
    expect(document.activeElement?.getAttribute('data-item')).toBe(identityOf(second));
  });

  it('takes Enter to Why', () => {
    render(<Desk report={aReport()} />);
    fireEvent.keyDown(document.body, { key: 'Enter' });
    expect(document.activeElement?.hasAttribute('data-why')).toBe(true);
  });

  it('keeps the original of a changed line and refuses a change without a reason', () => {
    render(<Desk report={aReport()} />);
    fireEvent.keyDown(document.body, { key: 'e' });
    const form = screen.getByRole('form', { name: 'Change the line' });
    fireEvent.change(within(form).getByLabelText('Code'), { target: { value: 'j1010' } });
    fireEvent.change(within(form).getByLabelText('Units'), { target: { value: '40' } });
    fireEvent.submit(form);
    expect(within(form).getByRole('alert').textContent).toBe('A change needs a reason.');
    fireEvent.change(within(form).getByLabelText('Reason'), { target: { value: 'payer follows CMS' } });
    fireEvent.submit(form);
    expect(screen.getByRole('article', { name: 'J1010-RT, 40 units' })).toBeTruthy();
    expect(screen.getByText('J3250-RT × 1').tagName).toBe('S');
  });

  const change = (fields: Readonly<Record<string, string>>): HTMLElement => {
    fireEvent.keyDown(document.body, { key: 'e' });
    const form = screen.getByRole('form', { name: 'Change the line' });
    for (const [label, value] of Object.entries({ Reason: 'the payer asks', ...fields }))
      fireEvent.change(within(form).getByLabelText(label), { target: { value } });
    fireEvent.submit(form);
    return form;
  };

  it('stands a changed line as the coder’s own, and what was computed as the proposal’s', () => {
    render(<Desk report={aReport()} />);
    expect(screen.getByText('Supported by the record')).toBeTruthy();
    change({ Code: 'J1010 ', Units: '40', Modifiers: 'JZ, 59' });
    const line = within(screen.getByRole('article', { name: 'J1010-JZ-59, 40 units' }));
    expect(line.queryByText('Supported by the record')).toBeNull();
    expect(line.getByText('Changed by the coder')).toBeTruthy();
    expect(line.getByText('J3250-RT × 1').tagName).toBe('S');
    const plain = (text: string) => text.replaceAll('\u00a0', ' ');
    const words = plain(screen.getByRole('article').textContent ?? '');
    expect(words).toContain('CMS HCPCS Level II: Methylprednisolone acetate, each 1 mg');
    expect(words).toContain('Proposed: 40 mg ≤ 40 mg');
    expect(words).toContain('Proposed: RT right knee');
    expect(within(screen.getByRole('region', { name: 'Table row' })).getByText(/^Proposed: /)).toBeTruthy();
    fireEvent.click(line.getByRole('button', { name: 'Undo' }));
    expect(screen.getByText('Supported by the record')).toBeTruthy();
    expect(screen.queryByText(/Proposed/)).toBeNull();
  });

  it('tells beside the fields what no table lists, and takes it with a reason', () => {
    render(<Desk report={aReport()} />);
    fireEvent.keyDown(document.body, { key: 'e' });
    fireEvent.change(screen.getByLabelText('Code'), { target: { value: 'X9999' } });
    const words = /is not listed in Practice table or CMS HCPCS Level II/;
    expect(screen.getByText(words)).toBeTruthy();
    const described = screen.getByLabelText('Code').getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(described)?.textContent).toMatch(/is not listed in/);
    fireEvent.keyDown(screen.getByLabelText('Code'), { key: 'Escape' });
    fireEvent.click(screen.getByRole('button', { name: 'Leave' }));
    change({ Code: 'X9999' });
    const line = within(screen.getByRole('article', { name: 'X9999-RT, 1 unit' }));
    expect(line.getByText(words)).toBeTruthy();
  });

  it('saves nothing that changes nothing', () => {
    render(<Desk report={aReport()} />);
    const form = change({});
    expect(within(form).getByRole('alert').textContent).toMatch(/^Nothing differs from the proposal/);
    expect(screen.queryByText('Changed by the coder')).toBeNull();
  });

  it('strikes a removed line through and ticks it no more', () => {
    render(<Desk report={aReport()} />);
    fireEvent.click(screen.getByRole('button', { name: 'Remove' }));
    fireEvent.change(screen.getByLabelText('Reason'), { target: { value: 'twice' } });
    fireEvent.click(screen.getByRole('button', { name: 'Remove the line' }));
    expect(screen.queryByText('Supported by the record')).toBeNull();
    expect(screen.getByText('Removed by the coder')).toBeTruthy();
    expect(screen.getByRole('heading', { name: /^J3250-RT/ }).querySelector('s')).not.toBeNull();
  });

  it('counts what stands open against the encounter in every line, and offers no accept all', () => {
    const billable = aCheckRow({
      id: 'encounter-billable',
      severity: 'resolve-before-claim',
      subject: 'Encounter/1',
      title: 'Encounter does not carry its own drug lines',
    });
    render(<Desk report={aReport({ checks: [billable] })} />);
    const line = within(screen.getByRole('article', { name: 'J3250-RT, 1 unit' }));
    expect(line.queryByText('Supported by the record')).toBeNull();
    expect(line.getByText('1 to resolve in the encounter')).toBeTruthy();
    expect(
      line.getByText(/^Blocks every line .*: Encounter does not carry its own drug lines\.$/),
    ).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Accept all/ })).toBeNull();
    const encounter = within(screen.getByRole('article', { name: 'The encounter' }));
    fireEvent.click(encounter.getByRole('button', { name: 'Set aside' }));
    fireEvent.click(encounter.getByRole('button', { name: 'Does not apply' }));
    expect(line.getByText('1 set aside in the encounter, not recorded')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Accept all/ })).toBeNull();
  });

  it('is deaf to letters while typing', () => {
    render(<Desk report={aReport()} />);
    fireEvent.keyDown(document.body, { key: 'e' });
    fireEvent.keyDown(screen.getByLabelText('Reason'), { key: 'a' });
    expect(screen.queryByText('Accepted.')).toBeNull();
    fireEvent.keyDown(screen.getByLabelText('Reason'), { key: 'Escape' });
    expect(screen.queryByRole('form')).toBeNull();
  });

  it('composes a query without code or money and refuses to send one with them', () => {
    render(
      <Desk report={aReport({ injections: [anInjectionRow({ side: noFact() })], checks: [aCheckRow()] })} />,
    );
    fireEvent.keyDown(document.body, { key: 'q' });
    const text = screen.getByLabelText<HTMLTextAreaElement>('Query');
    expect(text.value).toContain('Unable to determine');
    fireEvent.change(text, { target: { value: 'Right, so that J3250 can be billed?' } });
    expect(screen.getByRole('button', { name: 'Mark as asked' }).hasAttribute('disabled')).toBe(true);
    fireEvent.change(text, { target: { value: 'Which side was injected?' } });
    fireEvent.click(screen.getByRole('button', { name: 'Mark as asked' }));
    expect(screen.getByText('Waiting for the clinician.')).toBeTruthy();
  });

  it('offers accept all only when every line is supported', () => {
    const { rerender } = render(<Desk report={twoLines} />);
    fireEvent.click(screen.getByRole('button', { name: 'Accept all 2' }));
    expect(screen.getAllByText('Accepted.')).toHaveLength(2);
    rerender(<Desk report={aReport({ lines: [aLine({ supported: false })] })} />);
    expect(screen.queryByRole('button', { name: /Accept all/ })).toBeNull();
  });

  it('stands the reason where a line would be', () => {
    const hole = {
      administration: 'MedicationAdministration/1',
      role: 'active' as const,
      why: 'dose-not-recorded',
      words: 'No dose is recorded.',
    };
    render(
      <Desk
        report={aReport({
          lines: [],
          unlined: [hole],
          injections: [anInjectionRow({ amount: noFact(), doseMg: noFact() })],
        })}
      />,
    );
    const holes = screen.getByRole('article', { name: 'No line for MedicationAdministration/1' });
    expect(within(holes).getByText('No dose is recorded.')).toBeTruthy();
    expect(within(holes).getByText(/dose.not.recorded/)).toBeTruthy();
  });

  it('asks about an injection that made no line, waits, and takes the question back', () => {
    const hole = {
      administration: 'MedicationAdministration/1',
      role: 'active' as const,
      why: 'dose-not-recorded',
      words: 'No dose is recorded.',
    };
    const report = aReport({
      lines: [],
      unlined: [hole],
      checks: [aCheckRow({ id: 'dose-recorded' })],
    });
    render(<Desk report={report} />);
    fireEvent.keyDown(document.body, { key: 'a' });
    expect(screen.queryByText('Accepted.')).toBeNull();
    fireEvent.keyDown(document.body, { key: 'q' });
    fireEvent.click(screen.getByRole('button', { name: 'Mark as asked' }));
    expect(screen.getByText('Waiting for the clinician.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(screen.queryByText('Waiting for the clinician.')).toBeNull();
  });

  it('asks before words in an open form are lost', () => {
    render(<Desk report={aReport()} />);
    fireEvent.keyDown(document.body, { key: 'e' });
    fireEvent.change(screen.getByLabelText('Reason'), { target: { value: 'half a reason' } });
    fireEvent.keyDown(screen.getByLabelText('Reason'), { key: 'Escape' });
    fireEvent.click(screen.getByRole('button', { name: 'Stay here' }));
    expect(screen.getByLabelText<HTMLInputElement>('Reason').value).toBe('half a reason');
    fireEvent.keyDown(screen.getByLabelText('Reason'), { key: 'Escape' });
    fireEvent.click(screen.getByRole('button', { name: 'Leave' }));
    expect(screen.queryByRole('form')).toBeNull();
  });

  it('does nothing by key behind the dialog, and by key under a form only leaves it', () => {
    render(<Desk report={twoLines} />);
    fireEvent.keyDown(document.body, { key: 'e' });
    fireEvent.keyDown(screen.getByRole('button', { name: 'Cancel' }), { key: 'a' });
    fireEvent.keyDown(document.body, { key: 'a' });
    expect(screen.queryByText('Accepted.')).toBeNull();
    fireEvent.change(screen.getByLabelText('Reason'), { target: { value: 'half a reason' } });
    fireEvent.keyDown(document.body, { key: 'Escape' });
    fireEvent.keyDown(document.body, { key: 'ArrowDown' });
    fireEvent.keyDown(document.body, { key: 'a' });
    expect(screen.getByRole('dialog')).toBeTruthy();
    expect(screen.queryByText('Accepted.')).toBeNull();
    // Not taken: the browser closes the dialog by it.
    expect(fireEvent.keyDown(document.body, { key: 'Escape' })).toBe(true);
  });

  it('keeps a removal and its reason under every key, and in sight under the form that may replace it', () => {
    render(<Desk report={aReport()} />);
    fireEvent.keyDown(document.body, { key: 'r' });
    fireEvent.change(screen.getByLabelText('Reason'), { target: { value: 'entered twice' } });
    fireEvent.submit(screen.getByRole('form'));
    expect(document.activeElement?.getAttribute('data-item')).toMatch(/^practice J3250 /);
    fireEvent.keyDown(document.body, { key: 'a' });
    expect(screen.getByText('Removed: entered twice')).toBeTruthy();
    fireEvent.keyDown(document.body, { key: 'e' });
    expect(screen.getByRole('form', { name: 'Change the line' })).toBeTruthy();
    expect(screen.getByText('Removed: entered twice')).toBeTruthy();
    fireEvent.keyDown(document.body, { key: 'Escape' });
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(document.activeElement?.getAttribute('data-item')).toMatch(/^practice J3250 /);
  });

  it('leaves words in another line’s form when a line is accepted', () => {
    render(<Desk report={twoLines} />);
    fireEvent.keyDown(document.body, { key: 'r' });
    fireEvent.change(screen.getByLabelText('Reason'), { target: { value: 'half a reason' } });
    fireEvent.click(screen.getByRole('button', { name: 'Accept' }));
    expect(screen.getByText('Accepted.')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Reason').value).toBe('half a reason');
  });

  it('lists the keyboard under "?"', () => {
    render(<Desk report={aReport()} />);
    expect(screen.queryByText('Accept the line')).toBeNull();
    fireEvent.keyDown(document.body, { key: '?' });
    expect(screen.getByText('Accept the line')).toBeTruthy();
  });
});
