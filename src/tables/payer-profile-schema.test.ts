import { expect, test } from 'vitest';
import { aProfile } from '../test-kit/coding-builder.ts';
import { parsePayerProfile } from './payer-profile-schema.ts';

test.each(['plan', 'a', '7', 'plan-2026', '2-plan', 'x'.repeat(64)])('the id "%s" may stand', (id) => {
  expect(parsePayerProfile(aProfile({ id }))).toEqual({ ok: true, value: aProfile({ id }) });
});

test.each(['', '-plan', 'Plan', 'my plan', ' plan', 'plan ', 'plan!', 'x'.repeat(65)])(
  'the id "%s" is refused',
  (id) => {
    expect(parsePayerProfile(aProfile({ id }))).toEqual({
      ok: false,
      path: 'id',
      reason: 'must be lower-case letters, digits and hyphens',
    });
  },
);
