import type { ReactElement } from 'react';
import type { EarlierDecision } from '../../queries/coder-decisions.ts';
import type { MadeOn } from '../../queries/exports.ts';
import { keepTogether } from '../../ui/quantity.tsx';
import styles from './encounter-review.module.css';

const named = (code: string, modifiers: readonly string[], units: number): string =>
  `${[code, ...modifiers].join('-')} × ${units.toLocaleString('en')}`;

const nameOf = ({ code, modifiers, units }: MadeOn): string => named(code, modifiers, units);

/** What the line was called, with the dose where only that tells it from what it is now. */
const calledThen = (on: MadeOn, now: MadeOn | null): string =>
  now && nameOf(now) === nameOf(on) && now.doseMg !== on.doseMg
    ? `${nameOf(on)} for ${on.doseMg} mg`
    : nameOf(on);

/** What has to have changed for the decision not to count. */
function since(on: MadeOn, now: MadeOn): string {
  if (now.statement === on.statement) return 'before its findings changed';
  return now.edition === on.edition ? 'before the record changed' : 'before the code table changed';
}

const withoutStop = (reason: string): string => reason.replace(/\.$/, '');

/** "Accepted as J2930 × 8 before the record changed."; "Removed J3250-LT × 1: entered twice; the line is no longer proposed." */
export function earlierWords({ decision, on, now }: EarlierDecision): string {
  const called = calledThen(on, now);
  const [did, reason] = didWords(decision, { called, isProposed: now !== null });
  const why = reason === '' ? '' : `: ${withoutStop(reason)}`;
  return now ? `${did} ${since(on, now)}${why}.` : `${did}${why}; the line is no longer proposed.`;
}

function didWords(
  decision: EarlierDecision['decision'],
  { called, isProposed }: { readonly called: string; readonly isProposed: boolean },
): readonly [string, string] {
  const as = isProposed ? `as ${called}` : called;
  switch (decision.action) {
    case 'accepted':
      return [`Accepted ${as}`, ''];
    case 'changed': {
      const { code, modifiers, units } = decision;
      return [`Changed ${called} to ${named(code, modifiers, units)}`, decision.reason];
    }
    case 'removed':
      return [`Removed ${as}`, decision.reason];
    case 'asked':
      return [`Clinician asked about ${called}`, ''];
    default:
      return decision satisfies never;
  }
}

/** Decisions that do not count any more, each with what it was made on. Nothing when there is none. Keyboard: none. */
export function EarlierDecisions({
  earlier,
  label,
}: {
  readonly earlier: readonly EarlierDecision[];
  readonly label: string;
}): ReactElement | null {
  if (earlier.length === 0) return null;
  return (
    <ul className={styles['earlier']} aria-label={label}>
      {earlier.map((one) => (
        <li key={`${one.on.identity} ${one.decision.action}`}>{keepTogether(earlierWords(one))}</li>
      ))}
    </ul>
  );
}
