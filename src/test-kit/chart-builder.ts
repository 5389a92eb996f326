import { readEncounterFacts } from '../facts/read-encounter-facts.ts';
import type { Chart, RawResource } from '../facts/chart.ts';
import type { EncounterFacts, Injection } from '../facts/encounter-facts.ts';
import { DEFAULT_SITE, type SiteConfiguration } from '../tables/site-configuration.ts';
import { SOURCE_TYPES } from '../vocab/completeness.ts';
import { toExact, type Rational } from '../vocab/rational.ts';
import type { Fact } from '../vocab/fact.ts';

export const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
export const SNOMED = 'http://snomed.info/sct';
export const NDC = 'http://hl7.org/fhir/sid/ndc';
export const UCUM = 'http://unitsofmeasure.org';

/** A concept of one coding. */
export const coded = (system: string, code: string, display?: string): Record<string, unknown> => ({
  coding: [{ system, code, ...(display === undefined ? {} : { display }) }],
});

/** 155323, the salt by name. */
export const ACETATE = coded(RXNORM, '155323');
export const SUCCINATE = coded(RXNORM, '203189');
/** 6902, which cannot tell the salts apart. */
export const PLAIN_METHYLPREDNISOLONE = coded(RXNORM, '6902');
export const INTRA_ARTICULAR = coded(SNOMED, '12130007');
export const RIGHT_KNEE = coded(SNOMED, '6757004');

export const quantity = (value: unknown, unit: string): Record<string, unknown> => ({
  value,
  unit,
  system: UCUM,
  code: unit,
});

export const PATIENT = { resourceType: 'Patient', id: 'p', birthDate: '1961-04-02' } as const;
export const ENCOUNTER = {
  resourceType: 'Encounter',
  id: 'e',
  status: 'in-progress',
  class: { code: 'AMB' },
  subject: { reference: 'Patient/p' },
  period: { start: '2026-11-20T08:00:00-05:00', end: '2026-11-20T17:00:00-05:00' },
} as const;

/** A complete administration: 40 mg of acetate into the right knee; `over` replaces or adds elements. */
export const administration = (over: Readonly<Record<string, unknown>> = {}): RawResource => ({
  resourceType: 'MedicationAdministration',
  id: 'a',
  status: 'completed',
  subject: { reference: 'Patient/p' },
  context: { reference: 'Encounter/e' },
  effectiveDateTime: '2026-11-20T10:00:00-05:00',
  medicationCodeableConcept: ACETATE,
  dosage: { dose: quantity(40, 'mg'), route: INTRA_ARTICULAR, site: RIGHT_KNEE },
  ...over,
});

/** An administration whose `dosage` is replaced element by element. */
export const dosed = (
  dosage: Readonly<Record<string, unknown>>,
  over: Readonly<Record<string, unknown>> = {},
): RawResource =>
  administration({
    dosage: { dose: quantity(40, 'mg'), route: INTRA_ARTICULAR, site: RIGHT_KNEE, ...dosage },
    ...over,
  });

export const order = (over: Readonly<Record<string, unknown>> = {}): RawResource => ({
  resourceType: 'MedicationRequest',
  id: 'o',
  status: 'completed',
  intent: 'order',
  subject: { reference: 'Patient/p' },
  encounter: { reference: 'Encounter/e' },
  authoredOn: '2026-11-20T09:00:00-05:00',
  medicationCodeableConcept: ACETATE,
  ...over,
});

/** A chart of patient `p` and encounter `e`, every source complete. */
export function chart(resources: readonly RawResource[], over: Partial<Chart> = {}): Chart {
  const all: readonly RawResource[] = [PATIENT, ENCOUNTER, ...resources];
  return {
    patient: 'Patient/p',
    encounter: 'Encounter/e',
    serviceDate: null,
    resources: all,
    sources: SOURCE_TYPES.map((type) => ({
      type,
      completeness: 'complete' as const,
      reason: null,
      count: all.filter(({ resourceType }) => resourceType === type).length,
    })),
    droppedWrongPatient: 0,
    readAt: null,
    ...over,
  };
}

export const factsOf = (
  resources: readonly RawResource[],
  site: Partial<SiteConfiguration> = {},
): EncounterFacts => readEncounterFacts(chart(resources), { ...DEFAULT_SITE, ...site });

/** The one injection that resources make; throws where there is none or several. */
export function injectionOf(
  resources: readonly RawResource[],
  site: Partial<SiteConfiguration> = {},
): Injection {
  const { injections } = factsOf(resources, site);
  const [only] = injections;
  if (!only || injections.length > 1) throw new Error(`Expected one injection, found ${injections.length}`);
  return only;
}

const isRational = (value: unknown): value is Rational =>
  typeof value === 'object' && value !== null && 'n' in value && 'd' in value;
const shown = (value: unknown): string => (isRational(value) ? toExact(value) : String(value));

/** A fact in one line for table-driven tests: "recorded 40", "conflicting left, right", "not-recorded". */
export function told(fact: Fact<unknown>): string {
  switch (fact.how) {
    case 'recorded':
    case 'text-only':
    case 'order-only':
      return `${fact.how} ${shown(fact.value)}`;
    case 'conflicting':
      return `conflicting ${fact.values.map(shown).toSorted().join(', ')}`;
    case 'not-recorded':
    case 'not-recognised':
      return fact.how;
    default:
      return fact satisfies never;
  }
}
