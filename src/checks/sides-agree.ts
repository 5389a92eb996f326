import { defineCheck, type CheckInput } from './define-check.ts';
import { drugWords } from './subject-words.ts';
import {
  coversSide,
  evidenceOfAll,
  intoPairedSite,
  procedureOf,
  reasonsOf,
  supportingDiagnoses,
} from './subjects.ts';
import type { Diagnosis, Injection } from '../facts/encounter-facts.ts';
import { isAboutSite } from '../tables/diagnoses.ts';
import { valueOf } from '../vocab/fact.ts';
import { SIDES, type Side } from '../vocab/site.ts';

type Sided = Diagnosis & { readonly laterality: Side };
const isSided = (diagnosis: Diagnosis): diagnosis is Sided =>
  SIDES.some((side) => side === diagnosis.laterality);

/** Sided diagnoses that speak of this injection: named as its reason, or of the region it went into. */
function sidedDiagnoses(injection: Injection, { facts }: CheckInput): readonly Sided[] {
  const site = valueOf(injection.site);
  const reasons = reasonsOf(injection, facts);
  return supportingDiagnoses(facts)
    .filter(isSided)
    .filter(
      ({ reference, icd10 }) =>
        reasons.includes(reference) || (icd10 !== null && site !== null && isAboutSite(icd10, site) === true),
    );
}

/** Every side given is covered by some statement. */
const covered = (given: Side, stated: readonly Side[]): boolean => {
  const sides: readonly Side[] = given === 'bilateral' ? ['left', 'right'] : [given];
  return sides.every((side) => stated.some((one) => coversSide(one, side)));
};

export const sidesAgree = defineCheck({
  id: 'sides-agree',
  version: 1,
  question: 'Do administration, procedure and diagnosis name the same side?',
  severity: 'fix-before-signing',
  basis: {
    document: 'EmblemHealth, Correct laterality ICD-10-CM diagnosis coding policy',
    section: 'Side of the diagnosis against RT, LT and 50',
    read: '2026-11-23',
  },
  prevents: 'Denied because the side of the diagnosis conflicts with the modifier of the line',
  noun: 'Agreement of sides',
  gapTitle: 'Sides recorded do not agree',
  where: 'The side of the administration, the procedure or the diagnosis, whichever is not as it was.',
  on: 'injection',
  reads: ['administrations', 'procedures', 'diagnoses'],
  tables: ['sites', 'diagnoses'],
  messages: {
    agree: 'The statements of the side agree.',
    oneStatement: 'One place in the record states the side, and no other differs.',
    procedureDiffers: '{drug}: the administration says {side}, the procedure says {other}.',
    diagnosisDiffers: '{drug}: the injection is {side}, the diagnosis ({codes}) {other}.',
    notPaired: 'The site has no sides, or is not known.',
    noSide: 'No side is recorded, so there is nothing to compare.',
    ownSides: 'The administration itself names two sides; see that finding.',
  },
  subjects: ({ injections }) => injections,
  evaluate(injection, input) {
    if (!intoPairedSite(injection)) return { outcome: 'not-applicable', key: 'notPaired' };
    // Two sides inside the administration itself are a finding of `side-recorded`.
    if (injection.ownSide.how === 'conflicting') return { outcome: 'not-applicable', key: 'ownSides' };
    const drug = drugWords(injection);
    const procedure = procedureOf(injection, input.facts);
    const own = valueOf(injection.ownSide);
    const other = procedure ? valueOf(procedure.side) : null;
    const statements = evidenceOfAll(injection.ownSide, ...(procedure ? [procedure.side] : []));
    const gap = {
      outcome: 'gap',
      searched: ['site', 'Procedure.bodySite', 'Condition'],
      rests: 'presence',
    } as const;
    if (own !== null && other !== null && !coversSide(other, own))
      return { ...gap, key: 'procedureDiffers', params: { drug, side: own, other }, evidence: statements };
    const side = own ?? valueOf(injection.side) ?? other;
    if (side === null)
      return { outcome: 'not-applicable', key: 'noSide', rests: 'absence', restsOn: ['procedures'] };
    const sided = sidedDiagnoses(injection, input);
    const stated = sided.map(({ laterality }) => laterality);
    const evidence = [...statements, ...sided.flatMap((one) => one.evidence)];
    if (sided.length > 0 && !covered(side, stated)) {
      const codes = sided
        .map(({ icd10 }) => icd10 ?? 'no code')
        .slice(0, 2)
        .join(', ');
      const params = { drug, side, codes, other: [...new Set(stated)].join(' and ') };
      return { ...gap, key: 'diagnosisDiffers', params, evidence };
    }
    const several = (own !== null && other !== null) || sided.length > 0;
    return {
      outcome: 'met',
      key: several ? 'agree' : 'oneStatement',
      evidence,
      rests: 'absence',
      restsOn: ['procedures', 'diagnoses'],
    };
  },
});
