import drugRows from '../tables/data/drugs.json' with { type: 'json' };
import ndcRows from '../tables/data/ndc.json' with { type: 'json' };
import siteRows from '../tables/data/body-sites.json' with { type: 'json' };
import type { Chart, RawResource } from '../facts/chart.ts';
import type { EncounterFacts, Injection } from '../facts/encounter-facts.ts';
import { readEncounterFacts } from '../facts/read-encounter-facts.ts';
import { DEFAULT_SITE } from '../tables/site-configuration.ts';
import type { Evidence } from '../vocab/evidence.ts';
import { evidenceOf, valueOf, type Fact } from '../vocab/fact.ts';
import { ENCOUNTER, PATIENT, chart } from './chart-builder.ts';
import { generatedResource } from './fuzz-resources.ts';
import { mutated } from './mutate-json.ts';
import { random } from './random.ts';

/** How many resources one chart of a seed holds besides patient and encounter. */
export const RESOURCES_PER_CHART = 10;

/** The chart of a seed: generated resources, most of them mutated once to three times. */
export function fuzzedChart(seed: number): Chart {
  const r = random(seed);
  const resources = Array.from({ length: RESOURCES_PER_CHART }, (_, place): RawResource => {
    let resource: unknown = generatedResource(r, place);
    for (let times = r.below(4); times > 0; times -= 1) resource = mutated(r, resource);
    // A reader gets what JSON can carry; what it makes of a non-object is `indexChart`'s own test.
    return resource as RawResource;
  });
  const encounter = r.chance(0.2) ? mutated(r, ENCOUNTER) : ENCOUNTER;
  return chart([], { resources: [PATIENT, encounter as RawResource, ...resources] });
}

const DRUG_CODES: ReadonlyMap<string, string> = new Map([
  ...drugRows.map(({ code, drugKey }) => [code, drugKey] as const),
  ...ndcRows.map(({ code, drugKey }) => [code, drugKey] as const),
]);
const SIDE_CODES: ReadonlyMap<string, string | null> = new Map(
  siteRows.filter(({ doNotLoad }) => doNotLoad !== true).map(({ code, laterality }) => [code, laterality]),
);

const SIDE_WORDS: Readonly<Record<string, RegExp>> = {
  left: /\b(?:left|l|lt)\b/i,
  right: /\b(?:right|r|rt)\b/i,
  bilateral: /\b(?:bilateral|b\/l|both|bl)\b/i,
};

const allEvidence = (facts: EncounterFacts): readonly Evidence[] =>
  facts.injections.flatMap((one) =>
    [
      one.drug,
      one.ingredient,
      one.dose.amount,
      one.dose.mg,
      one.route,
      one.site,
      one.side,
      one.time,
      one.ndc,
      one.lot,
      one.performer,
      one.rationale,
      one.discarded,
    ].flatMap((fact: Fact<unknown>) => evidenceOf(fact)),
  );

/** Everything the input says, as one text: strings and numbers as they would be shown. */
function saidBy(resources: readonly RawResource[]): string {
  const parts: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'string') parts.push(value.slice(0, 500));
    else if (typeof value === 'number' || typeof value === 'boolean') parts.push(String(value));
    else if (typeof value === 'object' && value !== null)
      for (const inner of Object.values(value)) walk(inner);
  };
  for (const resource of resources) walk(resource);
  return parts.join('\n').replaceAll(/\p{Surrogate}/gu, '\uFFFD');
}

/** Words of a fragment that stand nowhere in the input. Separators the fragment itself puts between values do not count. */
function invented(fragment: string, said: string): readonly string[] {
  const words = fragment
    .replace(/…$/, '')
    .split(/\s+·\s+|\s+\/\s+|\s+–\s+|\s+/)
    .filter((word) => word !== '' && !said.includes(word));
  return words.filter((word) => !said.includes(word.replace(/^[<>]=?/, '')));
}

const numbersIn = (said: string): readonly number[] =>
  [...new Set((said.match(/\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi) ?? []).map(Number))].filter(
    (value) => value > 0 && Number.isFinite(value),
  );

/** Hours between any two instants of the input: what an infusion's rate may be multiplied with. */
function durationsIn(said: string): readonly number[] {
  const written = said.match(/\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})/g) ?? [];
  const instants = [...new Set(written.map((one) => Date.parse(one)))].filter((one) => !Number.isNaN(one));
  return instants.flatMap((a) => instants.flatMap((b) => (b > a ? [(b - a) / 3_600_000] : [])));
}
const TABLE_STRENGTHS: readonly number[] = [
  ...new Set([
    ...drugRows.flatMap(({ strengthValue }) => strengthValue ?? []),
    ...ndcRows.flatMap(({ mgPerVial, strengthMgPerMl }) => [mgPerVial ?? 0, strengthMgPerMl ?? 0]),
  ]),
];

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));

/** Whether milligrams can be made of numbers of the input: a mass, or an amount × a strength of input or tables. */
function isExplained(mg: number, said: string): boolean {
  const numbers = [1, ...numbersIn(said)];
  const units = [1, 1000, 0.001];
  const durations = durationsIn(said);
  const strengths = [...new Set([...numbers, ...TABLE_STRENGTHS])];
  const amounts = [...numbers, ...numbers.flatMap((rate) => durations.map((hours) => rate * hours))];
  return amounts.some((amount) =>
    units.some((unit) =>
      strengths.some(
        (strength) =>
          near(mg, amount * unit * strength) ||
          numbers.some((per) => near(mg, (amount * unit * strength) / per)),
      ),
    ),
  );
}

function problemsOf(injection: Injection, said: string): readonly string[] {
  const problems: string[] = [];
  const mg = valueOf(injection.dose.mg);
  if (mg && !(mg.n > 0n)) problems.push('a dose that is not positive');
  if (mg && !isExplained(Number(mg.n) / Number(mg.d), said))
    problems.push(`${Number(mg.n) / Number(mg.d)} mg stands nowhere`);
  const side = valueOf(injection.side);
  const sideFrom = evidenceOf(injection.side).map(({ fragment }) => fragment);
  if (
    side &&
    !sideFrom.some(
      (fragment) => SIDE_WORDS[side]?.test(fragment) || SIDE_CODES.get(fragment.split(' ')[0] ?? '') === side,
    )
  )
    problems.push(`${side} stands nowhere`);
  const drug = valueOf(injection.drug);
  const from = evidenceOf(injection.drug).map(({ fragment }) => fragment);
  const ingredient = drug?.split('-')[0] ?? '';
  const names = /medrol|methylpred|solu|depo|kenalog|triam|suspension|powder/i;
  if (
    drug &&
    !from.some(
      (fragment) =>
        names.test(fragment) ||
        DRUG_CODES.get((fragment.split(' ')[0] ?? '').replaceAll('-', '').padStart(0))?.startsWith(
          ingredient,
        ) ||
        /^\d{4,5}-\d{3,4}-\d{1,2}|^\d{10}$/.test(fragment),
    )
  )
    problems.push(`${drug} stands nowhere`);
  return problems;
}

/** What is wrong with the facts of a seed's chart; throws what the readers throw. */
export function fuzzProblems(seed: number): readonly string[] {
  const fuzzed = fuzzedChart(seed);
  const facts = readEncounterFacts(fuzzed, DEFAULT_SITE);
  if (facts.injections.length === 0) return [];
  const said = saidBy(fuzzed.resources);
  const words = allEvidence(facts).flatMap(({ fragment }) => invented(fragment, said));
  return [
    ...facts.injections.flatMap((injection) => problemsOf(injection, said)),
    ...words.map((word) => `"${word.slice(0, 40)}" stands nowhere`),
  ];
}
