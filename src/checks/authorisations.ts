import type { CheckInput } from './define-check.ts';
import type { Authorisation } from '../facts/encounter-facts.ts';
import { valueOf } from '../vocab/fact.ts';

/** In force on the date of service; an open end is in force. */
const isInForce = ({ start, end }: Authorisation, date: string): boolean =>
  (start === null || start.slice(0, 10) <= date) && (end === null || date <= end.slice(0, 10));

/**
 * Authorisations that speak of some administrations on their date: they name a code of one of their lines in
 * either table, or of a procedure of the encounter, or no code at all. Whatever their outcome.
 */
export function authorisationsFor(
  administrations: readonly string[],
  date: string,
  { facts, coding }: Pick<CheckInput, 'facts' | 'coding'>,
): readonly Authorisation[] {
  const lines = coding.lines.filter((line) =>
    line.administrations.some((one) => administrations.includes(one)),
  );
  const procedures = facts.procedures.filter(({ counts }) => counts).map(({ code }) => valueOf(code));
  const codes = new Set([...lines.map(({ code }) => code), ...procedures]);
  return facts.authorisations.filter(
    (one) => isInForce(one, date) && (one.codes.length === 0 || one.codes.some((code) => codes.has(code))),
  );
}
