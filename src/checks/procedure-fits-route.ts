import { defineCheck, type Answer, type CheckInput } from './define-check.ts';
import { drugWords, quoted } from './subject-words.ts';
import { evidenceOfAll, procedureOf, unclaimedForOtherRoute, unclaimedProcedures } from './subjects.ts';
import type { Injection, InjectionProcedure } from '../facts/encounter-facts.ts';
import {
  DIRECT_FAMILIES,
  procedureReaches,
  procedureRowOfCode,
  procedureTakesRoute,
  type ProcedureRow,
} from '../tables/procedures.ts';
import { valueOf } from '../vocab/fact.ts';
import { ROUTE_NAME } from '../vocab/route.ts';
import { siteName } from '../vocab/site.ts';

const rowFor = (procedure: InjectionProcedure): ProcedureRow | null => {
  const code = valueOf(procedure.code);
  return code === null ? null : procedureRowOfCode(code);
};
const codeOf = ({ code }: InjectionProcedure): string => quoted(valueOf(code) ?? 'without a code');

/** An injection into a muscle recorded beside a joint, bursa, tendon or trigger-point code, and no drug for it. */
function secondCode(matched: ProcedureRow, { facts, injections }: CheckInput): InjectionProcedure | null {
  const intoMuscle = injections.some(({ route }) => {
    const value = valueOf(route);
    return value === null || value === 'intramuscular' || value === 'subcutaneous';
  });
  if (!DIRECT_FAMILIES.has(matched.family) || intoMuscle) return null;
  return (
    unclaimedProcedures(facts).find(
      (one) => rowFor(one)?.routes.includes('intramuscular') === true && one.family === 'administration',
    ) ?? null
  );
}

/** What does not fit between the injection and the procedure matched to it, or null. */
function misfitOf(injection: Injection, row: ProcedureRow): 'route' | 'place' | null {
  const [route, site] = [valueOf(injection.route), valueOf(injection.site)];
  if (route !== null && procedureTakesRoute(row, route, site) === false) return 'route';
  return site !== null && procedureReaches(row, site) === false ? 'place' : null;
}

const searched = ['route', 'site', 'Procedure.code'];

/** No procedure was matched: one recorded for something else is named, none at all is `procedure-recorded`'s. */
function unmatched(injection: Injection, { facts }: CheckInput): Answer<'otherRoute' | 'notKnown'> {
  const route = valueOf(injection.route);
  const [other] = injection.procedure.how === 'none' ? unclaimedForOtherRoute(injection, facts) : [];
  if (!other || route === null)
    return { outcome: 'not-applicable', key: 'notKnown', rests: 'absence', restsOn: ['procedures'] };
  return {
    outcome: 'gap',
    key: 'otherRoute',
    params: { drug: drugWords(injection), route: ROUTE_NAME[route], code: codeOf(other) },
    evidence: [...evidenceOfAll(injection.route, injection.site), ...other.evidence],
    searched,
    rests: 'presence',
  };
}

export const procedureFitsRoute = defineCheck({
  id: 'procedure-fits-route',
  version: 1,
  question: 'Is the recorded procedure the kind that goes with route and site?',
  severity: 'resolve-before-claim',
  basis: {
    document: 'AAPC, Coding arthrocentesis is a joint effort; CPT 96372 guidance (codingahead)',
    section: 'Joint size of 20600 to 20611; 96372 beside a joint code for the same shot',
    read: '2026-11-23',
  },
  prevents: 'Procedure line denied, or bundled, because it does not fit how the drug was given (CARC 97)',
  noun: 'Procedure for this route',
  gapTitle: 'Procedure does not fit route or site',
  where: 'The procedure of the encounter, or the route or the site of the administration.',
  on: 'injection',
  reads: ['administrations', 'procedures'],
  tables: ['procedures', 'sites'],
  messages: {
    fits: 'Procedure {code} goes with route and site.',
    route: '{drug} is recorded as {route}. Procedure {code} is for another route.',
    place: '{drug}: the site is {site}. Procedure {code} is for another joint size or place.',
    otherRoute: '{drug} is recorded as {route}. The only procedure recorded is {code}.',
    secondCode: 'Procedure {code} stands beside {other} with no second drug given.',
    codeNotConfirmed: '{drug}: procedure {code} may not fit, by a table row that is not confirmed.',
    codeUnknown: 'The procedure says nothing about route or site.',
    notKnown: 'Route or procedure is not known, so there is nothing to compare.',
  },
  subjects: ({ injections }) => injections,
  evaluate(injection, input) {
    const route = valueOf(injection.route);
    const site = valueOf(injection.site);
    const procedure = procedureOf(injection, input.facts);
    const gap = { outcome: 'gap', searched, rests: 'presence' } as const;
    const words = {
      drug: drugWords(injection),
      route: route === null ? '' : ROUTE_NAME[route],
      site: site === null ? '' : siteName(site),
    };
    const own = evidenceOfAll(injection.route, injection.site);
    if (procedure === null) return unmatched(injection, input);
    const params = { ...words, code: codeOf(procedure) };
    const evidence = [...own, ...procedure.evidence];
    const row = rowFor(procedure);
    if (row === null || (route === null && site === null))
      return { outcome: 'not-applicable', key: 'codeUnknown' };
    const misfit = misfitOf(injection, row);
    if (misfit !== null && !row.verified)
      return {
        outcome: 'cannot-tell',
        key: 'codeNotConfirmed',
        params,
        evidence,
        reason: 'code-not-in-table',
      };
    if (misfit !== null) return { ...gap, key: misfit, params, evidence };
    const second = secondCode(row, input);
    if (second)
      return {
        ...gap,
        key: 'secondCode',
        params: { code: codeOf(second), other: params.code },
        evidence: [...evidence, ...second.evidence],
      };
    return { outcome: 'met', key: 'fits', params, evidence, rests: 'absence', restsOn: ['procedures'] };
  },
});
