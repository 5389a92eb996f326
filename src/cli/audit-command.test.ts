import { mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SITE } from '../tables/site-configuration.ts';
import { isObject } from '../facts/json.ts';
import { auditCommand } from './audit-command.ts';
import { findInputs, fingerprintOf } from './bulk/find-inputs.ts';
import { runAudit } from './bulk/run-audit.ts';
import type { Io } from './io.ts';
import { nodeIo } from './node-io.ts';

/** Two charts of the project as a bulk export: one file a type. */
const CHARTS = [
  'no-gaps-right-knee-acetate-40mg',
  'two-to-fix-side-and-prior-therapy',
  'two-knees-two-lines',
];

function bulkLines(): ReadonlyMap<string, readonly string[]> {
  const lines = new Map<string, string[]>();
  for (const name of CHARTS) {
    const bundle: unknown = JSON.parse(readFileSync(`fhir-fixtures/${name}/chart.json`, 'utf8'));
    const entries = isObject(bundle) && Array.isArray(bundle['entry']) ? bundle['entry'] : [];
    for (const entry of entries) {
      const resource: unknown = isObject(entry) ? entry['resource'] : null;
      if (!isObject(resource)) continue;
      const type = String(resource['resourceType']);
      lines.set(type, [...(lines.get(type) ?? []), JSON.stringify(resource)]);
    }
  }
  return lines;
}

let folder = '';
let input = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'audit-'));
  input = join(folder, 'in');
  mkdirSync(input);
  for (const [type, lines] of bulkLines())
    writeFileSync(join(input, `${type}.ndjson`), `${lines.join('\n')}\n`);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function quiet(): { readonly io: Io; readonly said: string[] } {
  const said: string[] = [];
  return { io: { ...nodeIo, stderr: (text) => void said.push(text) }, said };
}

async function audit(out: string, ...more: readonly string[]): Promise<{ code: number; said: string }> {
  const { io, said } = quiet();
  const code = await auditCommand([input, '--out', join(folder, out), ...more], io, false);
  return { code, said: said.join('') };
}

const outputs = (out: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(join(folder, out))
      .sort()
      .map((name) => [name, readFileSync(join(folder, out, name), 'utf8')]),
  );

const jsonLines = (text: string): readonly Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Record<string, unknown> => JSON.parse(line));

describe('audit', () => {
  it('writes one report an encounter, lines and checks as CSV, and a summary', async () => {
    const { code, said } = await audit('out');
    const files = outputs('out');
    expect(code).toBe(0);
    expect(said).toContain('3 encounters of 3 patients judged');
    expect(Object.keys(files)).toEqual([
      'checks.csv',
      'lines.csv',
      'rejected.ndjson',
      'reports.ndjson',
      'summary.json',
    ]);
    expect(jsonLines(files['reports.ndjson'] ?? '')).toHaveLength(3);
    expect(files['rejected.ndjson']).toBe('');
    expect(
      (files['lines.csv'] ?? '').split('\r\n').filter((row) => row.includes(',active,practice,')),
    ).toHaveLength(4);
    expect(files['checks.csv']).toContain('side-recorded,1,fix-before-signing');
  });

  it('gives the same bytes again, whether files are compressed or not and in whatever order lines stand', async () => {
    await audit('first');
    for (const [type, lines] of bulkLines()) {
      rmSync(join(input, `${type}.ndjson`));
      writeFileSync(join(input, `${type}.ndjson.gz`), gzipSync(`${lines.toReversed().join('\n')}\n`));
    }
    await audit('second');
    const [first, second] = [outputs('first'), outputs('second')];
    for (const name of ['reports.ndjson', 'lines.csv', 'checks.csv', 'summary.json'])
      expect(second[name]).toBe(first[name]);
  });

  it('loses no malformed line, and stops calling absent what it may have held', async () => {
    const path = join(input, 'MedicationRequest.ndjson');
    writeFileSync(path, `${readFileSync(path, 'utf8')}{"resourceType": "MedicationRequest", broken\n`);
    const { said } = await audit('out');
    const files = outputs('out');
    expect(said).toContain('1 rejected');
    expect(jsonLines(files['rejected.ndjson'] ?? '')).toMatchObject([
      {
        file: 'MedicationRequest.ndjson',
        reason: 'not JSON',
        text: '{"resourceType": "MedicationRequest", broken',
      },
    ]);
    const priorTherapy = (text: string): readonly string[] =>
      text
        .split('\r\n')
        .filter((row) => row.includes('visit-02') && row.includes(',prior-therapy-documented,'));
    expect(priorTherapy(files['checks.csv'] ?? '')).toEqual([expect.stringContaining(',cannot-tell,')]);
  });

  it('holds back one patient only where the malformed line still names one', async () => {
    const path = join(input, 'MedicationRequest.ndjson');
    const broken = '{"subject":{"reference":"Patient/visit-02-pat-1"}, broken';
    writeFileSync(path, `${readFileSync(path, 'utf8')}${broken}\n`);
    await audit('out');
    const partial = jsonLines(outputs('out')['reports.ndjson'] ?? '').filter(({ sources }) =>
      JSON.stringify(sources).includes('a line about this patient could not be read'),
    );
    expect(partial.map(({ patient }) => patient)).toEqual(['Patient/visit-02-pat-1']);
  });

  it('rejects bytes that are no text without losing them', async () => {
    writeFileSync(join(input, 'Condition.1.ndjson'), Buffer.from([0x7b, 0xff, 0xfe, 0x0a]));
    await audit('out');
    expect(jsonLines(outputs('out')['rejected.ndjson'] ?? '')).toMatchObject([
      { reason: 'not UTF-8 text', base64: Buffer.from([0x7b, 0xff, 0xfe]).toString('base64') },
    ]);
  });

  it('calls a type without a file unsupported, and one with an empty file read', async () => {
    rmSync(join(input, 'Condition.ndjson'));
    writeFileSync(join(input, 'ServiceRequest.ndjson'), '');
    await audit('out');
    const [report] = jsonLines(outputs('out')['reports.ndjson'] ?? '');
    expect(report?.['sources']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: 'Condition', completeness: 'unsupported' }),
        expect.objectContaining({ type: 'ServiceRequest', completeness: 'complete', count: 0 }),
      ]),
    );
  });

  it.each([
    ['forbidden', 'not-supported'],
    ['not-supported', 'forbidden'],
  ])('keeps the worst that its outcomes say of a type, in whatever order: %s, %s', async (...codes) => {
    const lines = codes.map((code) =>
      JSON.stringify({
        resourceType: 'OperationOutcome',
        issue: [{ severity: 'error', code, diagnostics: 'Condition' }],
      }),
    );
    writeFileSync(join(input, 'OperationOutcome.ndjson'), `${lines.join('\n')}\n`);
    await audit('out');
    const [report] = jsonLines(outputs('out')['reports.ndjson'] ?? '');
    expect(report?.['sources']).toEqual(
      expect.arrayContaining([expect.objectContaining({ type: 'Condition', completeness: 'denied' })]),
    );
  });

  it('goes on where it was stopped, and ends with the bytes of a run that was not', async () => {
    await audit('whole');
    const files = findInputs([input]);
    const settings = { asOf: null, table: null, profile: null, site: DEFAULT_SITE };
    const stopping = {
      start: (step: string) => {
        if (step === 'judging') throw new Error('stopped');
      },
      add: () => {},
    };
    const out = join(folder, 'resumed');
    const run = { files, out, settings, fingerprint: fingerprintOf(files, settings) };
    await expect(runAudit({ ...run, progress: stopping })).rejects.toThrow('stopped');
    expect(readdirSync(out)).toEqual(['.audit']);
    const steps: string[] = [];
    await runAudit({ ...run, progress: { start: (step) => void steps.push(step), add: () => {} } });
    expect(steps).toEqual(['judging']);
    expect(outputs('resumed')).toEqual(outputs('whole'));
  });

  it('guards cells that a spreadsheet would run', async () => {
    const path = join(input, 'MedicationAdministration.ndjson');
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('visit-02-ma-1', '=cmd'));
    await audit('out');
    expect(outputs('out')['checks.csv']).not.toMatch(/,=cmd/);
  });

  it.each([
    ['a folder without bulk files', () => [folder, '--out', join(folder, 'o')]],
    ['a folder that is not there', () => [join(folder, 'nowhere'), '--out', join(folder, 'o')]],
    ['no output folder', () => [input]],
    ['a table nobody knows', () => [input, '--out', join(folder, 'o'), '--table', 'nonsense']],
  ])('says in one line what is wrong with %s, and exits 2', async (_, argv) => {
    const { io, said } = quiet();
    expect(await auditCommand(argv(), io, false)).toBe(2);
    expect(said.join('').trimEnd().split('\n')).toHaveLength(1);
  });
});
