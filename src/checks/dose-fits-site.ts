import { defineCheck } from './define-check.ts';
import { drugWords } from './subject-words.ts';
import { byVein } from './subjects.ts';
import type { EncounterFacts, Injection } from '../facts/encounter-facts.ts';
import { labelDoseFor, type LabelDose } from '../tables/label-doses.ts';
import { ADULT_FROM_YEARS } from '../tables/patient-ages.ts';
import { evidenceOf, valueOf } from '../vocab/fact.ts';
import { add, compare, multiply, rational, toDecimal, type Rational } from '../vocab/rational.ts';

/** Injections of one drug by one route into one site on one date: their doses count together. */
function alikeOf(injection: Injection, injections: readonly Injection[]): readonly Injection[] {
  if (byVein(injection)) return [injection];
  const place = ({ drug, route, site, side, serviceDate }: Injection): string =>
    [valueOf(drug), valueOf(route), valueOf(site), valueOf(side), serviceDate.date].join('|');
  return injections.filter((other) => place(other) === place(injection) && valueOf(other.dose.mg) !== null);
}

const sum = (injections: readonly Injection[]): Rational =>
  injections.reduce((total, { dose }) => add(total, valueOf(dose.mg) ?? rational(0n)), rational(0n));

/** The most the label names for this patient; null where only a limit by weight stands and no weight is known. */
function mostFor(label: LabelDose, { weightKg }: EncounterFacts): Rational | null {
  const weight = valueOf(weightKg);
  if (label.maxMgPerKg === null || weight === null) return label.maxMg;
  return multiply(label.maxMgPerKg, weight);
}

export const doseFitsSite = defineCheck({
  id: 'dose-fits-site',
  version: 1,
  question: 'Is the dose within what the label names for this place?',
  severity: 'resolve-before-claim',
  basis: {
    document: 'Depo-Medrone dosing page (Pfizer UK); Solu-Medrol dosing page (MIMS)',
    section: 'Dose by joint size and route; high dose by weight',
    read: '2026-11-23',
  },
  prevents: 'Denied because the dose is outside the usual range and no reason is given',
  noun: 'Dose for this place',
  gapTitle: 'Dose above the range on the label',
  where: 'The dose of the administration, or the reason for it in the note.',
  on: 'injection',
  reads: ['administrations', 'procedures'],
  readsWhereOffered: ['weight'],
  tables: ['label-doses', 'patient-ages', 'sites'],
  messages: {
    within: '{given} mg is within the range on the label.',
    withoutWeight: '{given} mg fits an adult of any weight.',
    above: '{drug}: {given} mg on one date. The label names up to {most} mg for this place.',
    leadOnly: '{drug}: {given} mg, above the {most} mg of a range that was not confirmed on the label.',
    weightUnknown: '{drug}: {given} mg, and no weight was found to judge it by.',
    counted: 'Counted with the other injection of this drug into the same place.',
    noRange: 'The label range for this drug and place is not known here.',
    notKnown: 'Drug, dose or place is not known, so there is nothing to compare.',
  },
  subjects: ({ injections }) => injections,
  evaluate(injection, input) {
    const drug = valueOf(injection.drug);
    const route = valueOf(injection.route);
    if (drug === null || route === null || valueOf(injection.dose.mg) === null)
      return { outcome: 'not-applicable', key: 'notKnown' };
    const alike = alikeOf(injection, input.injections);
    if (alike[0] !== injection) return { outcome: 'not-applicable', key: 'counted' };
    const label = labelDoseFor({ drug, route, site: valueOf(injection.site) });
    if (label === null) return { outcome: 'not-applicable', key: 'noRange' };
    const given = sum(alike);
    const most = mostFor(label, input.facts);
    const evidence = [
      ...alike.flatMap(({ dose }) => evidenceOf(dose.amount)),
      ...evidenceOf(input.facts.weightKg),
    ];
    const params = {
      drug: drugWords(injection),
      given: toDecimal(given),
      most: most === null ? '' : toDecimal(most),
    };
    if (most === null) {
      const adult = (input.facts.ageYears ?? 0) >= ADULT_FROM_YEARS;
      const fits =
        adult && label.maxMgAdultWithoutWeight !== null && compare(given, label.maxMgAdultWithoutWeight) <= 0;
      return fits
        ? { outcome: 'met', key: 'withoutWeight', params, evidence, rests: 'absence', restsOn: ['weight'] }
        : { outcome: 'cannot-tell', key: 'weightUnknown', params, evidence, reason: 'source-unavailable' };
    }
    if (compare(given, most) <= 0)
      return { outcome: 'met', key: 'within', params, evidence, rests: 'presence' };
    if (!label.verified)
      return { outcome: 'cannot-tell', key: 'leadOnly', params, evidence, reason: 'code-not-in-table' };
    return {
      outcome: 'gap',
      key: 'above',
      params,
      evidence,
      searched: ['dosage.dose', 'site', 'body weight'],
      rests: 'presence',
    };
  },
});
