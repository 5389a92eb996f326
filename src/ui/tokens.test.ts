import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrast } from '../ehr/smart-style.ts';

const css = readFileSync('src/ui/tokens.css', 'utf8');

const tokensIn = (block: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...block.matchAll(/(--[a-z0-9-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [match[1], match[2]]),
  );
const between = (from: string): string => {
  const start = css.indexOf(from);
  return css.slice(start, css.indexOf('}', css.indexOf('--sandbox', start)));
};
const SCHEMES = {
  light: tokensIn(between(':root {')),
  'dark by preference': tokensIn(between('@media screen and (prefers-color-scheme: dark)')),
  'dark by the EHR': tokensIn(between(":root[data-scheme='dark']")),
} as const;

/** Every text colour and the surface it stands on. */
const PAIRS = [
  ['--ink', '--paper'],
  ['--ink', '--paper-2'],
  ['--ink-2', '--paper'],
  ['--ink-2', '--paper-2'],
  ['--accent', '--paper'],
  ['--on-accent', '--accent'],
  ['--gap-ink', '--paper'],
  ['--gap-ink', '--gap-tint'],
  ['--unknown-ink', '--paper'],
  ['--unknown-ink', '--unknown-tint'],
  ['--ink', '--unknown-tint'],
  ['--met-ink', '--paper'],
  ['--amber-ink', '--paper'],
  ['--amber-ink', '--amber-tint'],
  ['--on-sandbox', '--sandbox'],
] as const;

describe.each(Object.entries(SCHEMES))('%s', (_scheme, tokens) => {
  test.each(PAIRS)('%s reads on %s', (text, surface) => {
    expect(contrast(tokens[text] ?? '', tokens[surface] ?? '')).toBeGreaterThanOrEqual(4.5);
  });

  test.each(['--rule-strong', '--amber-rule', '--sandbox'])('%s is seen on the paper', (line) => {
    expect(contrast(tokens[line] ?? '', tokens['--paper'] ?? '')).toBeGreaterThanOrEqual(3);
  });
});

test('dark is the same whoever asks for it', () => {
  expect(SCHEMES['dark by the EHR']).toEqual(SCHEMES['dark by preference']);
});
