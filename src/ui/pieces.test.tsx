import { cleanup, render } from '@testing-library/react';
import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { PIECES } from '../../tools/gallery/pieces.tsx';
import { axeViolations } from '../test-kit/axe-violations.ts';

afterEach(cleanup);

/** Pieces too small to have a gallery entry of their own: they stand inside others. */
const INSIDE_OTHERS: ReadonlySet<string> = new Set([
  'visually-hidden',
  'quantity',
  'sandbox-frame',
  'use-first',
]);

describe('every piece of the kit', () => {
  test('has a gallery entry', () => {
    const pieces = readdirSync('src/ui')
      .filter((name) => name.endsWith('.tsx') && !name.endsWith('.test.tsx'))
      .map((name) => name.replace('.tsx', ''))
      .filter((name) => !INSIDE_OTHERS.has(name));
    expect(pieces.filter((name) => !(name in PIECES))).toEqual([]);
  });

  test.each(Object.entries(PIECES))('%s has no axe violation', async (_name, show) => {
    const { container } = render(<main>{show()}</main>);
    expect(await axeViolations(container)).toEqual([]);
  });
});
