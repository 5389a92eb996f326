import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isObject } from '../facts/json.ts';
import type { EncounterReport } from '../report/report-schema.ts';
import type { Io } from './io.ts';
import { runReview } from './run-review.ts';

const CHART = 'fhir-fixtures/two-to-fix-side-and-prior-therapy/chart.json';

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `review` over files given as text, or on disk where a name is not among them. */
function review(argv: readonly string[], files: Readonly<Record<string, string | Uint8Array>> = {}): Run {
  const [out, err]: [string[], string[]] = [[], []];
  const io: Io = {
    readFile: (path) => {
      const given = files[path];
      if (given === undefined) return readFileSync(path);
      return typeof given === 'string' ? new TextEncoder().encode(given) : given;
    },
    stdout: (text) => void out.push(text),
    stderr: (text) => void err.push(text),
  };
  return { code: runReview(argv, io), out: out.join(''), err: err.join('') };
}

const reportsOf = ({ out }: Run): readonly EncounterReport[] => {
  const reports: EncounterReport[] = JSON.parse(out);
  return reports;
};

const resourcesOf = (path: string): readonly Readonly<Record<string, unknown>>[] => {
  const bundle: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const entries = isObject(bundle) && Array.isArray(bundle['entry']) ? bundle['entry'] : [];
  return entries.flatMap((entry) =>
    isObject(entry) && isObject(entry['resource']) ? [entry['resource']] : [],
  );
};
const bundleOf = (resources: readonly unknown[], more: object = {}): string =>
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ resource })),
    ...more,
  });
const ndjsonOf = (resources: readonly unknown[]): string =>
  resources.map((resource) => JSON.stringify(resource)).join('\n');

describe('review', () => {
  it('prints an array of reports and exits 1 for a gap', () => {
    const run = review([CHART]);
    expect(run.code).toBe(1);
    expect(run.err).toBe('');
    expect(reportsOf(run)).toMatchObject([{ signState: 'gaps', counts: { toFix: 2 } }]);
  });

  it('exits 0 when every state is clear', () => {
    expect(review(['fhir-fixtures/not-done-is-not-counted/chart.json']).code).toBe(0);
  });

  it('says in text what is to fix, the arithmetic, and where the tables disagree', () => {
    const { out } = review([CHART, '--format', 'text']);
    expect(out).toContain('2 to fix before you sign.');
    expect(out).toContain('40 mg ≤ 40 mg, J3250 × 1');
    expect(out).toContain('CMS lists J3250 as trimethobenzamide');
    expect(out).toContain('side not recorded');
  });

  it('prints nothing in text that could steer a terminal', () => {
    const hostile = resourcesOf(CHART).map((resource) =>
      resource['resourceType'] === 'MedicationAdministration'
        ? { ...resource, performer: [{ actor: { display: '\u001B[31mRN\u202E\u009B2J\u2028x' } }] }
        : resource,
    );
    const { out } = review(['c.json', '--format', 'text'], { 'c.json': bundleOf(hostile) });
    expect(out).toContain('RN');
    expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028]/u);
  });

  it('names the active table and turns the cross-check round', () => {
    const [report] = reportsOf(review([CHART, '--table', 'cms-hcpcs']));
    expect(report?.tables).toMatchObject({ active: 'cms-hcpcs', crossCheck: 'practice' });
    expect(report?.lines.filter(({ role }) => role === 'active').map(({ code }) => code)).toEqual(['J1010']);
  });

  it('takes --as-of, else the newest moment of the input', () => {
    expect(reportsOf(review([CHART]))[0]?.asOf).toBe('2026-11-23T14:10:00-05:00');
    expect(reportsOf(review([CHART, '--as-of', '2026-12-01']))[0]?.asOf).toBe('2026-12-01T00:00:00Z');
  });

  it('reads NDJSON as it reads a Bundle, with types that have no line unsupported', () => {
    const run = review(['chart.ndjson'], { 'chart.ndjson': ndjsonOf(resourcesOf(CHART)) });
    const [report] = reportsOf(run);
    const of = (type: string) => report?.sources.find((source) => source.type === type)?.completeness;
    expect([of('MedicationAdministration'), of('Coverage')]).toEqual(['complete', 'unsupported']);
  });

  it('puts several files together', () => {
    const resources = resourcesOf(CHART);
    const isProcedure = ({ resourceType }: Readonly<Record<string, unknown>>): boolean =>
      resourceType === 'Procedure';
    const files = {
      a: bundleOf(resources.filter((resource) => !isProcedure(resource))),
      b: bundleOf(resources.filter(isProcedure)),
    };
    expect(reportsOf(review(['a', 'b'], files))[0]?.procedures).toHaveLength(1);
    expect(reportsOf(review(['a'], files))[0]?.procedures).toHaveLength(0);
  });

  it('keeps each patient apart, and counts what belongs to nobody in the file', () => {
    const other = resourcesOf('fhir-fixtures/no-gaps-right-knee-acetate-40mg/chart.json');
    const stray = {
      ...resourcesOf(CHART).find(({ resourceType }) => resourceType === 'MedicationAdministration'),
      id: 'stray',
      subject: { reference: 'Patient/nobody' },
    };
    const both = reportsOf(review(['both'], { both: bundleOf([...resourcesOf(CHART), ...other]) }));
    expect(both.map(({ patient, injections }) => [patient, injections.length])).toEqual([
      ['Patient/97001021', 1],
      ['Patient/visit-02-pat-1', 1],
    ]);
    const [one] = reportsOf(review(['one'], { one: bundleOf([...resourcesOf(CHART), stray]) }));
    expect(one).toMatchObject({ droppedWrongPatient: 1 });
    expect(one?.injections.map(({ administration }) => administration)).not.toContain(
      'MedicationAdministration/stray',
    );
  });

  it('groups administrations without an encounter by their date', () => {
    const loose = resourcesOf(CHART)
      .filter(({ resourceType }) => resourceType !== 'Encounter' && resourceType !== 'Procedure')
      .map((resource) => ({ ...resource, context: undefined }));
    const reports = reportsOf(review(['loose'], { loose: bundleOf(loose) }));
    expect(reports).toMatchObject([{ encounter: { reference: null, serviceDate: '2026-11-23' } }]);
    expect(reports[0]?.injections).toHaveLength(1);
  });

  it('asks for one encounter by id, whatever it holds', () => {
    expect(reportsOf(review([CHART, '--encounter', 'visit-02-enc-1']))).toHaveLength(1);
    expect(reportsOf(review([CHART, '--encounter', 'Encounter/visit-02-enc-1']))).toHaveLength(1);
    expect(review([CHART, '--encounter', 'other'])).toMatchObject({ code: 2, out: '' });
  });

  it('never calls a chart clear whose file says that more pages follow', () => {
    const path = 'fhir-fixtures/not-done-is-not-counted/chart.json';
    const more = { link: [{ relation: 'next', url: 'https://ehr.example/fhir?page=2' }] };
    const run = review(['page'], { page: bundleOf(resourcesOf(path), more) });
    expect(run.code).toBe(1);
    expect(reportsOf(run)[0]?.signState).toBe('cannot-tell');
  });

  it.each([
    ['a line of NDJSON', (chart: readonly object[], outcome: object) => ndjsonOf([...chart, outcome])],
    ['an entry of a Bundle', (chart: readonly object[], outcome: object) => bundleOf([...chart, outcome])],
  ])('never calls a chart clear when %s says that administrations were refused', (_, written) => {
    const chart = resourcesOf('fhir-fixtures/not-done-is-not-counted/chart.json');
    const outcome = {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code: 'forbidden', diagnostics: 'MedicationAdministration' }],
    };
    const run = review(['f'], { f: written(chart, outcome) });
    const [report] = reportsOf(run);
    expect([run.code, report?.signState, report?.claimState]).toEqual([1, 'cannot-tell', 'cannot-tell']);
    expect(report?.sources.find(({ type }) => type === 'MedicationAdministration')?.completeness).toBe(
      'denied',
    );
  });

  it.each<[string, Readonly<Record<string, string | Uint8Array>>, RegExp]>([
    ['an empty file', { f: '' }, /^f: the file is empty\n$/],
    ['white space', { f: ' \n\n' }, /^f: the file is empty\n$/],
    ['no JSON', { f: 'hello' }, /^f:1: not JSON\n$/],
    [
      'JSON cut short',
      { f: '{"resourceType":\n"Bundle",\n"entry": [' },
      /^f:3: not JSON: the text ends too early\n$/,
    ],
    ['JSON broken on line 3', { f: '{"resourceType":\n"Bundle",\n"type" "x"}' }, /^f:3: not JSON\n$/],
    ['no FHIR', { f: '{"hello": 1}' }, /^f:1: not FHIR/],
    ['an array', { f: '[]' }, /^f:1: not FHIR/],
    [
      'a broken line of NDJSON',
      { f: '{"resourceType":"Patient","id":"1"}\n{broken}\n' },
      /^f:2: not JSON\n$/,
    ],
    ['bytes that are no text', { f: new Uint8Array([0xff, 0xfe, 0x00]) }, /^f:1: not UTF-8 text\n$/],
  ])('says what is wrong with %s in one line, prints nothing, and exits 2', (_, files, line) => {
    const run = review(['f'], files);
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toMatch(line);
  });

  it.each([
    [['nowhere.json'], /^nowhere\.json: cannot be read \(ENOENT\)\n$/],
    [[], /^no file named; usage: review/],
    [[CHART, '--format', 'xml'], /^--format is json or text\n$/],
    [[CHART, '--colour', 'red'], /^Unknown option '--colour'/],
    [[CHART, '--table', 'nonsense'], /^--table nonsense: neither a known id nor a file/],
    [[CHART, '--profile', 'nonsense'], /^--profile nonsense: neither a known id nor a file/],
    [[CHART, '--as-of', 'yesterday'], /^--as-of is a date/],
    [[CHART, '--time-zone', 'Mars/Olympus'], /^--time-zone Mars\/Olympus: not an IANA time zone\n$/],
  ])('refuses %j in one line and exits 2', (argv, line) => {
    const run = review(argv);
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toMatch(line);
    expect(run.err.trimEnd().split('\n')).toHaveLength(1);
  });

  it('prints nothing when the second file is bad, however good the first', () => {
    expect(review([CHART, 'bad'], { bad: '{' })).toMatchObject({ code: 2, out: '' });
  });

  it('never quotes the chart in an error', () => {
    const run = review(['f'], { f: '{"resourceType":"Patient","name":[{"family":"Abernathy" "x"}]}' });
    expect(run.err).not.toContain('Abernathy');
  });

  it('refuses a site file with its path and reason', () => {
    const run = review([CHART, '--site', 'site.json'], { 'site.json': '{"timeZone": "Mars/Olympus"}' });
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toMatch(/^site\.json: .*timeZone/);
  });
});
