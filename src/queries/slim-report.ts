import type { EncounterReport, ReportFact } from '../report/report-schema.ts';

const slimFact = (fact: ReportFact): ReportFact => ({ ...fact, evidence: [], searched: [] });

/**
 * A report without its evidence, for a worklist of thousands: what is shown in a row, counted in the insight and
 * exported stays; where each fact stands in the chart goes. Opening the encounter reads the chart again.
 * About a tenth of the whole, so that ten thousand rows stay in tens of megabytes.
 */
export function slimReport(report: EncounterReport): EncounterReport {
  return {
    ...report,
    sources: shared(report.sources.map((source) => ({ ...source, count: 0 }))),
    tables: shared(report.tables),
    frequencyRules: [],
    lookedAt: [],
    noteText: [],
    injections: report.injections.map((one) => ({
      ...EMPTY_INJECTION,
      administration: one.administration,
      status: one.status,
      drug: slimFact(one.drug),
      ingredient: slimFact(one.ingredient),
      billed: one.billed,
      excluded: one.excluded,
      versionId: one.versionId,
      serviceDate: one.serviceDate,
      serviceDateBasis: one.serviceDateBasis,
    })),
    lines: report.lines.map((line) => ({
      ...line,
      modifierReasons: line.modifierReasons.map((one) => ({ ...one, evidence: [] })),
    })),
    checks: report.checks
      .filter((check) => check.outcome === 'gap' || check.outcome === 'cannot-tell')
      .map((check) => ({
        ...check,
        evidence: [],
        searched: [],
        where: null,
        settle: null,
        reasonWords: null,
        // Worded again whenever the encounter is opened.
        message: '',
        question: '',
        prevents: '',
        basis: NO_BASIS,
      })),
    procedures: [],
    diagnoses: [],
    therapies: [],
    history: [],
    unmappedCodes: [],
  };
}

/** What says the same in thousands of reports is held once. Few kinds: editions, and how sources fared. */
const pool = new Map<string, unknown>();

function shared<T>(value: T): T {
  const key = JSON.stringify(value);
  const known = pool.get(key) as T | undefined;
  if (known === undefined) pool.set(key, value);
  return known ?? value;
}

const NO_BASIS = { document: '', section: '', read: '' };

const NOTHING: ReportFact = {
  how: 'not-recorded',
  value: null,
  words: null,
  values: [],
  original: null,
  searched: [],
  evidence: [],
};

/** Shared by every slim row: one object, not one per injection. */
const EMPTY_INJECTION = {
  amount: NOTHING,
  doseMg: NOTHING,
  doseSteps: [],
  doseProblem: null,
  route: NOTHING,
  site: NOTHING,
  side: NOTHING,
  paired: null,
  time: null,
  timeFact: NOTHING,
  performer: NOTHING,
  rationale: NOTHING,
  ndc: NOTHING,
  lot: NOTHING,
  expiry: NOTHING,
  discardedMg: NOTHING,
  container: null,
  order: { how: 'none', references: [], doseMg: null, requester: null },
  procedure: { how: 'none', references: [] },
  encounterMatch: 'context',
  frequency: null,
  partial: false,
} satisfies Partial<EncounterReport['injections'][number]>;
