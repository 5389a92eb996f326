import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, isObject, isResource, type Resource, typeAndId, withElements } from './resource.ts';

/** One scenario's chart: what should happen is its folder's name. */
export interface Scenario {
  readonly name: string;
  readonly resources: readonly Resource[];
}

/**
 * Reads `<dir>/<scenario>/chart.json` in name order; a folder without one is left out. So is a chart that tells how
 * its own reading went wrong: served whole, it would show "no gaps" under a name that promises a refusal. Refusals
 * are made by the faults. And so is one with a `site.json`: the app launched here is configured as another site.
 */
export function loadScenarios(directory: string): readonly Scenario[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .map((each) => each.name)
    .filter((name) => existsSync(join(directory, name, 'chart.json')))
    .filter((name) => !existsSync(join(directory, name, 'site.json')))
    .toSorted()
    .flatMap((name) => {
      const resources = readChart(join(directory, name, 'chart.json'));
      return resources === null ? [] : [{ name, resources }];
    });
}

function readChart(file: string): readonly Resource[] | null {
  const bundle: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (at(bundle, 'entry.resource.resourceType').includes('OperationOutcome')) return null;
  return at(bundle, 'entry.resource').filter(isResource);
}

/** Tag under which a patient carries the name of its scenario; nothing clinical reads it. */
export const SCENARIO_TAG = 'https://injectcheck.example/sandbox/scenario';

/**
 * All charts as one server's content. Scenarios are written apart, so two may use one id for different things:
 * the later one is renamed throughout, references included.
 */
export function joinScenarios(scenarios: readonly Scenario[]): readonly Resource[] {
  const held = new Map<string, string>();
  return scenarios.flatMap(({ name, resources }, index) => {
    const clashing = new Map<string, string>();
    for (const resource of resources) {
      const reference = `${resource.resourceType}/${resource.id}`;
      const before = held.get(reference);
      if (before !== undefined && before !== JSON.stringify(resource))
        clashing.set(reference, `${reference.slice(0, 60 + reference.indexOf('/'))}-${index}`);
    }
    const kept = resources
      .map((each) => rename(each, clashing))
      .filter((each) => !held.has(`${each.resourceType}/${each.id}`));
    for (const each of kept) held.set(`${each.resourceType}/${each.id}`, JSON.stringify(each));
    return kept.map((each) => (each.resourceType === 'Patient' ? tagged(each, name) : each));
  });
}

function tagged(patient: Resource, scenario: string): Resource {
  const meta = isObject(patient['meta']) ? patient['meta'] : {};
  return withElements(patient, {
    meta: { ...meta, tag: [...at(meta, 'tag'), { system: SCENARIO_TAG, code: scenario }] },
  });
}

function rename(resource: Resource, names: ReadonlyMap<string, string>): Resource {
  if (names.size === 0) return resource;
  const own = names.get(`${resource.resourceType}/${resource.id}`);
  const renamed = renamedValue(resource, names) as Resource;
  return own ? { ...renamed, id: own.slice(own.indexOf('/') + 1) } : renamed;
}

function renamedValue(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => renamedValue(each, names));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      const isPointer = (key === 'reference' || key === 'url') && typeof each === 'string';
      const target = isPointer ? names.get(typeAndId(each) ?? '') : undefined;
      return [key, target ?? renamedValue(each, names)];
    }),
  );
}
