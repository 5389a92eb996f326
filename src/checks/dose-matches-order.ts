import { defineCheck, type CheckInput } from './define-check.ts';
import { drugWords } from './subject-words.ts';
import { evidenceOfAll } from './subjects.ts';
import type { Injection } from '../facts/encounter-facts.ts';
import { valueOf } from '../vocab/fact.ts';
import { add, compare, toDecimal, type Rational } from '../vocab/rational.ts';

export const doseMatchesOrder = defineCheck({
  id: 'dose-matches-order',
  version: 1,
  question: 'Is the dose given the dose ordered?',
  severity: 'fix-before-signing',
  basis: {
    document: 'Noridian, Documentation requirements: drug administration',
    section: 'Order and administration record: drug, dose, route',
    read: '2026-11-23',
  },
  prevents: 'Denied because the record of administration contradicts the signed order (CERT)',
  noun: 'Dose given and dose ordered',
  gapTitle: 'Dose given differs from the dose ordered',
  where: 'The dose of the administration, or the order if it was changed.',
  on: 'injection',
  reads: ['administrations', 'orders'],
  tables: [],
  messages: {
    same: 'The dose given is the dose ordered: {given} mg.',
    stopped: 'Recorded as stopped: {given} mg given of {ordered} mg ordered.',
    differs: '{drug}: {given} mg given, {ordered} mg ordered.',
    weak: '{drug}: {given} mg given, {ordered} mg ordered, not both in the dose field.',
    orderUnclear: '{drug}: the order states a dose that cannot be read as milligrams.',
    nothingToCompare: 'Dose given or dose ordered is not known, so there is nothing to compare.',
  },
  subjects: ({ injections }) => injections,
  evaluate(injection, input) {
    const { order, dose } = injection;
    const ordered = order.dose ? valueOf(order.dose.mg) : null;
    const own = dose.mg.how === 'order-only' ? null : valueOf(dose.mg);
    const evidence = [...evidenceOfAll(dose.amount), ...order.evidence];
    if (own === null || order.dose === null || order.dose.amount.how === 'not-recorded')
      return { outcome: 'not-applicable', key: 'nothingToCompare', rests: 'absence', restsOn: ['orders'] };
    if (ordered === null)
      return {
        outcome: 'cannot-tell',
        key: 'orderUnclear',
        params: { drug: drugWords(injection) },
        evidence: evidenceOfAll(order.dose.amount),
        reason: 'unit-not-convertible',
      };
    const given = givenOf(injection, input, own);
    const same = compare(own, ordered) === 0 || compare(given, ordered) === 0;
    const params = {
      drug: drugWords(injection),
      given: toDecimal(same ? ordered : given),
      ordered: toDecimal(ordered),
    };
    if (same) return { outcome: 'met', key: 'same', params, evidence, rests: 'presence' };
    if (injection.billing.billed && injection.billing.partial && compare(given, ordered) < 0)
      return { outcome: 'met', key: 'stopped', params, evidence, rests: 'presence' };
    if (dose.mg.how === 'text-only' || order.dose.mg.how === 'text-only')
      return { outcome: 'cannot-tell', key: 'weak', params, evidence, reason: 'text-only' };
    return {
      outcome: 'gap',
      key: 'differs',
      params,
      evidence,
      searched: ['dosage.dose', 'dosageInstruction'],
      rests: 'presence',
    };
  },
});

/** What was given under one order: an order may be carried out in several administrations. */
function givenOf(injection: Injection, { injections }: CheckInput, own: Rational): Rational {
  const [order] = injection.order.references;
  return injections
    .filter((other) => other !== injection && order !== undefined && other.order.references[0] === order)
    .reduce((sum, other) => sumOf(sum, other), own);
}

/** An administration without a dose adds nothing here; `dose-recorded` speaks of it. */
function sumOf(sum: Rational, { dose }: Injection): Rational {
  const mg = valueOf(dose.mg);
  return mg === null ? sum : add(sum, mg);
}
