import { CHECKS } from '../checks/registry.ts';
import { runChecks } from '../checks/run-checks.ts';
import { codeEncounter } from '../coding/code-encounter.ts';
import type { Coding } from '../coding/claim-line.ts';
import type { Chart } from '../facts/chart.ts';
import type { EncounterFacts } from '../facts/encounter-facts.ts';
import { readEncounterFacts } from '../facts/read-encounter-facts.ts';
import { chooseRules, type Rules } from './choose-rules.ts';
import { newestTimestamp } from './newest-timestamp.ts';
import { noteText } from './note-text.ts';
import { reportCheck } from './report-checks.ts';
import { reportContext } from './report-context.ts';
import { reportFrequency } from './report-frequency.ts';
import { reportInjection } from './report-injection.ts';
import { reportLines } from './report-lines.ts';
import type { EncounterReport } from './report-schema.ts';
import { claimSentence, lookedAtOf, signSentence, unsettledOf } from './sentences.ts';
import type { Settings } from './settings.ts';
import {
  claimRan,
  claimStateOf,
  claimUnread,
  countsOf,
  countUndecided,
  signRan,
  signStateOf,
  signUnread,
} from './state.ts';

/**
 * The one entry of the pure side: a chart in, everything the screens, the command line and the CDS service show
 * out. Reads no clock; the same chart and settings give the same report, whatever the order of resources.
 * Throws only for a table or profile id nobody defined.
 */
export function evaluateEncounter(chart: Chart, settings: Settings): EncounterReport {
  return evaluate(chart, settings, readEncounterFacts(chart, settings.site));
}

/** The report of a chart cut from a file, or null where it holds nothing to report on and nobody asked for it. */
export function evaluateIfReportable(
  chart: Chart,
  settings: Settings,
  askedFor: boolean,
): EncounterReport | null {
  const facts = readEncounterFacts(chart, settings.site);
  return askedFor || isReportable(facts) ? evaluate(chart, settings, facts) : null;
}

/** An injection (excluded ones are shown as such), an injection procedure, or a source that may hide either. */
function isReportable(facts: EncounterFacts): boolean {
  const { injections, unplaced, unknownDrugs, procedures, orderedOnly, sources } = facts;
  const unread = sources.filter(
    ({ type, completeness }) =>
      completeness !== 'complete' && (type === 'MedicationAdministration' || type === 'Procedure'),
  );
  const mayHide = unread.some(({ completeness }) => completeness !== 'unsupported');
  return (
    injections.length > 0 ||
    unplaced.length > 0 ||
    unknownDrugs.length > 0 ||
    procedures.length > 0 ||
    mayHide ||
    (unread.length > 0 && orderedOnly.length > 0)
  );
}

function evaluate(chart: Chart, settings: Settings, facts: EncounterFacts): EncounterReport {
  const unknownDrugs = facts.unknownDrugs.length;
  const rules = chooseRules(facts.coverage, settings);
  const coding = codeEncounter(facts, rules);
  const asOf = settings.asOf ?? newestTimestamp(chart.resources);
  const results = runChecks(CHECKS, {
    facts,
    injections: facts.injections.filter(({ billing }) => billing.billed),
    coding,
    activeTable: rules.active,
    profile: rules.profile,
    site: settings.site,
    asOf,
    profileAskedFor: rules.profileAskedFor,
  });
  const checks = results.map(reportCheck);
  const stateInput = { facts, checks, unknownDrugs };
  const [signState, claimState] = [signStateOf(stateInput), claimStateOf(stateInput)];
  const counts = countsOf(checks);
  const words = { counts, unknownDrugs, undecided: countUndecided(facts), unplaced: facts.unplaced.length };
  return {
    schema: 'injectcheck.report/1',
    ...heading(chart, facts, asOf),
    ...rulesOf(rules, coding, facts),
    sources: facts.sources.map((source) => ({ ...source })),
    droppedWrongPatient: facts.droppedWrongPatient,
    signState,
    claimState,
    signSentence: signSentence(signState, {
      ...words,
      ran: signRan(checks),
      unread: signUnread(results, facts),
    }),
    claimSentence: claimSentence(claimState, {
      ...words,
      ran: claimRan(checks),
      unread: claimUnread(results, facts),
    }),
    unsettled: unsettledOf(words),
    lookedAt: lookedAtOf(facts),
    noteText: noteText(
      facts.injections.filter(({ billing }) => billing.billed),
      { therapies: facts.therapies, checks },
    ),
    counts,
    injections: facts.injections.map((one) =>
      reportInjection(one, reportFrequency(one, rules.profile, facts.history)),
    ),
    lines: reportLines(facts, coding, results),
    unlined: coding.unlined.map((one) => ({ ...one })),
    disagreements: coding.disagreements.map((one) => ({
      ...one,
      kinds: [...one.kinds],
      administrations: [...one.administrations],
      acknowledged: settings.site.acknowledgements.some(({ code }) => code === one.code),
    })),
    checks,
    ...reportContext(facts),
  };
}

function heading(
  chart: Chart,
  { encounter, note }: EncounterFacts,
  asOf: string,
): Pick<EncounterReport, 'patient' | 'encounter' | 'asOf' | 'readAt' | 'note'> {
  const { reference, versionId, status, start, end, serviceDate } = encounter;
  return {
    patient: chart.patient,
    encounter: { reference, versionId, class: encounter.class, status, start, end, serviceDate },
    asOf,
    readAt: chart.readAt,
    note: { state: note.state, reference: note.reference, at: note.at },
  };
}

function rulesOf(
  { active, crossCheck, profile, profileBasis }: Rules,
  coding: Coding,
  { coverage }: EncounterFacts,
): Pick<
  EncounterReport,
  'tables' | 'profile' | 'profileTitle' | 'profileBasis' | 'frequencyRules' | 'coverage'
> {
  return {
    tables: {
      active: active.id,
      crossCheck: crossCheck.id,
      editions: { ...coding.editions },
      titles: { [active.id]: active.title, [crossCheck.id]: crossCheck.title },
    },
    profile: profile.id,
    profileTitle: profile.title,
    profileBasis,
    frequencyRules: profile.frequency.map(({ scope, maxCount, windowDays, minIntervalDays }) => ({
      scope,
      maxCount,
      windowDays,
      minIntervalDays,
    })),
    coverage: coverage.evidence[0]?.reference ?? null,
  };
}
