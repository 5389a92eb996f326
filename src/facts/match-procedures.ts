import { procedureRowOfCode, procedureTakesRoute } from '../tables/procedures.ts';
import { liesIn } from '../tables/sites.ts';
import { daysBetween } from '../vocab/calendar.ts';
import { valueOf, type Fact } from '../vocab/fact.ts';
import type { Route } from '../vocab/route.ts';
import type { Side, Site } from '../vocab/site.ts';
import type { InjectionProcedure, ProcedureMatch } from './encounter-facts.ts';
import { parseFhirTime } from './fhir-time.ts';

/** What an administration itself says, to be matched with the procedures of its encounter. */
export interface ToMatch {
  readonly route: Fact<Route>;
  readonly site: Fact<Site>;
  readonly side: Fact<Side>;
  readonly time: Fact<string>;
}

const DAY = 86_400_000;

/** Within a day of each other, or one of the times is not known. */
function isSameDay(given: ToMatch, procedure: InjectionProcedure): boolean {
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

function sitesOf(given: ToMatch, procedure: InjectionProcedure): Agreement {
  const [a, b] = [valueOf(given.site), valueOf(procedure.site)];
  if (a === null || b === null) return 'open';
  return liesIn(a, b) || liesIn(b, a) ? 'agrees' : 'contradicts';
}

function sidesOf(given: ToMatch, procedure: InjectionProcedure): Agreement {
  const [a, b] = [valueOf(given.side), valueOf(procedure.side)];
  if (a === null || b === null) return 'open';
  return a === b || b === 'bilateral' ? 'agrees' : 'contradicts';
}

const contradicts = (given: ToMatch, procedure: InjectionProcedure): boolean =>
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

/**
 * The procedure of each administration of one encounter: compatible route family, then site, then side. A procedure
 * that contradicts an administration is still its match when no other administration fits it better, so that the
 * disagreement shows. More than one candidate stays more than one.
 */
export function matchProcedures(
  administrations: readonly ToMatch[],
  procedures: readonly InjectionProcedure[],
): readonly ProcedureMatch[] {
  const possible = administrations.map((given) =>
    procedures.filter(
      (procedure) => procedure.counts && isSameDay(given, procedure) && takesRoute(given, procedure),
    ),
  );
  const fitting = administrations.map((given, place) =>
    narrow(
      given,
      (possible[place] ?? []).filter((procedure) => !contradicts(given, procedure)),
    ),
  );
  const taken = new Set(fitting.flatMap((candidates) => candidates.map(({ reference }) => reference)));
  return administrations.map((given, place) => {
    const fit = fitting[place] ?? [];
    if (fit.length > 0) return answer(fit);
    const left = (possible[place] ?? []).filter(({ reference }) => !taken.has(reference));
    return answer(narrow(given, left));
  });
}
