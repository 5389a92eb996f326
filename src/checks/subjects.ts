import type { Diagnosis, EncounterFacts, Injection, InjectionProcedure } from '../facts/encounter-facts.ts';
import { quoted } from './subject-words.ts';
import { procedureRowOfCode, procedureTakesRoute } from '../tables/procedures.ts';
import { siteRow } from '../tables/sites.ts';
import { evidenceOf, valueOf, type Fact } from '../vocab/fact.ts';
import type { Evidence } from '../vocab/evidence.ts';
import { isIntravenous } from '../vocab/route.ts';
import type { Side } from '../vocab/site.ts';

/** Predicates and words that several checks share, so that they cannot drift apart. */

/** Into a site that exists on both sides of the body. */
export function intoPairedSite(injection: Injection): boolean {
  const site = valueOf(injection.site) ?? valueOf(injection.ownSite);
  return site !== null && siteRow(site).paired;
}

/** Given by vein: nothing about a place in the body is asked of it. */
export function byVein(injection: Injection): boolean {
  const route = valueOf(injection.route);
  return route !== null && isIntravenous(route);
}

/** The procedure matched to an injection; null when none or several. */
export function procedureOf(injection: Injection, facts: EncounterFacts): InjectionProcedure | null {
  if (injection.procedure.how !== 'matched') return null;
  return facts.procedures.find(({ reference }) => reference === injection.procedure.references[0]) ?? null;
}

/** Diagnoses that support an injection: a problem list alone is context. */
export const supportingDiagnoses = (facts: EncounterFacts): readonly Diagnosis[] =>
  facts.diagnoses.filter(({ standing }) => standing !== 'problem-list');

/** Conditions that the injection or its procedure names as the reason. */
export function reasonsOf(injection: Injection, facts: EncounterFacts): readonly string[] {
  return [...injection.reasonConditions, ...(procedureOf(injection, facts)?.reasonConditions ?? [])];
}

/** True when a statement about `stated` holds for `given`: both sides cover each one of them. */
export const coversSide = (stated: Side, given: Side): boolean => stated === given || stated === 'bilateral';

/** Evidence of several facts, in order. */
export const evidenceOfAll = (...facts: readonly Fact<unknown>[]): readonly Evidence[] =>
  facts.flatMap(evidenceOf);

/** A diagnosis by its code where it has one, for sentences. */
export const diagnosisWords = (diagnosis: Diagnosis): string =>
  diagnosis.icd10 ?? (quoted(diagnosis.text ?? '') || 'a diagnosis without a code');

/**
 * Counting procedures that belong to no injection: recorded, but for something else than what was given.
 * Where other drugs were injected too, an administration code is taken to be theirs.
 */
export function unclaimedProcedures(facts: EncounterFacts): readonly InjectionProcedure[] {
  const claimed = new Set(facts.injections.flatMap(({ procedure }) => procedure.references));
  const forOthers = facts.otherInjectables.length > 0;
  return facts.procedures.filter(
    ({ reference, counts, family }) =>
      counts && !claimed.has(reference) && !(forOthers && family === 'administration'),
  );
}

/**
 * Unclaimed procedures that are for another route than the injection's. One for the same route that was not matched
 * (another day, another injection's) is not this injection's procedure, and no procedure at all.
 */
export function unclaimedForOtherRoute(
  injection: Injection,
  facts: EncounterFacts,
): readonly InjectionProcedure[] {
  const route = valueOf(injection.route);
  return unclaimedProcedures(facts).filter(({ code }) => {
    const number = valueOf(code);
    const row = number === null ? null : procedureRowOfCode(number);
    if (route === null || row === null) return true;
    return procedureTakesRoute(row, route, valueOf(injection.site)) !== true;
  });
}
