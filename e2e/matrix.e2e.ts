import { expect, test } from 'vitest';
import type { FaultOrNone } from '../launch/sandbox-ehr/fault.ts';
import type { Personality } from '../launch/sandbox-ehr/personality.ts';
import { matrixTable, runMatrix } from './matrix/run-matrix.ts';
import { WHO, type Case, type Who } from './matrix/run-one.ts';

/**
 * A representative part of the matrix; the whole is `npm run matrix`. Every personality by every way in, and every
 * kind of fault once: login, token, access, throttle, paging, damaged answers, other origins, other patients.
 */
const part = (personality: Personality, fault: FaultOrNone, who: Who): Case => ({ personality, fault, who });
const CASES: readonly Case[] = [
  ...WHO.flatMap((who) => [part('epic-like', 'none', who), part('meditech-like', 'none', who)]),
  part('oracle-like', 'none', 'clinician'),
  part('hapi-like', 'none', 'coder'),
  part('oracle-like', 'token-expiry-mid-session', 'clinician'),
  part('hapi-like', '401', 'coder'),
  part('epic-like', 'partial-scopes', 'clinician-without-encounter'),
  part('oracle-like', '403-as-throttle', 'clinician'),
  part('hapi-like', '429-date', 'clinician'),
  part('meditech-like', '503-then-recovery', 'coder'),
  part('epic-like', 'html-200', 'clinician'),
  part('hapi-like', 'lost-page-two', 'clinician'),
  part('oracle-like', 'looped-next', 'coder'),
  part('epic-like', 'cross-origin-next', 'clinician'),
  part('hapi-like', 'cross-origin-reference', 'clinician'),
  part('oracle-like', 'wrong-patient-in-bundle', 'coder'),
  part('epic-like', 'suppressed-warnings', 'clinician'),
  part('hapi-like', 'missing-encounter', 'clinician'),
  part('oracle-like', 'dotted-opaque-token', 'clinician'),
  part('meditech-like', 'string-expires-in', 'clinician'),
  part('epic-like', 'login-denied', 'clinician'),
  part('hapi-like', 'not-smart', 'coder'),
  part('oracle-like', 'server-down', 'clinician'),
];

test('every launch ends in words, clears nothing it did not read, and keeps patient data and tokens where they belong', async () => {
  const shown = await runMatrix(CASES);
  const broken = shown.filter((one) => one.broken.length > 0);
  expect(broken.length === 0 ? '' : matrixTable(broken)).toBe('');
  // The matrix would pass over a page that never clears anything: where nothing fails, the record is clear.
  const plain = shown.filter(
    ({ case: { personality, fault, who } }) =>
      fault === 'none' && who === 'clinician' && personality !== 'meditech-like',
  );
  expect(plain.map(({ state }) => state)).toEqual(plain.map(() => expect.stringContaining('No gaps found')));
}, 240_000);
