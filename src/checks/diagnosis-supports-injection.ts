import { defineCheck } from './define-check.ts';
import { ageNote } from './diagnosis-edition.ts';
import { drugWords } from './subject-words.ts';
import { diagnosisWords, supportingDiagnoses } from './subjects.ts';
import type { Diagnosis } from '../facts/encounter-facts.ts';
import { familyOf, isAboutSite, regionsOf, supportsRoute } from '../tables/diagnoses.ts';
import { valueOf } from '../vocab/fact.ts';
import type { Route } from '../vocab/route.ts';
import type { Site } from '../vocab/site.ts';

type Support = 'supports' | 'perhaps' | 'unknown' | 'none';

/** What the table says of one diagnosis for an injection. Rows nobody confirmed never close the question. */
function supportOf({ icd10 }: Diagnosis, route: Route, site: Site | null): Support {
  const family = icd10 === null ? null : familyOf(icd10);
  if (icd10 === null || family === null) return 'unknown';
  if (!supportsRoute(family, route, site)) return family.verified ? 'none' : 'unknown';
  if (site !== null && isAboutSite(icd10, site) === false)
    return regionsOf(icd10)?.verified === true ? 'none' : 'unknown';
  return family.verified ? 'supports' : 'perhaps';
}

/** Two diagnoses by name, and how many more there are. */
function listed(diagnoses: readonly Diagnosis[]): string {
  const named = diagnoses.slice(0, 2).map(diagnosisWords).join(', ');
  return diagnoses.length > 2 ? `${named} and ${diagnoses.length - 2} more` : named;
}

export const diagnosisSupportsInjection = defineCheck({
  id: 'diagnosis-supports-injection',
  version: 1,
  question: 'Is a diagnosis recorded that goes with an injection by this route and at this site?',
  severity: 'resolve-before-claim',
  basis: {
    document: 'Depo-Medrol label indications; MAC article A57201 and LCD L33906',
    section: 'Indications by route; diagnoses that support the procedure',
    read: '2026-11-23',
  },
  prevents: 'Denied because the diagnosis does not support the drug or the procedure (CARC 11)',
  noun: 'Diagnosis for this injection',
  gapTitle: 'No diagnosis that goes with the injection',
  where: 'The encounter diagnoses.',
  on: 'injection',
  reads: ['administrations', 'procedures', 'diagnoses'],
  tables: ['diagnoses', 'sites'],
  messages: {
    supported: '{codes} goes with this injection.{age}',
    missing: '{drug}: no recorded diagnosis goes with it ({codes}).{age}',
    notConfirmed: '{drug}: {codes} may go with it, by a row that is not confirmed.{age}',
    notInTable: '{drug}: {codes} is not in the table of supporting diagnoses.{age}',
    noDiagnosis: 'No diagnosis is recorded, so there is nothing to compare.',
    notKnown: 'The route is not known, so there is nothing to compare.',
  },
  subjects: ({ injections }) => injections,
  evaluate(injection, { facts }) {
    const route = valueOf(injection.route);
    if (route === null) return { outcome: 'not-applicable', key: 'notKnown' };
    const diagnoses = supportingDiagnoses(facts);
    if (diagnoses.length === 0)
      return { outcome: 'not-applicable', key: 'noDiagnosis', rests: 'absence', restsOn: ['diagnoses'] };
    const of = (support: Support): readonly Diagnosis[] =>
      diagnoses.filter((one) => supportOf(one, route, valueOf(injection.site)) === support);
    const params = (named: readonly Diagnosis[]) => ({
      drug: drugWords(injection),
      codes: listed(named),
      age: ageNote(injection.serviceDate.date),
    });
    const evidence = (named: readonly Diagnosis[]) => named.flatMap((one) => one.evidence);
    const [supports, perhaps, unknown] = [of('supports'), of('perhaps'), of('unknown')];
    if (supports.length > 0)
      return {
        outcome: 'met',
        key: 'supported',
        params: params(supports.slice(0, 1)),
        evidence: evidence(supports),
        rests: 'presence',
      };
    const open = { outcome: 'cannot-tell', reason: 'code-not-in-table' } as const;
    if (perhaps.length > 0)
      return {
        ...open,
        key: 'notConfirmed',
        params: params(perhaps.slice(0, 1)),
        evidence: evidence(perhaps),
      };
    if (unknown.length > 0)
      return { ...open, key: 'notInTable', params: params(unknown.slice(0, 1)), evidence: evidence(unknown) };
    return {
      outcome: 'gap',
      key: 'missing',
      params: params(diagnoses),
      evidence: evidence(diagnoses),
      searched: ['Condition of this encounter', 'reasonReference'],
      rests: 'absence',
      restsOn: ['diagnoses'],
    };
  },
});
