import { describe, expect, it } from 'vitest';
import { DEFAULT_READING, parseConfiguration } from './configuration.ts';

const ISSUER = { iss: 'https://fhir.ehr.example/r4', clientId: 'app' };
const parse = (issuer: object, more: object = {}) => parseConfiguration({ issuers: [issuer], ...more });

it('fills in defaults and keeps what the file says', () => {
  const parsed = parse({ ...ISSUER, reading: { pageSize: 50 } });
  expect(parsed).toMatchObject({
    ok: true,
    value: {
      standalone: null,
      issuers: [
        {
          title: 'fhir.ehr.example',
          clientId: { clinician: 'app', coder: 'app' },
          reading: { ...DEFAULT_READING, pageSize: 50 },
          worklist: { source: 'pasted' },
          idleMinutes: 12,
          sandbox: false,
        },
      ],
    },
  });
});

describe('a bad file is refused with path and reason', () => {
  it.each([
    ['no issuer', { issuers: [] }, 'issuers'],
    ['an unknown key', { issuers: [{ ...ISSUER, clientID: 'x' }] }, 'issuers[0]'],
    [
      'http outside this machine',
      { issuers: [{ ...ISSUER, iss: 'http://ehr.example/r4' }] },
      'issuers[0].iss',
    ],
    [
      'an issuer with a query',
      { issuers: [{ ...ISSUER, iss: 'https://ehr.example/r4?x=1' }] },
      'issuers[0].iss',
    ],
    [
      'an origin with a path',
      { issuers: [{ ...ISSUER, origins: ['https://a.example/x'] }] },
      'issuers[0].origins[0]',
    ],
    ['idle beyond an hour', { issuers: [{ ...ISSUER, idleMinutes: 600 }] }, 'issuers[0].idleMinutes'],
    [
      'an unknown source',
      { issuers: [{ ...ISSUER, reading: { notRead: ['Goal'] } }] },
      'issuers[0].reading.notRead[0]',
    ],
    [
      'a source narrowed to the encounter that is needed from before it',
      { issuers: [{ ...ISSUER, reading: { byEncounter: ['Condition'] } }] },
      'issuers[0].reading.byEncounter[0]',
    ],
    [
      'a polling interval under 30 s',
      { issuers: [{ ...ISSUER, recheckSeconds: 5 }] },
      'issuers[0].recheckSeconds',
    ],
    ['the same issuer twice', { issuers: [ISSUER, ISSUER] }, 'issuers[1].iss'],
    [
      'a standalone issuer not listed',
      { issuers: [ISSUER], standalone: 'https://b.example/r4' },
      'standalone',
    ],
    ['a list that is no object', [ISSUER], '(whole file)'],
  ])('%s', (_, json, path) => {
    const parsed = parseConfiguration(json);
    expect(parsed).toMatchObject({ ok: false, path });
    expect(parsed.ok ? '' : parsed.reason).not.toBe('');
  });

  it('allows http on loopback, for the sandbox', () => {
    expect(parse({ ...ISSUER, iss: 'http://127.0.0.1:9401/fhir' }).ok).toBe(true);
    expect(parse({ ...ISSUER, iss: 'http://127.0.0.1.evil.example/fhir' }).ok).toBe(false);
  });
});
