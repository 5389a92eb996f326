import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useDecisions, type DecisionControls } from '../../queries/coder-decisions.ts';
import type { EncounterReport } from '../../report/report-schema.ts';
import { aCheckRow, aLine, aReport } from '../../test-kit/report-builder.ts';
import { ExportBar } from './export-bar.tsx';

const files: Blob[] = [];
beforeEach(() => {
  files.length = 0;
  vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
    files.push(file as Blob);
    return 'blob:none';
  });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

type Decide = (decided: DecisionControls) => void;

/** Decisions as the session holds them: a key of its own for each test. */
function Bar({ id, report, decide }: { id: string; report: EncounterReport; decide: Decide }): ReactElement {
  const key = `Encounter/${id}`;
  const decided = useDecisions(key, report);
  return (
    <>
      <button type="button" onClick={() => decide(decided)}>
        Decide
      </button>
      <ExportBar
        report={report}
        decisionKey={key}
        decided={decided}
        now={() => '2026-11-23T15:00:00-05:00'}
      />
    </>
  );
}

function decidedBar(id: string, decide: Decide, over: Partial<EncounterReport> = {}): void {
  const encounter = { ...aReport().encounter, reference: `Encounter/${id}` };
  // What is put aside and asked about below stands open: a decision about nothing that stands does not count.
  const checks = [
    aCheckRow({ id: 'order-linked', subject: 'MedicationAdministration/1', line: null }),
    aCheckRow({ id: 'order-linked', subject: null, line: null }),
    aCheckRow({ id: 'dose-recorded', subject: 'MedicationAdministration/1', line: null }),
  ];
  render(<Bar id={id} report={aReport({ checks, ...over, encounter })} decide={decide} />);
  fireEvent.click(screen.getByRole('button', { name: 'Decide' }));
}

const waits = (): boolean => screen.queryByText(/have not been exported yet/) !== null;
const press = (name: string): void => void fireEvent.click(screen.getByRole('button', { name }));
const line = aLine().key;
const setAside: Decide = ({ setAside: put }) =>
  put({
    check: 'order-linked',
    noun: 'Order',
    subject: 'MedicationAdministration/1',
    line: null,
    reason: 'disagree',
    text: null,
  });

describe('what counts as exported', () => {
  it.each<readonly [string, boolean, Decide]>([
    ['an accepted line', false, ({ decide }) => decide({ line, action: 'accepted' })],
    ['a removed line', true, ({ decide }) => decide({ line, action: 'removed', reason: 'twice' })],
    ['a finding put aside', true, setAside],
    [
      'a question',
      true,
      ({ ask }) => ask({ check: 'order-linked', subject: null, line: null, text: 'Which order?' }),
    ],
  ])('by a draft claim, after %s: still waits %s', (what, stillWaits, decide) => {
    // A second line, so that there is a claim whatever is decided about the first.
    decidedBar(`claim ${what}`, decide, { lines: [aLine(), aLine({ key: 'practice/J3250/2' })] });
    expect(waits()).toBe(true);
    press('FHIR Claim draft');
    expect(files).toHaveLength(1);
    expect(waits()).toBe(stillWaits);
    expect(screen.queryByText(/leaves with CSV or text/) !== null).toBe(stillWaits);
    press('CSV');
    expect(waits()).toBe(false);
  });

  it('is in the file, without a line and without a code', async () => {
    const hole = {
      administration: 'MedicationAdministration/1',
      role: 'active' as const,
      why: 'x',
      words: 'No dose.',
    };
    const decide: Decide = (decided) => {
      setAside(decided);
      decided.ask({
        check: 'dose-recorded',
        subject: hole.administration,
        line: null,
        text: 'What dose was given?',
      });
    };
    decidedBar('hole', decide, { lines: [], disagreements: [], unlined: [hole] });
    press('CSV');
    expect(waits()).toBe(false);
    const csv = (await files[0]?.text()) ?? '';
    for (const part of ['No dose.', 'Order: I disagree', 'What dose was given?', ',no-line,,,,,'])
      expect(csv).toContain(part);
  });

  it.each([
    ['a copy', true],
    ['a copy the browser refused', false],
  ])('is %s: %s', async (what, copied) => {
    vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(() =>
      copied ? Promise.resolve() : Promise.reject(new Error('no')),
    );
    decidedBar(what, ({ decide }) => decide({ line, action: 'accepted' }));
    press('Copy as text');
    await screen.findByText(copied ? 'Copied.' : /^The browser refused/);
    expect(waits()).toBe(!copied);
  });
});
