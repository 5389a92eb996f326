import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { told } from '../test-kit/chart-builder.ts';
import { parseSiteConfiguration } from '../tables/parse-site-configuration.ts';
import { DEFAULT_SITE, type SiteConfiguration } from '../tables/site-configuration.ts';
import { at, elementOf, objectsOf, stringOf } from './json.ts';
import type { RawResource } from './chart.ts';
import type { EncounterFacts } from './encounter-facts.ts';
import { readEncounterFacts } from './read-encounter-facts.ts';

/** Real, published records that stand beside the project; a checkout without them has nothing to run here. */
const FILE = '../shared/real/mimic-iv-demo-steroids.json';
const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

function demoSite(): SiteConfiguration {
  const parsed = parseSiteConfiguration(read('docs/examples/site-mimic-demo.json'));
  if (!parsed.ok) throw new Error(`${parsed.path} ${parsed.reason}`);
  return parsed.value;
}

function factsOfAll(site: SiteConfiguration): readonly EncounterFacts[] {
  const resources = objectsOf(elementOf(read(FILE), 'entry')).flatMap((entry): readonly RawResource[] => {
    const resource = elementOf(entry, 'resource');
    const resourceType = stringOf(elementOf(resource, 'resourceType'));
    return resourceType === null ? [] : [{ ...(resource as RawResource), resourceType }];
  });
  return resources
    .filter(({ resourceType }) => resourceType === 'Encounter')
    .map((encounter) =>
      readEncounterFacts(
        {
          patient: stringOf(at(encounter, 'subject', 'reference')) ?? '',
          encounter: `Encounter/${stringOf(encounter['id'])}`,
          serviceDate: null,
          resources,
          sources: [],
          droppedWrongPatient: 0,
          readAt: null,
        },
        site,
      ),
    );
}

describe.runIf(existsSync(FILE))('the published hospital sample', () => {
  test("with the site's own codes its 17 succinate administrations are injections, tablets and creams are not", () => {
    const injections = factsOfAll(demoSite()).flatMap((facts) => facts.injections);
    const tally = (tell: (one: (typeof injections)[number]) => string): Readonly<Record<string, number>> => {
      const counts = new Map<string, number>();
      for (const injection of injections) counts.set(tell(injection), (counts.get(tell(injection)) ?? 0) + 1);
      return Object.fromEntries(counts);
    };
    expect(tally(({ drug }) => told(drug))).toEqual({ 'recorded methylprednisolone-sodium-succinate': 17 });
    expect(tally(({ route }) => told(route))).toEqual({ 'order-only intravenous': 16, 'not-recorded': 1 });
    expect(tally(({ dose }) => told(dose.mg))).toEqual({
      'recorded 75': 7,
      'recorded 4': 9,
      'recorded 125': 1,
    });
    expect(tally(({ ndc }) => told(ndc))).toEqual({
      'order-only 00009004722': 7,
      'order-only 00009003928': 5,
      'not-recorded': 5,
    });
    expect(tally(({ order }) => order.how)).toEqual({ request: 17 });
  });

  test('without them nothing is taken for an injection, and the local codes are listed once each', () => {
    const all = factsOfAll(DEFAULT_SITE);
    expect(all.flatMap((facts) => facts.injections)).toEqual([]);
    for (const { unmappedCodes } of all) {
      const keys = unmappedCodes.map(({ element, system, code }) => `${element} ${system} ${code}`);
      expect(new Set(keys).size).toBe(keys.length);
    }
    const medications = all.flatMap(({ unmappedCodes }) =>
      unmappedCodes.filter(({ element }) => element === 'medication').map(({ code }) => code),
    );
    expect(medications).toEqual(expect.arrayContaining(['METH125I', 'METH40I', 'MPRED2', '00009004722']));
  });
});
