import { expect, test } from 'vitest';
import { saysDiscarded } from './read-waste-text.ts';

test.each([
  'remainder wasted',
  '0.5 vial wasted',
  '½ vial discarded',
  '10 mg wasted?',
  '10 mg wasted and 10 mg discarded',
  'waste witnessed by RN',
  'will discard the rest',
  'no complications, rest wasted',
  '40 mg wasted 20 mg given',
  'no reaction. Wasted remainder',
  '10 mg wasted, no further waste',
  `${'note '.repeat(500)} 10 mg wasted`,
  // A blind spot on purpose: a mixture reads alike.
  '1 mL lidocaine wasted',
])('"%s" says that something was discarded', (text) => {
  expect(saysDiscarded(text)).toBe(true);
});

test.each([
  '',
  '40 mg IM given',
  'no waste',
  'No wastage.',
  'none wasted',
  'nothing was discarded',
  'no drug was wasted',
  'none of the medication was wasted',
  'without any waste',
  'w/o waste',
  'not wasted',
  'Waste: none',
  'waste = nil',
  'Waste: N/A',
  'waste amount: 0 mL',
  '0 mL wasted',
  'wasted 0.0 mg',
  '0 wasted',
])('"%s" does not', (text) => {
  expect(saysDiscarded(text)).toBe(false);
});
