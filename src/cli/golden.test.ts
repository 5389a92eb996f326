import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chartFile, siteFile } from '../../tools/fixtures/chart-file.ts';
import { SCENARIOS } from '../../tools/fixtures/scenarios.ts';
import { isObject } from '../facts/json.ts';
import type { EncounterReport } from '../report/report-schema.ts';
import { runReview } from './run-review.ts';

const DIRECTORY = 'fhir-fixtures';
const names = readdirSync(DIRECTORY).sort();
const read = (name: string, file: string): string => readFileSync(`${DIRECTORY}/${name}/${file}`, 'utf8');
const siteOf = (name: string): string | null =>
  existsSync(`${DIRECTORY}/${name}/site.json`) ? read(name, 'site.json') : null;

function review(chart: string, site: string | null): string {
  let out = '';
  runReview(['chart.json', ...(site === null ? [] : ['--site', 'site.json'])], {
    readFile: (path) => new TextEncoder().encode(path === 'site.json' && site !== null ? site : chart),
    stdout: (text) => {
      out += text;
    },
    stderr: (text) => {
      throw new Error(text);
    },
  });
  return out;
}

/** The chart with its entries in another order; the same order for the same seed. */
function shuffled(chart: string, seed: number): string {
  const bundle: unknown = JSON.parse(chart);
  if (!isObject(bundle) || !Array.isArray(bundle['entry'])) throw new Error('no entries');
  let state = seed;
  const keyed = bundle['entry'].map((entry: unknown) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return { entry, key: state >>> 8 };
  });
  return JSON.stringify({ ...bundle, entry: keyed.sort((a, b) => a.key - b.key).map(({ entry }) => entry) });
}

/** Types whose twins stand there under an id of their own: two notes, orders and procedures alike in all but their id. */
const TWINS: ReadonlySet<unknown> = new Set(['DocumentReference', 'MedicationRequest', 'Procedure']);

/** The chart with a twin of each of those, and with each administration twice: with another dose, without a version. */
function withTwins(chart: string): string {
  const bundle: unknown = JSON.parse(chart);
  if (!isObject(bundle) || !Array.isArray(bundle['entry'])) throw new Error('no entries');
  const resources = bundle['entry'].flatMap((entry: unknown): readonly object[] => {
    const resource = isObject(entry) ? entry['resource'] : null;
    if (!isObject(resource)) return [];
    const { id, resourceType } = resource;
    if (TWINS.has(resourceType)) return [resource, { ...resource, id: `${String(id)}-twin` }];
    if (resourceType !== 'MedicationAdministration') return [resource];
    const dose = { value: 80, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' };
    return [
      { ...resource, meta: undefined },
      { ...resource, meta: undefined, dosage: { dose } },
    ];
  });
  return JSON.stringify({ ...bundle, entry: resources.map((resource) => ({ resource })) });
}

describe('golden reports', () => {
  it.each(names)('%s', (name) => {
    expect(review(read(name, 'chart.json'), siteOf(name))).toBe(read(name, 'expected-report.json'));
  });

  it.each(names)('%s, whatever the order of its resources', (name) => {
    const chart = read(name, 'chart.json');
    for (const seed of [1, 2, 3])
      expect(review(shuffled(chart, seed), siteOf(name))).toBe(read(name, 'expected-report.json'));
  });

  it.each(names)('%s, whatever the order, with resources that nothing else could put in order', (name) => {
    const chart = withTwins(read(name, 'chart.json'));
    const [first, ...others] = [1, 2, 3].map((seed) => review(shuffled(chart, seed), siteOf(name)));
    for (const other of others) expect(other).toBe(first);
  });

  it('has a chart for every scenario, and no folder without one', () => {
    expect(names).toEqual(SCENARIOS.map(({ name }) => name).sort());
    expect(names.filter((name) => !existsSync(`${DIRECTORY}/${name}/chart.json`))).toEqual([]);
  });

  it.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))(
    '%s: chart and site are what its scenario writes (npm run fixtures)',
    (name, scenario) => {
      expect(read(name, 'chart.json')).toBe(chartFile(scenario));
      expect(siteOf(name)).toBe(siteFile(scenario));
    },
  );

  it('hold the same findings with and without the site of a chart, and count them otherwise only', () => {
    const own = names.flatMap((name) => {
      const site = siteOf(name);
      return site === null ? [] : [{ chart: read(name, 'chart.json'), site }];
    });
    const about = (output: string) => {
      const reports: readonly EncounterReport[] = JSON.parse(output);
      return reports.map(({ checks, disagreements, lines, claimState, counts }) => ({
        held: [checks.map(({ id, outcome, message }) => [id, outcome, message]), lines],
        acknowledged: [
          checks.filter(({ acknowledged }) => acknowledged !== null).map(({ id }) => id),
          disagreements.map(({ code, acknowledged }) => [code, acknowledged]),
        ],
        counted: [claimState, counts.toResolve],
      }));
    };
    expect(
      own.map(({ chart, site }) => {
        const [[by], [without]] = [about(review(chart, site)), about(review(chart, null))];
        expect(by?.held).toEqual(without?.held);
        return [by?.acknowledged, by?.counted, without?.acknowledged, without?.counted];
      }),
    ).toEqual([
      [
        [['code-tables-agree'], [['J3250', true]]],
        ['no-gaps', 0],
        [[], [['J3250', false]]],
        ['gaps', 1],
      ],
    ]);
  });

  it('gives every chart a patient of its own', () => {
    const patients = names.map(
      (name) => /"reference": "(Patient\/[^"]+)"/.exec(read(name, 'chart.json'))?.[1],
    );
    expect(new Set(patients).size).toBe(names.length);
  });
});
