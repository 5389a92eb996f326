import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  SOURCES_OF,
  type Answer,
  type CheckInput,
  type FactGroup,
  type SubjectKind,
} from '../checks/define-check.ts';
import { CHECKS } from '../checks/registry.ts';
import { runCheck, type AnyCheck } from '../checks/run-checks.ts';
import { isObject } from '../facts/json.ts';
import type { Chart } from '../facts/chart.ts';
import { DEFAULT_SITE } from '../tables/site-configuration.ts';
import { COMPLETENESS, SOURCE_TYPES, type Completeness, type SourceType } from '../vocab/completeness.ts';
import { codeEncounter } from '../coding/code-encounter.ts';
import { readEncounterFacts } from '../facts/read-encounter-facts.ts';
import { chooseRules } from './choose-rules.ts';
import { evaluateEncounter } from './evaluate-encounter.ts';
import { readBundle } from './file-sources.ts';
import type { EncounterReport, ReportState } from './report-schema.ts';
import { splitCharts, splitPatients } from './split-charts.ts';

/** The tables always disagree; acknowledged, they no longer hide what else a claim state rests on. */
const ACKNOWLEDGED = ['J3250', 'J3260', 'J2930'].map((code) => ({
  check: 'code-tables-agree' as const,
  code,
  who: 'Compliance lead',
  when: '2026-11-01',
  why: 'for the test',
}));
const SITE = { ...DEFAULT_SITE, acknowledgements: ACKNOWLEDGED };
const SETTINGS = { asOf: '2026-11-23T15:00:00-05:00', table: null, profile: null, site: SITE };
const INCOMPLETE = COMPLETENESS.filter((completeness) => completeness !== 'complete');
const SUBJECT_SOURCES: readonly SourceType[] = ['MedicationAdministration', 'Procedure', 'Encounter'];

function chartsOf(name: string): readonly Chart[] {
  const bundle: unknown = JSON.parse(readFileSync(`fhir-fixtures/${name}/chart.json`, 'utf8'));
  if (!isObject(bundle)) throw new Error(`${name} is no Bundle`);
  return splitPatients([readBundle(bundle)]).flatMap((patient) => splitCharts(patient, DEFAULT_SITE));
}

const charts = readdirSync('fhir-fixtures')
  .sort()
  .flatMap((name) => chartsOf(name).map((chart) => [name, chart] as const));

/** The chart with one source read as said: its resources still there (read in part), or gone. */
const without = (chart: Chart, type: SourceType, completeness: Completeness, gone: boolean): Chart => ({
  ...chart,
  resources: gone ? chart.resources.filter(({ resourceType }) => resourceType !== type) : chart.resources,
  sources: chart.sources.map((source) =>
    source.type === type ? { ...source, completeness, reason: 'for the test', count: 0 } : source,
  ),
});

const isClear = (state: ReportState): boolean => state === 'no-gaps' || state === 'nothing-to-check';
const states = ({ signState, claimState }: EncounterReport): readonly ReportState[] => [
  signState,
  claimState,
];

/** States that became clear although a source got lost. */
const clearer = (before: EncounterReport, after: EncounterReport): readonly string[] =>
  states(after).filter((state, place) => isClear(state) && !isClear(states(before)[place] ?? 'no-gaps'));

const READ: ReadonlySet<SourceType> = new Set(Object.values(SOURCES_OF).flat());
/**
 * Read where offered, and nowhere else: a system that has no such thing at all holds nothing back by design
 * (spec/checks.md; spec/coding.md, "Coverage unreadable"), so only being refused or read in part is a loss.
 */
const WHERE_OFFERED: ReadonlySet<SourceType> = new Set(['Coverage', 'ChargeItem', 'Claim']);

/** The ways of losing a source that can differ: read in part, not at all, and not offered by the system. */
function losses(chart: Chart, type: SourceType): readonly (readonly [Completeness, boolean])[] {
  const isPresent = chart.resources.some(({ resourceType }) => resourceType === type);
  if (!isPresent) return READ.has(type) ? [['failed', false]] : [];
  const lost = [
    ['failed', false],
    ['failed', true],
  ] as const;
  return WHERE_OFFERED.has(type) ? lost : [...lost, ['unsupported', true]];
}

/** Forty evaluations a chart; on a busy machine they may take longer than the runner's default allows. */
const UNHURRIED = { timeout: 120_000 };

describe('losing a source', UNHURRIED, () => {
  it.each(charts)('never clears %s', (_, chart) => {
    const before = evaluateEncounter(chart, SETTINGS);
    const found = SOURCE_TYPES.flatMap((type) =>
      losses(chart, type).flatMap(([completeness, gone]) => {
        const after = evaluateEncounter(without(chart, type, completeness, gone), SETTINGS);
        return clearer(before, after).map(
          (state) => `${type} ${completeness} ${gone ? 'gone' : ''}: ${state}`,
        );
      }),
    );
    expect(found).toEqual([]);
  });

  it.each(charts)(
    'that supplies subjects leaves %s in no clear state, and no sentence says so',
    (_, chart) => {
      const found = SUBJECT_SOURCES.flatMap((type) =>
        (['partial', 'unsupported'] as const).flatMap((completeness) => {
          const report = evaluateEncounter(without(chart, type, completeness, false), SETTINGS);
          const { signSentence, claimSentence } = report;
          const said = [signSentence, claimSentence].filter((sentence) => sentence.includes('No gaps found'));
          return [...states(report).filter(isClear), ...said].map(
            (what) => `${type} ${completeness}: ${what}`,
          );
        }),
      );
      expect(found).toEqual([]);
    },
  );
});

/** The check with every answer it gives written down before the runner looks at completeness. */
function listening<Kind extends SubjectKind>(check: AnyCheck<Kind>, heard: Answer<string>[]): AnyCheck<Kind> {
  return {
    ...check,
    evaluate: (subject, input) => {
      const answer = check.evaluate(subject, input);
      heard.push(answer);
      return answer;
    },
  };
}

function inputOf(chart: Chart): CheckInput {
  const facts = readEncounterFacts(chart, DEFAULT_SITE);
  const rules = chooseRules(facts.coverage, SETTINGS);
  const injections = facts.injections.filter(({ billing }) => billing.billed);
  const { profile } = rules;
  const coding = codeEncounter(facts, rules);
  return {
    facts,
    injections,
    coding,
    activeTable: rules.active,
    profile,
    site: DEFAULT_SITE,
    asOf: SETTINGS.asOf,
    profileAskedFor: false,
  };
}

const marked = (input: CheckInput, type: SourceType, completeness: Completeness): CheckInput => ({
  ...input,
  facts: {
    ...input.facts,
    sources: input.facts.sources.map((source) =>
      source.type === type ? { ...source, completeness } : source,
    ),
  },
});

/** Whether an answer leans on finding nothing in a group, by its own declaration. */
const leansOn = (answer: Answer<string>, group: FactGroup): boolean =>
  answer.outcome !== 'cannot-tell' &&
  answer.rests === 'absence' &&
  (answer.restsOn === undefined || answer.restsOn.includes(group));

/** Gaps and mets of one check that stand although a source they lean on was not read. */
function unproven(check: AnyCheck, input: CheckInput): readonly string[] {
  const offered = check.readsWhereOffered ?? [];
  return [...check.reads, ...offered].flatMap((group) =>
    SOURCES_OF[group].flatMap((type) =>
      INCOMPLETE.flatMap((completeness) => {
        if (completeness === 'unsupported' && offered.includes(group)) return [];
        const heard: Answer<string>[] = [];
        const results = runCheck(listening(check, heard), marked(input, type, completeness));
        return heard.flatMap((answer, place) =>
          leansOn(answer, group) && results[place]?.outcome !== 'cannot-tell'
            ? [`${check.id} ${answer.key} with ${type} ${completeness}`]
            : [],
        );
      }),
    ),
  );
}

describe('every check, every source it reads, every way of not having read it', UNHURRIED, () => {
  it.each(charts)('in %s no gap and no met rests on the unread source', (_, chart) => {
    const input = inputOf(chart);
    expect(CHECKS.flatMap((check) => unproven(check, input))).toEqual([]);
  });
});
