import { defineCheck, type Answer, type CheckInput } from './define-check.ts';
import { drugWords } from './subject-words.ts';
import type { Injection } from '../facts/encounter-facts.ts';
import { WASTE_MODIFIERS } from '../tables/waste-modifiers.ts';
import { evidenceOf, valueOf } from '../vocab/fact.ts';
import {
  add,
  ceil,
  compare,
  divide,
  multiply,
  rational,
  toDecimal,
  type Rational,
} from '../vocab/rational.ts';

const total = (injections: readonly Injection[], of: (one: Injection) => Rational | null): Rational =>
  injections.reduce((sum, one) => add(sum, of(one) ?? rational(0n)), rational(0n));

/**
 * Injections of one date out of the same product: they may share containers, so their amounts count together. One of
 * unknown dose is no zero and stands for none of the others: what it lacks is asked by the checks of its dose.
 */
function sharing(injection: Injection, injections: readonly Injection[]): readonly Injection[] {
  const product = ({ drug, ndc, container, serviceDate }: Injection): string => {
    const content = valueOf(container)?.mgPerContainer;
    return [valueOf(drug), valueOf(ndc), content ? toDecimal(content) : '', serviceDate.date].join('|');
  };
  return injections.filter(
    (other) => valueOf(other.dose.mg) !== null && product(other) === product(injection),
  );
}

const openedFor = (given: Rational, content: Rational): Rational => {
  const containers = divide(given, content);
  return multiply(rational(containers === null ? 0n : ceil(containers)), content);
};

/** What each place opened, where every place accounts for its own containers; null where one does not. */
function openedByPlace(group: readonly Injection[], content: Rational): Rational | null {
  const placeOf = ({ site, side }: Injection): string => [valueOf(site), valueOf(side)].join('|');
  const accounts = [...new Set(group.map(placeOf))].map((place) => {
    const members = group.filter((one) => placeOf(one) === place);
    const given = total(members, ({ dose }) => valueOf(dose.mg));
    const opened = openedFor(given, content);
    const used = add(
      given,
      total(members, (one) => valueOf(one.discarded)),
    );
    return compare(used, opened) === 0 ? opened : null;
  });
  const known = accounts.flatMap((opened) => opened ?? []);
  return known.length === accounts.length ? known.reduce((sum, opened) => add(sum, opened)) : null;
}

/**
 * Given and discarded amounts against the containers that the given amount needs. What adds up only if one container
 * served several places is a gap: nobody recorded that it did, and a container for each would leave a rest in each.
 */
function account(
  group: readonly Injection[],
  content: Rational,
): Answer<'nothingLeft' | 'accounted' | 'sharingNotRecorded' | 'missing' | 'doesNotAddUp'> {
  const given = total(group, ({ dose }) => valueOf(dose.mg));
  const discarded = total(group, (one) => valueOf(one.discarded));
  const byPlace = openedByPlace(group, content);
  const opened = byPlace ?? openedFor(given, content);
  const words = { given: toDecimal(given), discarded: toDecimal(discarded), opened: toDecimal(opened) };
  const params = { drug: group[0] ? drugWords(group[0]) : '', ...words };
  const evidence = group.flatMap((one) => [
    ...evidenceOf(one.dose.amount),
    ...evidenceOf(one.container),
    ...evidenceOf(one.discarded),
  ]);
  const told = { params, evidence } as const;
  const stated = group.some((one) => valueOf(one.discarded) !== null);
  if (byPlace !== null)
    return { ...told, outcome: 'met', key: stated ? 'accounted' : 'nothingLeft', rests: 'presence' };
  const wouldShare = compare(add(given, discarded), opened) === 0;
  return {
    ...told,
    outcome: 'gap',
    key: wouldShare ? 'sharingNotRecorded' : stated ? 'doesNotAddUp' : 'missing',
    searched: ['discarded amount of the administration', 'MedicationAdministration.note'],
    rests: stated ? 'presence' : 'absence',
    restsOn: ['administrations'],
  };
}

/** The answer where it is recorded that something was discarded, and not how much: null where that is known. */
function undetermined(
  group: readonly Injection[],
  drug: string,
): Answer<'conflicting' | 'notReadable'> | null {
  const said = group.flatMap(({ discarded }) =>
    discarded.how === 'conflicting' || discarded.how === 'not-recognised' ? [discarded] : [],
  );
  if (said.length === 0) return null;
  const differ = said.some(({ how }) => how === 'conflicting');
  return {
    outcome: 'cannot-tell',
    key: differ ? 'conflicting' : 'notReadable',
    params: { drug },
    evidence: said.flatMap(({ evidence }) => evidence),
    reason: differ ? 'conflicting' : 'unit-not-convertible',
  };
}

/** JW and JZ are asked for by table and payer, and only since they exist. */
const asked = ({ serviceDate }: Injection, { activeTable, profile }: CheckInput): boolean =>
  profile.waste &&
  activeTable.modifierRules.waste &&
  (serviceDate.date === null || serviceDate.date >= WASTE_MODIFIERS.JW.from);

export const wasteRecorded = defineCheck({
  id: 'waste-recorded',
  version: 1,
  question: 'Is what was left of a single-dose container recorded as discarded?',
  severity: 'resolve-before-claim',
  basis: {
    document: 'MAC article A53024; CMS JW and JZ modifier policy',
    section: 'Given amount, discarded amount and container total in the record',
    read: '2026-11-23',
  },
  prevents: 'Claim returned because JW or JZ is missing or not supported by the record',
  noun: 'Discarded amount',
  gapTitle: 'Discarded amount not recorded',
  where: 'The amount discarded, with the administration.',
  on: 'injection',
  reads: ['administrations'],
  readsWhereOffered: ['coverage'],
  tables: ['code-tables', 'payer-profiles', 'ndc'],
  messages: {
    notAsked: 'The active table or the profile does not ask for waste.',
    multiDose: 'Given from a multi-dose container, of which nothing need be discarded.',
    doseNotKnown: 'The dose is not known, so there is nothing to compare.',
    counted: 'Counted with the other injection from the same product.',
    nothingLeft: 'Nothing was left: {given} mg given of {opened} mg opened.',
    accounted: '{given} mg given and {discarded} mg discarded of {opened} mg opened.',
    containerUnknown: '{drug}: whether the container was single-dose is not known.',
    conflicting: '{drug}: different discarded amounts are recorded.',
    notReadable: '{drug}: something is recorded as discarded. How much cannot be read.',
    sharingNotRecorded:
      '{drug}: {given} mg at more than one place. Neither a shared container nor what was left at each is recorded.',
    missing: '{drug}: {given} mg given of {opened} mg opened. No discarded amount is recorded.',
    doesNotAddUp: '{drug}: {given} mg given, {discarded} mg discarded, {opened} mg opened.',
  },
  subjects: ({ injections }) => injections,
  evaluate(injection, input) {
    if (!asked(injection, input))
      return { outcome: 'not-applicable', key: 'notAsked', rests: 'absence', restsOn: ['coverage'] };
    const drug = drugWords(injection);
    const container = valueOf(injection.container);
    if (container?.kind === 'multi-dose' && container.verified)
      return { outcome: 'not-applicable', key: 'multiDose' };
    const content = container?.mgPerContainer ?? null;
    if (container === null || !container.verified || content === null)
      return {
        outcome: 'cannot-tell',
        key: 'containerUnknown',
        params: { drug },
        evidence: evidenceOf(injection.container),
        reason: 'code-not-in-table',
      };
    if (valueOf(injection.dose.mg) === null) return { outcome: 'not-applicable', key: 'doseNotKnown' };
    const group = sharing(injection, input.injections);
    if (group[0] !== injection) return { outcome: 'not-applicable', key: 'counted' };
    return undetermined(group, drug) ?? account(group, content);
  },
});
