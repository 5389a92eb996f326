import { expect, test } from 'vitest';
import {
  administration,
  coded,
  factsOf,
  injectionOf,
  NDC,
  order,
  PLAIN_METHYLPREDNISOLONE,
  RXNORM,
  SNOMED,
  told,
} from '../test-kit/chart-builder.ts';
import type { SiteConfiguration } from '../tables/site-configuration.ts';
import type { RawResource } from './chart.ts';

const by = (concept: unknown): RawResource[] => [administration({ medicationCodeableConcept: concept })];

const NOT_INJECTIONS: readonly (readonly [name: string, resources: readonly RawResource[]])[] = [
  [
    'an oral tablet by code',
    [administration({ medicationCodeableConcept: coded(RXNORM, '260330'), dosage: {} })],
  ],
  [
    'a tablet by NDC',
    [administration({ medicationCodeableConcept: coded(NDC, '00009-0056-02'), dosage: {} })],
  ],
  [
    'a tablet by text',
    [administration({ medicationCodeableConcept: { text: 'methylprednisolone 4 mg tablet' }, dosage: {} })],
  ],
  ['a dose pack', [administration({ medicationCodeableConcept: { text: 'Medrol Dosepak' }, dosage: {} })]],
  [
    'a cream',
    [administration({ medicationCodeableConcept: { text: 'triamcinolone 0.1% cream' }, dosage: {} })],
  ],
  [
    'an ingredient by mouth',
    [
      administration({
        medicationCodeableConcept: PLAIN_METHYLPREDNISOLONE,
        dosage: { route: coded(SNOMED, '26643006') },
      }),
    ],
  ],
  [
    'an ingredient on the skin',
    [
      administration({
        medicationCodeableConcept: coded(RXNORM, '10759'),
        dosage: { route: coded(SNOMED, '6064005') },
      }),
    ],
  ],
  [
    'a nasal spray',
    [
      administration({
        medicationCodeableConcept: coded(RXNORM, '10759'),
        dosage: { route: coded(SNOMED, '46713006') },
      }),
    ],
  ],
  ['another drug', [administration({ medicationCodeableConcept: coded(RXNORM, '6387', 'lidocaine') })]],
  [
    'another drug of a kit ordered with the steroid',
    [
      administration({
        medicationCodeableConcept: coded(RXNORM, '6387', 'lidocaine 1 %'),
        request: { reference: 'MedicationRequest/o' },
      }),
      order(),
    ],
  ],
  ['nothing at all', [administration({ medicationCodeableConcept: undefined })]],
];
test.each(NOT_INJECTIONS)('%s is no injection', (_, resources) => {
  expect(factsOf(resources).injections).toEqual([]);
});

test('an ingredient without any route is an injection, because a missed one is worse than a shown one', () => {
  const injection = injectionOf([
    administration({ medicationCodeableConcept: PLAIN_METHYLPREDNISOLONE, dosage: {} }),
  ]);
  expect(told(injection.route)).toBe('not-recorded');
});

const LOCAL = 'https://hospital.example/formulary';
const SITE: Partial<SiteConfiguration> = {
  systemAliases: { 'https://hospital.example/ndc': 'NDC' },
  drugs: [
    { system: LOCAL, code: 'METH125I', means: { drug: 'methylprednisolone-sodium-succinate' } },
    { system: LOCAL, code: 'METH4T', means: { notAnInjection: 'tablet' } },
  ],
};
test("a site's own codes name the drug, and nothing does without them", () => {
  const resources = by(coded(LOCAL, 'METH125I'));
  expect(told(injectionOf(resources, SITE).drug)).toBe('recorded methylprednisolone-sodium-succinate');
  expect(factsOf(resources).injections).toEqual([]);
});
test("a site's own code of a tablet is no injection", () => {
  expect(factsOf(by(coded(LOCAL, 'METH4T')), SITE).injections).toEqual([]);
});
test("a site's alias makes its NDC system the NDC", () => {
  const resources = by(coded('https://hospital.example/ndc', '00009-3073-01'));
  expect(told(injectionOf(resources, SITE).ndc)).toBe('recorded 00009307301');
  expect(factsOf(resources).injections).toEqual([]);
});
