import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { evidence } from '../test-kit/sample-facts.ts';
import { OUTCOMES } from '../vocab/outcome.ts';
import { CodeBlock } from './code-block.tsx';
import { CopyButton } from './copy-button.tsx';
import { Disclosures } from './disclosures.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { isFhirReference } from './fhir-id.ts';
import { Banner, IdentityLine } from './identity.tsx';
import { OutcomeMark } from './outcome-mark.tsx';
import { Progress } from './progress.tsx';
import { keepTogether } from './quantity.tsx';
import { SourceStatusList } from './source-status-list.tsx';
import type { Outcome } from '../vocab/outcome.ts';
import { StateSentence } from './state-sentence.tsx';
import { TableDisagreement } from './table-disagreement.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('outcome marks', () => {
  test('differ in shape and in word', () => {
    const drawn = OUTCOMES.map((outcome) => {
      const { container } = render(<OutcomeMark outcome={outcome} />);
      const found = {
        shape: container.querySelector('svg')?.innerHTML,
        word: container.textContent,
      };
      cleanup();
      return found;
    });
    expect(new Set(drawn.map((one) => one.shape)).size).toBe(OUTCOMES.length);
    expect(drawn.map((one) => one.word)).toEqual(['Does not apply', 'Recorded', 'Could not check', 'Fix']);
  });

  test('keep a hidden word for screen readers', () => {
    const { container } = render(<OutcomeMark outcome="gap" wordHidden />);
    expect(container.textContent).toBe('Fix');
  });
});

describe('the state sentence', () => {
  test('is a polite live region that stays when its text changes', () => {
    const { rerender } = render(<StateSentence text="Checking…" outcome={null} />);
    const region = screen.getByRole('status');
    rerender(<StateSentence text="2 to fix before you sign. 1 could not be checked." outcome="gap" />);
    expect(screen.getByRole('status')).toBe(region);
    expect(region.getAttribute('aria-live')).toBe('polite');
    expect(region.textContent).toBe('Fix2 to fix before you sign. 1 could not be checked.');
  });
});

describe('what of the state sentence weighs most', () => {
  test.each<readonly [string, Outcome, string]>([
    ['2 to fix before you sign. 1 could not be checked.', 'gap', '2 to fix before you sign.'],
    ['No gaps found. 18 checks ran.', 'met', 'No gaps found.'],
    ['No gaps found. 17 checks ran, 1 could not.', 'cannot-tell', '17 checks ran, 1 could not.'],
    [
      'Procedures could not be read. 3 of 9 checks did not run.',
      'cannot-tell',
      'Procedures could not be read.',
    ],
  ])('%s (%s)', (text, outcome, heaviest) => {
    const { container } = render(<StateSentence text={text} outcome={outcome} />);
    expect(container.querySelector('strong')?.textContent?.trim()).toBe(heaviest);
    expect(container.textContent).toContain(text);
  });
});

describe('evidence', () => {
  test('shows fragment, resource, version and path as text', () => {
    const { container } = render(<EvidenceList evidence={[evidence('dosage.site', '<b>Knee</b>')]} />);
    expect(container.querySelector('b')).toBeNull();
    expect(container.textContent).toContain('<b>Knee</b>');
    expect(container.textContent).toContain('MedicationAdministration/ma-knee');
    expect(container.textContent).toContain('version 2');
    expect(container.textContent).toContain('dosage.site');
  });

  test('opens a resource whose reference follows the grammar, and no other', () => {
    const onOpen = vi.fn();
    render(
      <EvidenceList
        evidence={[evidence('a', 'good'), evidence('b', 'bad', 'javascript:alert(1)')]}
        onOpen={onOpen}
      />,
    );
    const buttons = screen.getAllByRole('button');
    expect(buttons.map((button) => button.textContent)).toEqual(['MedicationAdministration/ma-knee']);
    buttons.forEach((button) => fireEvent.click(button));
    expect(onOpen.mock.calls).toEqual([['MedicationAdministration/ma-knee']]);
  });

  test.each([
    ['Patient/a.B-9', true],
    ['Patient/', false],
    ['patient/1', false],
    ['Patient/1/_history/2', false],
    ['https://ehr.test/Patient/1', false],
    ['Patient/a b', false],
    [`Patient/${'a'.repeat(65)}`, false],
  ])('%s is a reference: %s', (reference, expected) => {
    expect(isFhirReference(reference)).toBe(expected);
  });
});

describe('copying', () => {
  test('says so when the clipboard took it', async () => {
    const writeText = vi.fn().mockResolvedValue(undefined);
    vi.stubGlobal('navigator', { clipboard: { writeText } });
    render(<CopyButton text="Methylprednisolone 40 mg." label="Copy note text" />);
    fireEvent.click(screen.getByRole('button'));
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('Copied.'));
    expect(writeText).toHaveBeenCalledWith('Methylprednisolone 40 mg.');
  });

  test('claims nothing when the browser refused both ways', async () => {
    vi.stubGlobal('navigator', {
      clipboard: { writeText: vi.fn().mockRejectedValue(new Error('refused')) },
    });
    document.execCommand = () => false;
    render(<CopyButton text="text" label="Copy note text" />);
    fireEvent.click(screen.getByRole('button'));
    await waitFor(() => expect(screen.getByRole('status').textContent).toMatch(/refused/));
    expect(document.querySelector('textarea')).toBeNull();
  });
});

describe('disclosures', () => {
  test('open one panel at a time and close on a second press', () => {
    render(
      <Disclosures
        items={[
          { key: 'a', label: 'Why this is asked', content: 'Because.' },
          { key: 'b', label: 'Set aside', content: 'Reasons.' },
        ]}
      />,
    );
    const [why, aside] = screen.getAllByRole('button');
    if (!why || !aside) throw new Error('two buttons expected');
    fireEvent.click(why);
    expect(screen.queryByText('Because.')).not.toBeNull();
    fireEvent.click(aside);
    expect(screen.queryByText('Because.')).toBeNull();
    expect(screen.queryByText('Reasons.')).not.toBeNull();
    expect([why, aside].map((button) => button.getAttribute('aria-expanded'))).toEqual(['false', 'true']);
    fireEvent.click(aside);
    expect(screen.queryByText('Reasons.')).toBeNull();
  });
});

describe('reading progress', () => {
  test('says per source how much was read and that more comes', () => {
    render(
      <Progress
        label="Reading"
        rows={[
          { key: 'a', label: 'Orders', read: 120, state: 'reading' },
          { key: 'b', label: 'Notes', read: 3, state: 'done' },
          { key: 'c', label: 'Coverage', read: 0, state: 'waiting' },
        ]}
      />,
    );
    const rows = screen.getAllByRole('listitem').map((row) => row.textContent);
    expect(rows).toEqual(['Orders120 read, more to come', 'Notes3 read', 'CoverageWaiting']);
    expect(screen.getByRole('progressbar').getAttribute('value')).toBe('1');
  });
});

describe('sources', () => {
  test('carry a tick only when read completely', () => {
    const { container } = render(
      <SourceStatusList
        sources={[{ type: 'Procedure', completeness: 'complete', reason: null, count: 0 }]}
      />,
    );
    expect(container.querySelectorAll('[data-outcome="met"]')).toHaveLength(1);
    cleanup();
    for (const completeness of ['partial', 'denied', 'unsupported', 'failed'] as const) {
      const shown = render(
        <SourceStatusList sources={[{ type: 'Procedure', completeness, reason: 'Why.', count: 0 }]} />,
      );
      expect(shown.container.querySelectorAll('[data-outcome="met"]')).toHaveLength(0);
      expect(shown.container.textContent).toContain('Why.');
      cleanup();
    }
  });
});

describe('identity', () => {
  const person = { name: null, birthDate: null, sex: null, identifiers: [{ label: 'MRN', value: '1' }] };
  test('invents no name', () => {
    render(<IdentityLine person={null} encounter="Encounter" note="Note" />);
    expect(screen.queryByText('Patient not read yet')).not.toBeNull();
    cleanup();
    render(<IdentityLine person={person} encounter="Encounter" note="Note" />);
    expect(screen.queryByText('Name not recorded')).not.toBeNull();
  });

  test('shows identifiers in the banner alone', () => {
    render(<IdentityLine person={person} encounter="Encounter" note="Note" />);
    expect(screen.queryByText('MRN')).toBeNull();
    cleanup();
    render(<Banner person={person} encounter="Encounter" note="Note" />);
    expect(screen.queryByText('MRN')).not.toBeNull();
  });
});

describe('codes', () => {
  test('show units, arithmetic and each modifier with its reason', () => {
    const { container } = render(
      <CodeBlock
        code="J3250"
        modifiers={[{ code: 'RT', reason: 'right knee', evidence: [evidence('dosage.site', 'Right knee')] }]}
        units={1}
        description="methylprednisolone acetate, up to 40 mg"
        arithmetic={['40 mg ≤ 40 mg, J3250 × 1']}
        remarks={[]}
        ndc={null}
        caution="Rests on text, not on a structured entry."
      />,
    );
    const text = (container.textContent ?? '').replaceAll('\u00a0', ' ');
    for (const words of ['J3250-RT', '× 1', '40 mg ≤ 40 mg, J3250 × 1', 'RT right knee', 'Rests on text']) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain('NDC');
  });

  test('steps in the same words stand as often as they are said, and go when they are said no more', () => {
    const block = (...arithmetic: readonly string[]) => (
      <CodeBlock
        code="J3250"
        modifiers={[]}
        units={1}
        description="methylprednisolone acetate, up to 40 mg"
        arithmetic={arithmetic}
        remarks={[]}
        ndc={null}
        caution={null}
      />
    );
    const { rerender } = render(block('half', 'half', 'half', 'sum'));
    const steps = () => screen.getAllByRole('listitem').map((step) => step.textContent);
    expect(steps()).toEqual(['half', 'half', 'half', 'sum']);
    rerender(block('whole', 'sum'));
    expect(steps()).toEqual(['whole', 'sum']);
  });

  test('show both tables row by row, and no units where there is no line', () => {
    render(
      <TableDisagreement
        rows={[
          { table: 'Practice', code: 'J3250', units: 1, meaning: 'methylprednisolone acetate' },
          { table: 'CMS, same number', code: 'J3250', units: null, meaning: 'trimethobenzamide' },
          { table: 'CMS', code: 'J1010', units: 40, meaning: 'methylprednisolone acetate' },
        ]}
        message="They differ."
        acknowledged="Acknowledged by J. Meyer."
      />,
    );
    const rows = screen.getAllByRole('row').map((row) => [...row.children].map((cell) => cell.textContent));
    expect(rows).toEqual([
      ['Code', 'Units', 'Table and meaning'],
      ['J3250', '1', 'Practicemethylprednisolone acetate'],
      ['J3250', 'none', 'CMS, same numbertrimethobenzamide'],
      ['J1010', '40', 'CMSmethylprednisolone acetate'],
    ]);
    expect(screen.queryByText('Acknowledged by J. Meyer.')).not.toBeNull();
  });
});

test.each([
  ['40 mg', '40\u00a0mg'],
  ['2 mL × 40 mg/mL = 80 mg', '2\u00a0mL\u00a0×\u00a040\u00a0mg/mL\u00a0=\u00a080\u00a0mg'],
  ['J3250 × 1', 'J3250\u00a0×\u00a01'],
  ['up to', 'up to'],
])('%s stays together', (given, expected) => {
  expect(keepTogether(given)).toBe(expected);
});
