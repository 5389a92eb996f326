import { crossCheckOf, listingsOf, lineText, meaningsOf, type DecidedLine } from '../../queries/exports.ts';
import type { EncounterReport } from '../../report/report-schema.ts';

/** The fields of the form as they stand, spaces around them included. */
export interface TypedChange {
  readonly code: string;
  readonly units: string;
  readonly modifiers: string;
  readonly reason: string;
}

/** What the coder puts in a line's place. */
export interface Change {
  readonly code: string;
  readonly units: number;
  readonly modifiers: readonly string[];
  readonly reason: string;
}

const CODE = /^[A-Z]\d{4}$/;
const UNITS = /^[1-9]\d{0,5}$/;
const MODIFIER = /^[A-Z0-9]{2}$/;

/** Modifiers as typed: "RT, 59". Null when one is no two-character modifier. */
export function parseModifiers(text: string): readonly string[] | null {
  const parts = text
    .toUpperCase()
    .split(/[\s,-]+/)
    .filter((part) => part !== '');
  return parts.every((part) => MODIFIER.test(part)) ? parts : null;
}

const codeOf = ({ code }: TypedChange): string => code.trim().toUpperCase();

const repeated = (modifiers: readonly string[]): string | undefined =>
  modifiers.find((one, at) => modifiers.indexOf(one) !== at);

const sameAs = (
  change: Omit<Change, 'reason'>,
  { code, units, modifiers }: Omit<Change, 'reason'>,
): boolean =>
  change.code === code &&
  change.units === units &&
  change.modifiers.toSorted().join() === modifiers.toSorted().join();

/** The change as typed, or in words why it is none. */
export function readChange(
  typed: TypedChange,
  { original }: DecidedLine,
): { readonly change: Change } | { readonly problem: string } {
  const code = codeOf(typed);
  const units = typed.units.trim();
  const modifiers = parseModifiers(typed.modifiers);
  if (!CODE.test(code)) return { problem: 'A code is one letter and four digits, such as J1010.' };
  if (!UNITS.test(units)) return { problem: 'Units are a whole number of 1 or more.' };
  if (modifiers === null) return { problem: 'A modifier has two characters; separate several with commas.' };
  const twice = repeated(modifiers);
  if (twice !== undefined) return { problem: `${twice} stands more than once; a line has it once or not.` };
  const change = { code, units: Number(units), modifiers, reason: typed.reason.trim() };
  if (sameAs(change, original))
    return { problem: 'Nothing differs from the proposal, so there is no change to save.' };
  if (change.reason === '') return { problem: 'A change needs a reason.' };
  return { change };
}

/** Modifiers that say opposite things of one line, and what they say. */
const CONTRADICTIONS = [
  ['RT', 'LT', 'two sides'],
  ['RT', '50', 'one side and both'],
  ['LT', '50', 'one side and both'],
  ['JW', 'JZ', 'some discarded and none'],
] as const;

/** Modifier fields of one service line of a professional claim (CMS-1500, item 24D). */
const MODIFIERS_A_LINE = 4;

/**
 * What the coder should know of the values as they stand, before the reason is written: they may still be right, and
 * the coder is the one to judge it.
 */
export function tellOfChange(
  typed: TypedChange,
  { original }: DecidedLine,
  report: EncounterReport,
): {
  readonly code: readonly string[];
  readonly units: string | null;
  readonly modifiers: readonly string[];
} {
  const code = codeOf(typed);
  const known = CODE.test(code) && code !== original.code;
  const listings = known ? listingsOf(report, original, code) : [];
  const modifiers = parseModifiers(typed.modifiers) ?? [];
  return {
    code: known ? meaningsOf(report, { original, code, listings }) : [],
    units: CODE.test(code) ? unitsWords(code, typed.units.trim(), original, report) : null,
    modifiers: [
      ...CONTRADICTIONS.filter(([one, other]) => modifiers.includes(one) && modifiers.includes(other)).map(
        ([one, other, says]) => `${one} and ${other} say ${says} of one line.`,
      ),
      ...(modifiers.length > MODIFIERS_A_LINE
        ? [`${modifiers.length} modifiers: a claim line has room for ${MODIFIERS_A_LINE}.`]
        : []),
    ],
  };
}

/** Where the units typed are not what a table gives for the recorded dose, or no table gives any. */
function unitsWords(
  code: string,
  units: string,
  original: DecidedLine['original'],
  report: EncounterReport,
): string | null {
  const computed = [original, ...crossCheckOf(report, original)].filter((line) => line.code === code);
  if (computed.length === 0) return 'No table gives units of this code for the recorded dose.';
  return computed.some((line) => String(line.units) === units)
    ? null
    : `For ${original.doseMg} mg: ${computed.map(lineText).join(' and ')}.`;
}
