import { describe, expect, it } from 'vitest';
import { sandboxReader, watchedOptions, type SandboxReaderOptions } from '../test-kit/sandbox-session.ts';
import { anIssuer } from '../test-kit/session-builder.ts';
import { testCharts } from '../../launch/sandbox-ehr/test-charts.ts';
import { noteStateOf } from './note-state.ts';
import { identityOf } from './read-identity.ts';
import { ReadFailed, SessionExpired, type WorklistEntry } from './session.ts';
import { readPastedIds } from './worklist.ts';

const { options } = watchedOptions();

describe('identity', () => {
  it('is the patient asked for', async () => {
    const { reader } = await sandboxReader();
    expect(await reader.readIdentity('Patient/a', options)).toEqual({
      reference: 'Patient/a',
      name: 'Ada Stone',
      birthDate: '1961-04-02',
      sex: 'female',
      identifiers: [],
    });
  });

  it('is refused when the server gives another patient, nothing, or an error', async () => {
    const { reader } = await sandboxReader();
    await expect(reader.readIdentity('Patient/nobody', options)).rejects.toBeInstanceOf(ReadFailed);
    await expect(reader.readIdentity('Patient/../b', options)).rejects.toBeInstanceOf(ReadFailed);
    await expect(reader.readIdentity('Encounter/a-visit', options)).rejects.toBeInstanceOf(ReadFailed);
    const ended = await sandboxReader({ fault: '401' });
    await expect(ended.reader.readIdentity('Patient/a', options)).rejects.toBeInstanceOf(SessionExpired);
  });

  it('prefers the official name and the record number, and leaves old names and other numbers out', () => {
    const identity = identityOf({
      resourceType: 'Patient',
      id: '1',
      name: [
        { use: 'old', family: 'Before' },
        { use: 'usual', text: 'Addie' },
        { use: 'official', given: ['Ada', 7], family: 'Stone', suffix: ['III'] },
      ],
      identifier: [
        { type: { coding: [{ code: 'MR' }], text: 'MRN' }, value: '400' },
        { type: { coding: [{ code: 'SS' }] }, value: '000-00-0000' },
        { value: 'x' },
      ],
    });
    expect([identity.name, identity.identifiers]).toEqual([
      'Ada Stone III',
      [{ label: 'MRN', value: '400' }],
    ]);
  });

  it.each([{}, { name: 'text' }, { name: [7, null] }, { identifier: {} }, { name: [{ given: 'Ada' }] }])(
    'survives %j',
    (odd) => {
      expect(identityOf({ resourceType: 'Patient', id: '1', ...odd }).identifiers).toEqual([]);
    },
  );
});

describe('encounters', () => {
  const visit = (id: string, start?: string): (typeof charts)[number] => ({
    resourceType: 'Encounter',
    id,
    status: 'finished',
    class: { code: 'AMB' },
    subject: { reference: 'Patient/a' },
    ...(start ? { period: { start } } : {}),
    type: [{ text: `Visit ${id}` }],
  });
  const charts = testCharts();

  it('come newest first, whatever the order of the server, with their own words', async () => {
    const resources = [...charts, visit('old', '2026-03-01T09:00:00Z'), visit('new', '2026-11-24T09:00:00Z')];
    const { reader } = await sandboxReader({ sandbox: { resources } });
    const { choices, incomplete } = await reader.listEncounters('Patient/a', options);
    expect(choices.map(({ reference }) => reference)).toEqual([
      'Encounter/new',
      'Encounter/a-visit',
      'Encounter/old',
    ]);
    expect([choices[0]?.label, choices[1]?.label, incomplete]).toEqual([
      'Visit new',
      'Right knee pain',
      null,
    ]);
  });

  it("never hold another patient's, and say when the list is not whole", async () => {
    const lost = await sandboxReader({
      sandbox: { pageSize: 1, resources: [...charts, visit('x', '2026-11-01T09:00:00Z')] },
      reading: { maxPages: 1 },
    });
    const { choices, incomplete } = await lost.reader.listEncounters('Patient/a', options);
    expect([choices.length, incomplete === null]).toEqual([1, false]);
  });

  it('that cannot be read are an error with words, not an empty list', async () => {
    const denied = await sandboxReader({ scope: 'openid launch patient/Patient.r' });
    await expect(denied.reader.listEncounters('Patient/a', options)).rejects.toBeInstanceOf(ReadFailed);
    const down = await sandboxReader({ down: true });
    await expect(down.reader.listEncounters('Patient/a', options)).rejects.toBeInstanceOf(ReadFailed);
  });
});

describe('note state', () => {
  it('is read from the documents of the encounter alone', async () => {
    const { reader, asked } = await sandboxReader();
    expect(await reader.readNoteState('Patient/a', 'Encounter/a-visit', options)).toBe('draft');
    expect(await reader.readNoteState('Patient/a', 'Encounter/other', options)).toBe('none-seen');
    expect(asked.every(({ url }) => url.includes('/DocumentReference?'))).toBe(true);
  });

  it('is not readable without the scope, without a call', async () => {
    const { reader, asked } = await sandboxReader({ scope: 'openid launch patient/Patient.r' });
    expect(await reader.readNoteState('Patient/a', 'Encounter/a-visit', options)).toBe('not-readable');
    expect(asked).toEqual([]);
  });

  const note = (change: object = {}) => ({
    resourceType: 'DocumentReference',
    status: 'current',
    context: { encounter: [{ reference: 'Encounter/1' }] },
    ...change,
  });
  it.each([
    ['a preliminary note', [note({ docStatus: 'preliminary' })], true, 'draft'],
    ['a final note', [note({ docStatus: 'final' })], true, 'signed'],
    ['an amended note', [note({ docStatus: 'amended' })], true, 'signed'],
    [
      'one signed, one draft',
      [note({ docStatus: 'final' }), note({ docStatus: 'preliminary' })],
      true,
      'draft',
    ],
    ['no status, an authenticator', [note({ authenticator: {} })], true, 'signed'],
    ['no status, nobody', [note()], true, 'draft'],
    ['superseded', [note({ status: 'superseded', docStatus: 'final' })], true, 'none-seen'],
    ['entered in error', [note({ docStatus: 'entered-in-error' })], true, 'none-seen'],
    [
      'another encounter',
      [note({ context: { encounter: [{ reference: 'Encounter/2' }] } })],
      true,
      'none-seen',
    ],
    ['no context', [note({ context: undefined })], true, 'none-seen'],
    [
      'an absolute reference',
      [
        note({
          docStatus: 'final',
          context: { encounter: [{ reference: 'https://x.example/r4/Encounter/1' }] },
        }),
      ],
      true,
      'signed',
    ],
    ['a picture', [note({ category: [{ coding: [{ code: 'imaging' }] }] })], true, 'none-seen'],
    ['none, but the list is not whole', [], false, 'not-readable'],
  ] as const)('%s', (_, documents, isComplete, state) => {
    expect(noteStateOf(documents, 'Encounter/1', isComplete)).toBe(state);
  });
});

describe('worklist', () => {
  async function listed(from: SandboxReaderOptions, pasted?: string) {
    const { reader, asked } = await sandboxReader({
      scope: 'openid launch user/*.rs',
      launch: { patient: null, encounter: null, user: 'Practitioner/sandbox-coder' },
      ...from,
    });
    const found: WorklistEntry[] = [];
    const end = await reader.listWorklist((entries) => found.push(...entries), {
      ...options,
      ...(pasted === undefined ? {} : { pasted }),
    });
    const sorted = found
      .map(({ patient, encounter }) => `${patient} ${encounter}`)
      .toSorted((a, b) => a.localeCompare(b));
    return { found, sorted, end, asked };
  }
  const BOTH = ['Patient/a Encounter/a-visit', 'Patient/b Encounter/b-visit'];
  const issuerWith = (worklist: ReturnType<typeof anIssuer>['worklist']) => ({ issuer: { worklist } });

  it('from tasks of the user', async () => {
    const { sorted, end } = await listed(issuerWith({ source: 'tasks' }));
    expect([sorted, end]).toEqual([BOTH, { complete: true, reason: null }]);
  });

  it('from a list of patients, each with the encounters of their own', async () => {
    const { sorted, end } = await listed(issuerWith({ source: 'list', list: 'List/sandbox-patients' }));
    expect([sorted, end.complete]).toEqual([BOTH, true]);
  });

  it('from encounters by date and clinician', async () => {
    const { sorted, asked } = await listed(
      issuerWith({ source: 'encounters', practitioners: ['Practitioner/osei'], days: 14 }),
    );
    expect(sorted).toEqual(BOTH);
    expect(new URL(asked[0]?.url ?? '').searchParams.get('date')).toBe('ge2026-11-09T19:30:00Z');
  });

  it('from pasted ids: each its own patient, words that are no ids counted, unknown ones said', async () => {
    const { sorted, found, end } = await listed({}, 'a-visit, Encounter/b-visit\nnobody; a-visit <script>');
    expect(sorted).toEqual(BOTH);
    expect(found[0]).toMatchObject({ start: '2026-11-23T13:30:00-05:00' });
    expect(end.complete).toBe(false);
    expect(end.reason).toMatch(/1 of the pasted words .* 1 of 3 encounters/);
  });

  it('nothing configured and nothing pasted is an empty, whole list', async () => {
    expect((await listed({})).end).toEqual({ complete: true, reason: null });
  });

  it('a list that is not there, or a user nobody named, is said', async () => {
    const { end } = await listed(issuerWith({ source: 'list', list: 'List/missing' }));
    expect([end.complete, end.reason === null]).toEqual([false, false]);
  });

  it('reads pasted ids in every usual form', () => {
    expect(readPastedIds(' a\tb,c;Encounter/d\n\na ')).toEqual({ ids: ['a', 'b', 'c', 'd'], refused: 0 });
    expect(readPastedIds('Patient/1 a/b ü')).toEqual({ ids: [], refused: 3 });
  });
});
