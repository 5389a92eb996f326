import type { Scenario } from './load-fixtures.ts';
import { at, isObject, type Resource, textAt, typeAndId, withElements } from './resource.ts';

export interface PopulationOptions {
  /** How many patients, each with one visit to review and the history the template brings. */
  readonly size: number;
  /** `YYYY-MM-DD` of the newest visits. */
  readonly today: string;
  /** Same seed, size, day and templates: same population. */
  readonly seed?: number;
  /** Visits lie on this many days up to today. */
  readonly days?: number;
}

const DAY = 86_400_000;
const FAMILIES =
  'Abara Bellweather Castellane Dunmore Eskildsen Ferreira Garrick Hollis Ibarrola Jansen Kowal Lindqvist Marchetti Novotny Okonjo Pemberton Quintero Rasmussen Sandoval Thibault Umarov Vasquez Whitcombe Xiong Yilmaz Zeller';
const GIVEN =
  'Amara Bjorn Celeste Dimitri Esther Farid Gwen Hana Imelda Jonas Kofi Lorenzo Mira Nadia Osric Petra';
const CLINICIANS =
  'Levin Adeyemi Brandt Chaudhry Delacroix Engel Fontaine Gupta Hargrove Ishikawa Jovanovic Keller';
const SITES = [
  'Lakeside Orthopaedics',
  'Northgate Rheumatology',
  'Harbour Sports Medicine',
  'Old Mill Clinic',
];

const words = (list: string): readonly string[] => list.split(' ');

/** A small seeded generator (mulberry32): numbers from 0 up to 1. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Patients made from the scenarios: other names, numbers, clinicians, sites and days, the same clinical content.
 * For the worklist and for measuring; nothing in it is a person.
 */
export function generatePopulation(
  scenarios: readonly Scenario[],
  { size, today, seed = 20_261_123, days = 90 }: PopulationOptions,
): readonly Resource[] {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(next() * list.length)];
  const clinicians = makeClinicians();
  const organizations = SITES.map((name, index) => ({
    resourceType: 'Organization',
    id: `site-${index + 1}`,
    name,
  }));
  const charts = Array.from({ length: size }, (_, index): readonly Resource[] => {
    const template = pick(scenarios);
    if (!template) return [];
    const traits: Traits = {
      index,
      given: pick(words(GIVEN)) ?? '',
      family: pick(words(FAMILIES)) ?? '',
      born: `${1935 + Math.floor(next() * 65)}-0${1 + Math.floor(next() * 9)}-1${Math.floor(next() * 9)}`,
      clinician: pick(clinicians),
      site: pick(organizations),
      visitDay: Date.parse(today) - Math.floor(next() * days) * DAY,
    };
    return individual(template, traits);
  });
  return [...clinicians, ...organizations, ...charts.flat()];
}

const makeClinicians = (): readonly Resource[] =>
  words(CLINICIANS).map((family, index) => ({
    resourceType: 'Practitioner',
    id: `clinician-${index + 1}`,
    active: true,
    name: [
      {
        family,
        given: [String.fromCodePoint(65 + index)],
        text: `${String.fromCodePoint(65 + index)}. ${family} MD`,
      },
    ],
  }));

interface Traits {
  readonly index: number;
  readonly given: string;
  readonly family: string;
  readonly born: string;
  readonly clinician: Resource | undefined;
  readonly site: Resource | undefined;
  /** Midnight of the visit's day, epoch milliseconds. */
  readonly visitDay: number;
}

/** The newest visit's day decides how far everything in the template moves. */
function templateDay(resources: readonly Resource[]): number {
  const starts = resources
    .filter((each) => each.resourceType === 'Encounter')
    .flatMap((each) => textAt(each, 'period.start')?.slice(0, 10) ?? [])
    .toSorted();
  return Date.parse(starts.at(-1) ?? '2026-11-23');
}

function individual({ resources }: Scenario, traits: Traits): readonly Resource[] {
  const own = new Map<string, string>();
  const visit = resources.find((each) => each.resourceType === 'Encounter');
  const attending = typeAndId(textAt(visit, 'participant.individual.reference') ?? '');
  for (const { resourceType, id } of resources)
    if (resourceType !== 'Practitioner' && resourceType !== 'Organization')
      own.set(
        `${resourceType}/${id}`,
        `${resourceType}/n${traits.index + 1}-${id}`.slice(0, resourceType.length + 65),
      );
  const change: Change = {
    names: own,
    attending,
    clinician: traits.clinician,
    shift: traits.visitDay - templateDay(resources),
  };
  return resources
    .filter((each) => own.has(`${each.resourceType}/${each.id}`))
    .map((each) => {
      const reference = own.get(`${each.resourceType}/${each.id}`) ?? '';
      const moved = changed(each, change) as Resource;
      const renamed: Resource = { ...moved, id: reference.slice(reference.indexOf('/') + 1) };
      if (each.resourceType === 'Patient') return person(renamed, traits);
      if (each.resourceType !== 'Encounter' || !traits.site) return renamed;
      return withElements(renamed, {
        serviceProvider: {
          reference: `Organization/${traits.site.id}`,
          display: textAt(traits.site, 'name'),
        },
      });
    });
}

function person(patient: Resource, { index, given, family, born }: Traits): Resource {
  const identifier = at(patient, 'identifier').map((each) =>
    isObject(each) ? { ...each, value: String(500_000 + index) } : each,
  );
  return withElements(patient, { name: [{ family, given: [given] }], birthDate: born, identifier });
}

interface Change {
  readonly names: ReadonlyMap<string, string>;
  readonly attending: string | null;
  readonly clinician: Resource | undefined;
  /** Milliseconds by which every date moves; whole days. */
  readonly shift: number;
}

const FULL_DATE = /^(\d{4}-\d{2}-\d{2})(T.*)?$/;

function changed(value: unknown, change: Change): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => changed(each, change));
  if (typeof value === 'string') return movedDate(value, change.shift);
  if (!isObject(value)) return value;
  const target = typeAndId(textAt(value, 'reference') ?? '');
  if (target !== null && target === change.attending && change.clinician)
    return {
      ...value,
      reference: `Practitioner/${change.clinician.id}`,
      display: textAt(change.clinician, 'name.text'),
    };
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      const isPointer = (key === 'reference' || key === 'url') && typeof each === 'string';
      const renamed = isPointer ? change.names.get(typeAndId(each) ?? '') : undefined;
      return [key, renamed ?? (key === 'birthDate' ? each : changed(each, change))];
    }),
  );
}

/** Times keep their offset, so that a visit stays at the same hour on another day; partial dates stay. */
function movedDate(value: string, shift: number): string {
  const match = FULL_DATE.exec(value);
  const day = match?.[1] === undefined ? Number.NaN : Date.parse(match[1]);
  if (Number.isNaN(day)) return value;
  return new Date(day + shift).toISOString().slice(0, 10) + (match?.[2] ?? '');
}
