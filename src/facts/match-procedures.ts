import { procedureRowOfCode, procedureTakesRoute } from '../tables/procedures.ts';
import { liesIn } from '../tables/sites.ts';
import { daysBetween } from '../vocab/calendar.ts';
import { valueOf, type Fact } from '../vocab/fact.ts';
import type { Route } from '../vocab/route.ts';
import type { Side, Site } from '../vocab/site.ts';
import type { InjectionProcedure, ProcedureMatch } from './encounter-facts.ts';
import { parseFhirTime } from './fhir-time.ts';
import { isStated } from './merge-facts.ts';

/** Where and when an administration says it was given, to be matched with the procedures of its encounter. */
export interface Placed {
  readonly site: Fact<Site>;
  readonly side: Fact<Side>;
  readonly time: Fact<string>;
  /** Procedures it says it is part of; empty where it names none. */
  readonly partOf: readonly string[];
}

export interface ToMatch extends Placed {
  readonly route: Fact<Route>;
}

const DAY = 86_400_000;

/** Within a day of each other, or one of the times is not known. */
function isSameDay(given: Placed, procedure: InjectionProcedure): boolean {
  const [a, b] = [parseFhirTime(valueOf(given.time)), parseFhirTime(valueOf(procedure.time))];
  if (!a || !b || a.date === null || b.date === null) return true;
  if (a.instant !== null && b.instant !== null) return Math.abs(a.instant - b.instant) < DAY;
  return Math.abs(daysBetween(a.date, b.date) ?? 0) <= 1;
}

function takesRoute({ route, site }: ToMatch, procedure: InjectionProcedure): boolean {
  const [given, code] = [valueOf(route), valueOf(procedure.code)];
  const row = code === null ? null : procedureRowOfCode(code);
  if (given === null || row === null) return true;
  return procedureTakesRoute(row, given, valueOf(site)) !== false;
}

type Agreement = 'agrees' | 'open' | 'contradicts';

function sitesOf(given: Placed, procedure: InjectionProcedure): Agreement {
  const [a, b] = [valueOf(given.site), valueOf(procedure.site)];
  if (a === null || b === null) return 'open';
  return liesIn(a, b) || liesIn(b, a) ? 'agrees' : 'contradicts';
}

function sidesOf(given: Placed, procedure: InjectionProcedure): Agreement {
  const [a, b] = [valueOf(given.side), valueOf(procedure.side)];
  if (a === null || b === null) return 'open';
  return a === b || b === 'bilateral' ? 'agrees' : 'contradicts';
}

const contradicts = (given: Placed, procedure: InjectionProcedure): boolean =>
  sitesOf(given, procedure) === 'contradicts' || sidesOf(given, procedure) === 'contradicts';

/** The candidates for which a test holds, or all of them when it holds for none. */
const preferring = (
  candidates: readonly InjectionProcedure[],
  test: (procedure: InjectionProcedure) => boolean,
): readonly InjectionProcedure[] => {
  const kept = candidates.filter(test);
  return kept.length > 0 ? kept : candidates;
};

/** Site first, then side, narrow several candidates down; neither ever chooses the first of equals. */
function narrow(given: ToMatch, candidates: readonly InjectionProcedure[]): readonly InjectionProcedure[] {
  const bySite = preferring(candidates, (procedure) => sitesOf(given, procedure) === 'agrees');
  return preferring(bySite, (procedure) => sidesOf(given, procedure) === 'agrees');
}

function answer(candidates: readonly InjectionProcedure[]): ProcedureMatch {
  const references = candidates.map(({ reference }) => reference);
  if (references.length === 0) return { how: 'none', references };
  return { how: references.length === 1 ? 'matched' : 'more-than-one-candidate', references };
}

/** How much of a procedure's place an administration states itself: 2 all of it, 1 the site alone, 0 not even that. */
function statesOf({ site, side }: Placed, procedure: InjectionProcedure): 0 | 1 | 2 {
  if (isStated(procedure.site) && !isStated(site)) return 0;
  return isStated(procedure.side) && !isStated(side) ? 1 : 2;
}

/** Whether an administration states a procedure's place so fully that it may share one that another says is its own. */
const isPlacedAt = (given: Placed, procedure: InjectionProcedure): boolean =>
  sitesOf(given, procedure) === 'agrees' &&
  statesOf(given, procedure) === 2 &&
  !contradicts(given, procedure);

/**
 * The procedure of each injection of one encounter: the one it says it is part of, else by compatible route family,
 * then site, then side. A procedure that contradicts an injection is still its match when no other fits it better, so
 * that the disagreement shows. More than one candidate stays more than one.
 *
 * A matched procedure lends its site and side. So one that another administration, of whatever drug, says it is part
 * of, or whose place another states more fully, is no match of an injection that would have to borrow them: the knee
 * of one says nothing of where the other went.
 *
 * @param others - what else was given in the encounter; it takes no procedure unless it says it is part of it.
 */
export function matchProcedures(
  injections: readonly ToMatch[],
  procedures: readonly InjectionProcedure[],
  others: readonly Placed[],
): readonly ProcedureMatch[] {
  const counting = procedures.filter(({ counts }) => counts);
  const namedBy = ({ partOf }: Placed): readonly InjectionProcedure[] =>
    counting.filter(({ reference }) => partOf.includes(reference));
  const owned = new Set([...injections, ...others].flatMap(namedBy));
  const possible = injections.map((given) =>
    counting.filter(
      (procedure) =>
        isSameDay(given, procedure) &&
        takesRoute(given, procedure) &&
        (!owned.has(procedure) || isPlacedAt(given, procedure)),
    ),
  );
  const fitting = injections.map((given, place) => {
    const named = namedBy(given);
    if (named.length > 0) return named;
    return narrow(
      given,
      (possible[place] ?? []).filter((procedure) => !contradicts(given, procedure)),
    );
  });
  const taken = new Set(fitting.flat());
  const isLent = (given: Placed, procedure: InjectionProcedure): boolean => {
    const standing = [
      ...injections.filter((_, place) => fitting[place]?.includes(procedure)),
      ...others.filter((other) => isSameDay(other, procedure) && isPlacedAt(other, procedure)),
    ];
    return standing.every((other) => statesOf(other, procedure) <= statesOf(given, procedure));
  };
  return injections.map((given, place) => {
    const fit = fitting[place] ?? [];
    if (fit.some((procedure) => owned.has(procedure) || isLent(given, procedure))) return answer(fit);
    if (fit.length > 0) return answer([]);
    const left = (possible[place] ?? []).filter((procedure) => !taken.has(procedure));
    return answer(narrow(given, left));
  });
}
