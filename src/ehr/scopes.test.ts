import { describe, expect, it } from 'vitest';
import { CHECKS } from '../checks/registry.ts';
import { SOURCES_OF } from '../checks/define-check.ts';
import { anIssuer } from '../test-kit/session-builder.ts';
import { SOURCE_TYPES } from '../vocab/completeness.ts';
import { accessTo, INTERACTIONS, requestedScopes } from './scopes.ts';
import { SEARCHED } from './reading-plan.ts';

const ask = (change: Partial<Parameters<typeof requestedScopes>[0]> = {}): readonly string[] =>
  requestedScopes({
    persona: 'clinician',
    version: 'v2',
    issuer: anIssuer(),
    fromEhr: true,
    ...change,
  }).split(' ');

it('asks for every source any check reads', () => {
  const read = new Set(CHECKS.flatMap((check) => check.reads).flatMap((group) => SOURCES_OF[group]));
  const asked = ask().join(' ');
  expect(read.size).toBeGreaterThan(5);
  for (const type of read) expect(asked).toContain(`patient/${type}.`);
});

it('has a letter s for every source it searches, and searches none it only reads', () => {
  const searched = SOURCE_TYPES.filter((type) => INTERACTIONS[type].includes('s'));
  expect(new Set<string>(searched)).toEqual(new Set<string>(SEARCHED));
});

it('writes either version, never both, and no write or offline scope', () => {
  const [v1, v2] = (['v1', 'v2'] as const).map((version) =>
    ask({ version }).filter((scope) => /^(patient|user)\//.test(scope)),
  );
  expect(v1?.every((scope) => /^patient\/[A-Za-z]+\.read$/.test(scope))).toBe(true);
  expect(v2?.every((scope) => /^patient\/[A-Za-z]+\.(r|rs)$/.test(scope))).toBe(true);
  expect(v1).toHaveLength(SOURCE_TYPES.length);
});

it('is patient level for clinicians and user level for coders, with the worklist only for coders', () => {
  const issuer = anIssuer({ worklist: { source: 'tasks' } });
  expect(ask({ issuer }).filter((scope) => scope.startsWith('user/'))).toEqual([]);
  const coder = ask({ issuer, persona: 'coder' });
  expect(coder.filter((scope) => scope.startsWith('patient/'))).toEqual([]);
  expect(coder).toContain('user/Task.rs');
  expect(coder).not.toContain('launch/patient');
  expect(
    ask({ persona: 'coder', issuer: anIssuer({ worklist: { source: 'list', list: 'List/1' } }) }),
  ).toContain('user/List.rs');
});

it("follows the site's own scopes and leaves out what it does not read", () => {
  const own = anIssuer({ scopes: { clinician: 'openid patient/Patient.r', coder: null } });
  expect(ask({ issuer: own })).toEqual(['openid', 'patient/Patient.r']);
  const plain = anIssuer();
  const issuer = anIssuer({ reading: { ...plain.reading, notRead: ['Claim'] } });
  expect(ask({ issuer }).join(' ')).not.toMatch(/\/Claim\./);
});

describe('granted scopes', () => {
  it.each([
    ['patient/Procedure.rs', 'whole'],
    ['patient/Procedure.s', 'whole'],
    ['user/Procedure.cruds', 'whole'],
    ['patient/Procedure.read', 'whole'],
    ['patient/*.read', 'whole'],
    ['user/*.*', 'whole'],
    ['patient/*.rs', 'whole'],
    ['patient/Procedure.rs?category=x', 'narrowed'],
    ['patient/Procedure.rs?category=x patient/Procedure.rs', 'whole'],
    ['patient/Procedure.r', 'none'],
    ['patient/Procedure.write', 'none'],
    ['patient/Procedure.', 'none'],
    ['patient/ProcedureX.rs', 'none'],
    ['patient/Condition.rs', 'none'],
    ['launch/patient openid', 'none'],
    ['', 'none'],
  ] as const)('%s gives Procedure: %s', (granted, access) => {
    expect(accessTo('Procedure', granted)).toBe(access);
  });

  it('a read scope is enough for what is only read', () => {
    expect([
      accessTo('Medication', 'patient/Medication.r'),
      accessTo('Medication', 'patient/Medication.s'),
    ]).toEqual(['whole', 'none']);
  });
});
