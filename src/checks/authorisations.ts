import type { CheckInput } from './define-check.ts';
import type { Authorisation } from '../facts/encounter-facts.ts';
import type { Evidence } from '../vocab/evidence.ts';
import { valueOf } from '../vocab/fact.ts';

/** In force on the date of service; an open end is in force, and a month or a year is to its last day. */
const isInForce = ({ start, end }: Authorisation, date: string): boolean =>
  (start === null || start.slice(0, 10) <= date) && (end === null || date.slice(0, end.length) <= end);

/** Decided later, as far as both dates are written; of one day, or undated, neither is later. */
const isLater = ({ decided: a }: Authorisation, { decided: b }: Authorisation): boolean =>
  a !== null && b !== null && a > b && !a.startsWith(b);

/** What the payer decided about some administrations; `outcome` is null where nothing speaks of them. */
export interface Decision {
  readonly outcome: Authorisation['outcome'] | null;
  readonly evidence: readonly Evidence[];
}

/**
 * The decision about some administrations on their date. An authorisation is about them when it names a code of one of
 * their lines in either table, or of the procedure they were part of; without a code it only may be. The latest stands:
 * an approval is met only where every denial came before it. A denial that came later undoes it where it names the same
 * codes; else, and where nobody can tell which came last, the outcome is not known.
 */
export function decisionFor(
  administrations: readonly string[],
  date: string,
  { facts, coding }: Pick<CheckInput, 'facts' | 'coding'>,
): Decision {
  const isTheirs = (reference: string): boolean => administrations.includes(reference);
  const parts = facts.injections.flatMap(({ reference, procedure }) =>
    isTheirs(reference) ? procedure.references : [],
  );
  const codes: ReadonlySet<string | null> = new Set([
    ...coding.lines.filter((line) => line.administrations.some(isTheirs)).map(({ code }) => code),
    ...facts.procedures
      .filter(({ reference }) => parts.includes(reference))
      .flatMap(({ code }) => valueOf(code) ?? []),
  ]);
  const isSure = (one: Authorisation): boolean => one.codes.some((code) => codes.has(code));
  const sortKey = (one: Authorisation): string =>
    [isSure(one), one.decided, one.outcome, one.reference].join(' ');
  const about = facts.authorisations
    .filter(
      (one) => isInForce(one, date) && (one.codes.length === 0 || one.codes.includes(null) || isSure(one)),
    )
    .toSorted((a, b) => (sortKey(a) < sortKey(b) ? 1 : -1));
  const rivals = (approval: Authorisation): readonly Authorisation[] =>
    about.filter((one) => isSure(one) && one.outcome === 'denied' && !isLater(approval, one));
  const isUndone = (approval: Authorisation): boolean =>
    rivals(approval).some(
      (one) =>
        isLater(one, approval) &&
        approval.codes.every((code) => !codes.has(code) || one.codes.includes(code)),
    );
  const approvals = about.filter(
    (one) => isSure(one) && one.outcome === 'approved' && rivals(one).length === 0,
  );
  const shown = approvals.length > 0 ? approvals : about;
  const isOpen =
    shown === about &&
    about.some((one) => one.outcome === 'unknown' || (one.outcome === 'approved' && !isUndone(one)));
  return {
    // What is surely about them comes first, the latest of it before the others; an undone approval never does.
    outcome: isOpen ? 'unknown' : (shown[0]?.outcome ?? null),
    evidence: shown.flatMap((one) => one.evidence),
  };
}
