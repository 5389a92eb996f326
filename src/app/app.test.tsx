import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { LaunchProblem } from '../ehr/session.ts';
import type { EndReason } from '../queries/session.ts';
import { axeViolations } from '../test-kit/axe-violations.ts';
import { applySmartStyle } from './apply-smart-style.ts';
import { EndedScreen } from './ended-screen.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { ProblemScreen } from './problem-screen.tsx';

afterEach(cleanup);

const PROBLEMS: readonly LaunchProblem[] = [
  { kind: 'issuer-not-allowed', iss: 'https://elsewhere.test/fhir' },
  { kind: 'no-issuer' },
  { kind: 'unknown-parameter', name: 'patientId' },
  { kind: 'configuration-invalid', path: 'issuers[0].iss', reason: 'must be an https URL' },
  { kind: 'cancelled' },
  { kind: 'scope-denied' },
  { kind: 'server-unreachable' },
  { kind: 'server-not-smart' },
  { kind: 'login-failed', reason: 'invalid_grant' },
  { kind: 'login-incomplete' },
  { kind: 'storage-blocked' },
  { kind: 'no-launch' },
];

describe.each(PROBLEMS)('problem $kind', (problem) => {
  test('says what happened and what to do, and passes axe', async () => {
    const { container } = render(<ProblemScreen problem={problem} />);
    const alert = screen.getByRole('alert');
    expect(alert.dataset['problem']).toBe(problem.kind);
    expect(screen.getByRole('heading', { level: 1 }).textContent).not.toBe('');
    const said = [...alert.querySelectorAll('p')].map((words) => words.textContent ?? '');
    expect(said.length).toBeGreaterThanOrEqual(3);
    expect(
      said.filter((words) => !words.endsWith('.') || words.length >= 140 || /please/i.test(words)),
    ).toEqual([]);
    expect(await axeViolations(container)).toEqual([]);
  });
});

describe.each<EndReason>(['expired', 'idle', 'left'])('end %s', (reason) => {
  test('replaces the content with words and passes axe', async () => {
    const { container } = render(<EndedScreen reason={reason} lost={false} relaunch={null} />);
    expect(screen.queryByText(/Decisions/)).toBeNull();
    expect(screen.getByRole('alert').dataset['ended']).toBe(reason);
    expect(screen.queryByRole('link')).toBeNull();
    expect(await axeViolations(container)).toEqual([]);
  });
});

test('an end that took decisions with it says so', () => {
  render(<EndedScreen reason="idle" lost relaunch={null} />);
  expect(screen.getByRole('alert').textContent).toContain('Decisions that were not exported are gone.');
});

test('an end that can start again offers it', () => {
  render(<EndedScreen reason="expired" lost={false} relaunch="https://app.test/launch/?iss=x" />);
  expect(screen.getByRole('link').getAttribute('href')).toBe('https://app.test/launch/?iss=x');
});

test('a screen that throws is replaced by words, never left half drawn, and can be shown again', () => {
  // React reports a caught error itself; the app's own root keeps it from the console.
  vi.mocked(console.error).mockImplementation(() => undefined);
  const mended = { now: false };
  const Screen = () => {
    if (!mended.now) throw new Error('Margaret Okonkwo');
    return <p>Whole again</p>;
  };
  render(
    <ErrorBoundary>
      <Screen />
    </ErrorBoundary>,
  );
  expect(screen.getByRole('heading').textContent).toBe('The screen stopped with an error');
  expect(document.body.textContent).not.toContain('Okonkwo');
  mended.now = true;
  fireEvent.click(screen.getByRole('button', { name: 'Show it again' }));
  expect(screen.queryByText('Whole again')).not.toBeNull();
  vi.mocked(console.error).mockClear();
});

describe('the EHR’s style', () => {
  const LIGHT_MARKS = {
    '--ink-2': '#515a66',
    '--gap-ink': '#8c2b12',
    '--unknown-ink': '#3a5375',
    '--met-ink': '#1a6738',
    '--amber-ink': '#6b4a00',
  };
  const rootWithTokens = (): HTMLElement => {
    const root = document.createElement('div');
    for (const [name, value] of Object.entries(LIGHT_MARKS)) root.style.setProperty(name, value);
    document.body.append(root);
    return root;
  };
  const style = { background: '#fdf6e3', text: '#002b36', accent: '#0b5a9c', fontBody: 'Georgia' };

  test('is put on, and taken off whole', () => {
    const root = rootWithTokens();
    const undo = applySmartStyle(root, style);
    expect(root.style.getPropertyValue('--paper')).toBe('#fdf6e3');
    expect(root.style.getPropertyValue('--ink')).toBe('#002b36');
    expect(root.style.getPropertyValue('--font')).toBe('Georgia');
    expect(root.dataset['scheme']).toBe('light');
    undo();
    expect(root.style.getPropertyValue('--paper')).toBe('');
    expect(root.style.getPropertyValue('--font')).toBe('');
    expect(root.dataset['scheme']).toBeUndefined();
    root.remove();
  });

  test('loses its colours where a mark could not be read on them, and keeps its font', () => {
    const root = rootWithTokens();
    applySmartStyle(root, { ...style, background: '#9a9a9a', text: '#000000' });
    expect(root.style.getPropertyValue('--paper')).toBe('');
    expect(root.dataset['scheme']).toBeUndefined();
    expect(root.style.getPropertyValue('--font')).toBe('Georgia');
    root.remove();
  });

  test('loses an accent that cannot be read on its background', () => {
    const root = rootWithTokens();
    applySmartStyle(root, { ...style, accent: '#f0e68c' });
    expect(root.style.getPropertyValue('--paper')).toBe('#fdf6e3');
    expect(root.style.getPropertyValue('--accent')).toBe('');
    root.remove();
  });
});
