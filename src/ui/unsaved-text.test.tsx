import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { axeViolations } from '../test-kit/axe-violations.ts';
import { UnsavedText, useLeave, useUnsavedText } from './unsaved-text.tsx';

afterEach(cleanup);

const gone = vi.fn();

function Field({ words }: { readonly words: string }) {
  useUnsavedText(words !== '');
  const leave = useLeave();
  return (
    <button type="button" onClick={() => leave(gone)}>
      Next
    </button>
  );
}
const show = (words: string) =>
  render(
    <UnsavedText>
      <Field words={words} />
    </UnsavedText>,
  );
const press = (name: string): void => void fireEvent.click(screen.getByRole('button', { name }));
const leavesUnasked = (): boolean => window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

describe('leaving', () => {
  test('asks nothing while nothing is unsaved', () => {
    gone.mockClear();
    show('');
    press('Next');
    expect(gone).toHaveBeenCalledTimes(1);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(leavesUnasked()).toBe(true);
  });

  test('asks while words stand unsaved, and stays when told to', async () => {
    gone.mockClear();
    const { container } = show('Amputee');
    expect(leavesUnasked()).toBe(false);
    press('Next');
    expect(screen.getByRole('dialog').textContent).toContain('not saved');
    expect(await axeViolations(container)).toEqual([]);
    press('Stay here');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(gone).not.toHaveBeenCalled();
  });

  test('goes when told to', () => {
    gone.mockClear();
    show('Amputee');
    press('Next');
    press('Leave');
    expect(gone).toHaveBeenCalledTimes(1);
  });

  test('forgets words that were saved or taken back', () => {
    gone.mockClear();
    const { rerender } = show('Amputee');
    rerender(
      <UnsavedText>
        <Field words="" />
      </UnsavedText>,
    );
    press('Next');
    expect(gone).toHaveBeenCalledTimes(1);
    expect(leavesUnasked()).toBe(true);
  });
});
