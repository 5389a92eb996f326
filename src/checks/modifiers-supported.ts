import { defineCheck, type CheckInput } from './define-check.ts';
import { procedureOf } from './subjects.ts';
import type { ClaimLine } from '../coding/claim-line.ts';
import type { Injection, RecordedLine } from '../facts/encounter-facts.ts';
import { anatomicalModifiers, BOTH_SIDES, isAnatomical } from '../tables/anatomical-modifiers.ts';
import { valueOf } from '../vocab/fact.ts';

const injectionsOf = (line: ClaimLine, injections: readonly Injection[]): readonly Injection[] =>
  injections.filter(({ reference }) => line.administrations.includes(reference));

/** Modifiers the record bears out for a code: those proposed for it, and those that name the recorded place. */
function borneOut(code: string, line: ClaimLine, { coding, injections }: CheckInput): ReadonlySet<string> {
  const proposed = coding.lines
    .filter((one) => one.code === code && one.serviceDate === line.serviceDate)
    .flatMap(({ modifiers }) => modifiers.map((one) => one.code));
  const places = injections
    .filter(({ drug }) => valueOf(drug) === line.drug)
    .flatMap(({ site, side }) => anatomicalModifiers(valueOf(site), valueOf(side)));
  return new Set([...proposed, ...places]);
}

/** Lines recorded for this one: under its own code, and (on the drug's first line) under the other table's. */
function recordedFor(line: ClaimLine, { coding, facts }: CheckInput): readonly RecordedLine[] {
  const kin = coding.lines.filter((one) => one.drug === line.drug && one.serviceDate === line.serviceDate);
  const active = kin.filter(({ role }) => role === 'active');
  const others = kin.map(({ code }) => code).filter((code) => active.every((one) => one.code !== code));
  const firstOfCode = active.find(({ code }) => code === line.code) === line;
  const codes = [...(firstOfCode ? [line.code] : []), ...(active[0] === line ? others : [])];
  return facts.recordedLines.filter(
    ({ code, date }) => codes.includes(code) && (date === null || date.slice(0, 10) === line.serviceDate),
  );
}

/** The matched procedure names a side or digit, and none of the line's. */
function otherPlace(
  line: ClaimLine,
  { facts, injections }: CheckInput,
): { procedure: string; line: string } | null {
  const own = line.modifiers.map(({ code }) => code).filter(isAnatomical);
  for (const injection of injectionsOf(line, injections)) {
    const named = procedureOf(injection, facts)?.modifiers ?? [];
    const places = named.filter(isAnatomical);
    if (
      own.length > 0 &&
      places.length > 0 &&
      !named.includes(BOTH_SIDES) &&
      !places.some((one) => own.includes(one))
    )
      return { procedure: places.join(' '), line: own.join(' ') };
  }
  return null;
}

/**
 * A modifier that rests on text or on the order alone is no finding here: the line says so, and `side-recorded`
 * asks for the field.
 */
export const modifiersSupported = defineCheck({
  id: 'modifiers-supported',
  version: 1,
  question: 'Does the record bear out every modifier of this line, proposed or recorded?',
  severity: 'resolve-before-claim',
  basis: {
    document: 'Practice reference for J3250, J3260 and J2930',
    section: 'Modifiers: RT, LT, 59, 52, anatomical',
    read: '2026-11-23',
  },
  prevents: 'Line rejected for a missing or clashing modifier (CARC 4)',
  noun: 'Modifiers',
  gapTitle: 'Modifier not supported by the record',
  where: 'The recorded charge or claim line, or the fact that the modifier stands for.',
  on: 'line',
  reads: ['administrations'],
  readsWhereOffered: ['procedures', 'charges', 'claims'],
  tables: ['code-tables', 'anatomical-modifiers'],
  messages: {
    supported: 'The record bears out every modifier of {code}.',
    notSupported: '{recorded} is recorded with modifier {modifiers}, which the record does not bear out.',
    procedureDiffers: 'The line says {line}, the procedure says {procedure}.',
  },
  subjects: ({ coding }) => coding.lines.filter(({ role }) => role === 'active'),
  evaluate(line, input) {
    const { code } = line;
    const own = line.modifiers.flatMap(({ evidence }) => evidence);
    const searched = ['ChargeItem', 'Claim', 'Procedure', 'MedicationAdministration'];
    for (const recorded of recordedFor(line, input)) {
      const known = borneOut(recorded.code, line, input);
      const unknown = recorded.modifiers.filter((one) => !known.has(one));
      if (unknown.length > 0)
        return {
          outcome: 'gap',
          key: 'notSupported',
          params: { recorded: recorded.code, modifiers: unknown.join(' ') },
          evidence: recorded.evidence,
          searched,
          rests: 'presence',
        };
    }
    const other = otherPlace(line, input);
    if (other)
      return {
        outcome: 'gap',
        key: 'procedureDiffers',
        params: other,
        evidence: own,
        searched,
        rests: 'presence',
      };
    return { outcome: 'met', key: 'supported', params: { code }, evidence: own, rests: 'absence' };
  },
});
