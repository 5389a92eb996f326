import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { SCREENS } from '../../../tools/gallery/screens.tsx';
import type { EncounterReport } from '../../report/report-schema.ts';
import { axeViolations } from '../../test-kit/axe-violations.ts';
import { reportWithGaps, sampleReport, SIDE_GAP, THERAPY_GAP } from '../../test-kit/sample-report.ts';
import { SignScreen } from './sign-screen.tsx';
import { useSetAsides } from './set-aside.ts';

afterEach(cleanup);

const recheck = vi.fn();

function Screen({
  report,
  rechecking = false,
}: {
  readonly report: EncounterReport;
  readonly rechecking?: boolean;
}) {
  const setAsides = useSetAsides();
  return (
    <SignScreen
      person={null}
      banner={false}
      change={null}
      state={{ status: 'ready', report, readAt: report.asOf, rechecking, recheckFailed: null, recheck }}
      noteState={null}
      setAsides={setAsides}
      onTable={() => undefined}
      now={() => new Date('2026-11-23T19:30:00Z')}
    />
  );
}

const finding = (id: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`li[data-check="${id}"]`);
  if (!found) throw new Error(`No finding ${id}`);
  return found;
};
const press = (within_: HTMLElement, name: string): void =>
  void fireEvent.click(within(within_).getByRole('button', { name }));
const sentence = (): string => screen.getAllByRole('status')[0]?.textContent ?? '';

const side = { ...SIDE_GAP, outcome: 'met', message: 'Side recorded: right.' } as const;
const fixed = (): EncounterReport =>
  reportWithGaps({
    signSentence: '1 to fix before you sign.',
    checks: reportWithGaps().checks.map((check) => (check.id === 'side-recorded' ? side : check)),
  });

describe.each(Object.entries(SCREENS))('state %s', (_name, show) => {
  test('has one main, one polite state sentence and no axe violation', async () => {
    const { container } = render(show());
    expect(screen.getAllByRole('main')).toHaveLength(1);
    expect(container.querySelectorAll('header output[aria-live="polite"]')).toHaveLength(1);
    expect(await axeViolations(container)).toEqual([]);
  });
});

test('the sentence that said checking is the element that says what was found', () => {
  const Changing = ({ done }: { readonly done: boolean }) => {
    const setAsides = useSetAsides();
    const report = reportWithGaps();
    return (
      <SignScreen
        person={null}
        banner={false}
        change={null}
        state={
          done
            ? {
                status: 'ready',
                report,
                readAt: report.asOf,
                rechecking: false,
                recheckFailed: null,
                recheck,
              }
            : { status: 'reading', progress: [], cancel: recheck }
        }
        noteState={null}
        setAsides={setAsides}
        onTable={() => undefined}
        now={() => new Date()}
      />
    );
  };
  const { rerender } = render(<Changing done={false} />);
  const [region] = screen.getAllByRole('status');
  expect(region?.textContent).toBe('Checking…');
  rerender(<Changing done />);
  expect(screen.getAllByRole('status')[0]).toBe(region);
  expect(region?.textContent).toContain('2 to fix before you sign.');
});

describe('setting aside', () => {
  test('takes two clicks, shows an undo, and keeps the gap in words', () => {
    render(<Screen report={reportWithGaps()} />);
    press(finding('side-recorded'), 'Set aside');
    press(finding('side-recorded'), 'I disagree');
    expect(finding('side-recorded').textContent).toContain('Set aside: I disagree');
    expect(document.activeElement?.textContent).toBe('Undo');
    expect(sentence()).toContain('1 to fix before you sign. 1 set aside, not recorded.');
    press(finding('side-recorded'), 'Undo');
    expect(sentence()).toContain('2 to fix before you sign.');
    expect(document.activeElement?.textContent).toBe('Set aside');
  });

  test('needs words for another reason', () => {
    render(<Screen report={reportWithGaps()} />);
    const item = finding('side-recorded');
    press(item, 'Set aside');
    const [, submit] = within(item).getAllByRole('button', { name: 'Set aside' });
    expect(submit?.hasAttribute('disabled')).toBe(true);
    fireEvent.change(within(item).getByLabelText('Other'), { target: { value: 'Amputee' } });
    if (submit) fireEvent.click(submit);
    expect(item.textContent).toContain('Set aside: Amputee');
  });

  test('ends when the gap is recorded after all', () => {
    const { rerender } = render(<Screen report={reportWithGaps()} />);
    press(finding('side-recorded'), 'Set aside');
    press(finding('side-recorded'), 'Does not apply');
    rerender(<Screen report={fixed()} />);
    expect(finding('side-recorded').textContent).toContain('Recorded');
    expect(finding('side-recorded').textContent).not.toContain('Set aside');
    expect(sentence()).toContain('1 to fix before you sign.');
  });
});

describe('a recheck', () => {
  test('turns an item to recorded in its place and moves no focus', () => {
    const { rerender } = render(<Screen report={reportWithGaps()} />);
    const before = finding('side-recorded');
    const why = within(before).getByRole('button', { name: 'Why this is asked' });
    why.focus();
    rerender(<Screen report={fixed()} />);
    expect(finding('side-recorded')).toBe(before);
    expect(before.dataset['outcome']).toBe('met');
    expect(document.activeElement).toBe(why);
    const ids = [...document.querySelectorAll<HTMLElement>('li[data-check]')].map(
      (one) => one.dataset['check'],
    );
    expect(ids.slice(0, 2)).toEqual(['side-recorded', 'prior-therapy-documented']);
  });

  test('keeps the button in focus and pressable words while it runs, and asks once', () => {
    recheck.mockClear();
    const { rerender } = render(<Screen report={reportWithGaps()} />);
    const button = screen.getByRole('button', { name: 'Recheck' });
    button.focus();
    fireEvent.click(button);
    rerender(<Screen report={reportWithGaps()} rechecking />);
    fireEvent.click(screen.getByRole('button', { name: 'Recheck' }));
    expect(recheck).toHaveBeenCalledTimes(1);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Recheck' }));
    expect(screen.queryByText('Rechecking…')).not.toBeNull();
  });
});

describe('what stands on the screen', () => {
  test('the line with the hole, where to record it, and why it is asked', () => {
    render(<Screen report={reportWithGaps()} />);
    expect(screen.queryAllByText('side not recorded').length).toBeGreaterThan(0);
    const item = finding('side-recorded');
    expect(item.textContent).toContain('Where:');
    press(item, 'Why this is asked');
    expect(item.textContent).toContain(
      'Practice reference for J3250, Modifiers; documentation. Read 23 Nov 2026.',
    );
    expect(item.textContent).toContain('administration body site, administration text, procedure body site.');
    expect(item.textContent).toContain('Knee joint structure');
  });

  test('the CMS cross-check always, and the disagreement where the tables differ', () => {
    render(<Screen report={sampleReport()} />);
    expect(screen.queryByText('The code tables disagree')).not.toBeNull();
    expect(document.body.textContent).toContain('Cross-check: CMS HCPCS Level II, edition 2026-07');
    cleanup();
    render(<Screen report={sampleReport({ disagreements: [] })} />);
    expect(screen.queryByText('The code tables disagree')).toBeNull();
    expect(document.body.textContent).toContain('Cross-check: CMS HCPCS Level II, edition 2026-07');
  });

  test('who acknowledged the disagreement shown, not one about another code', () => {
    const { checks, disagreements } = sampleReport();
    const by = (who: string) => ({ who, when: '2026-11-02', why: 'Contract.' });
    const own = checks.find(({ id }) => id === 'code-tables-agree');
    if (!own) throw new Error('no disagreement');
    const other = { ...own, message: 'CMS lists J3260 as …', acknowledged: by('R. Roe') };
    const report = sampleReport({
      disagreements: disagreements.map((one) => ({ ...one, acknowledged: true })),
      checks: [...checks.filter((one) => one !== own), other, { ...own, acknowledged: by('M. Adeyemi') }],
    });
    render(<Screen report={report} />);
    expect(document.body.textContent).toContain('Acknowledged by M. Adeyemi, 2 Nov 2026: Contract.');
    expect(document.body.textContent).not.toContain('R. Roe');
  });

  test('no code and no number where no dose is recorded', () => {
    render(SCREENS['no-dose']?.());
    expect(document.body.textContent).toContain('No code');
    expect(document.body.textContent).not.toMatch(/J\d{4}\S* ?× ?\d/);
  });

  test('blanks of the note text are seen, and stay in the copy', () => {
    render(<Screen report={reportWithGaps()} />);
    const blanks = [...document.querySelectorAll('mark')].map((mark) => mark.textContent);
    expect(blanks).toEqual(['[side not recorded]', '[prior therapy not documented]']);
  });

  test('what was read and what was not, always', () => {
    render(<Screen report={reportWithGaps()} />);
    const foot = screen.getByRole('contentinfo').textContent ?? '';
    expect(foot).toMatch(/Read at \d\d:\d\d\./);
    expect(foot).toContain('Practice reference, edition 2026-11.');
    expect(foot).toContain('Not fully read: medication orders.');
    expect(foot).toContain('This panel does not block signing.');
  });

  test('no money word anywhere', () => {
    for (const show of Object.values(SCREENS)) {
      render(show());
      expect(document.body.textContent).not.toMatch(
        /\b(bill|billed|pay|paid|reimburse\w*|denial|revenue)\b|\$/i,
      );
      cleanup();
    }
  });

  test('every sentence of the screens is short, asks without begging, and ends', () => {
    for (const show of Object.values(SCREENS)) {
      render(show());
      // Lines of data (medication lines, evidence, codes) and the foot, which joins several, are not sentences.
      const said = [...document.querySelectorAll('main p:not(:has(*)), main h2, main output strong')]
        .filter((element) => element.closest('footer, td, [data-part]') === null)
        .map((element) => element.textContent ?? '');
      expect(said.filter((words) => words.length >= 140)).toEqual([]);
      expect(said.filter((words) => /please/i.test(words))).toEqual([]);
      cleanup();
    }
  });

  test('a therapy gap offers no answer', () => {
    render(<Screen report={reportWithGaps({ checks: [THERAPY_GAP] })} />);
    expect(finding('prior-therapy-documented').querySelector('input, textarea')).toBeNull();
  });
});

test('an injection of no encounter is told beside the gaps, before them', () => {
  const words = 'An injection given 19:00, 23 Nov 2026 names no encounter. It may belong to this one.';
  const unplaced = [{ administration: 'MedicationAdministration/9', time: null, words, evidence: [] }];
  const { rerender } = render(<Screen report={reportWithGaps()} />);
  expect(screen.queryByText(words)).toBeNull();
  rerender(<Screen report={reportWithGaps({ unplaced })} />);
  const told = screen.getByText(words);
  expect(told.compareDocumentPosition(finding('side-recorded'))).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
});

test('what would settle a check that could not tell is labelled as such', () => {
  const unknown = { ...SIDE_GAP, outcome: 'cannot-tell', settle: 'The same in its own field.' } as const;
  render(<Screen report={reportWithGaps({ checks: [unknown] })} />);
  expect(finding('side-recorded').textContent).toContain('Settled by: the same in its own field.');
});
