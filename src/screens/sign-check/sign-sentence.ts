import type { EncounterReport } from '../../report/report-schema.ts';
import type { Outcome } from '../../vocab/outcome.ts';
import type { HeldItem } from './held-items.ts';
import type { SetAside } from './set-aside.ts';

export interface SignState {
  readonly text: string;
  readonly outcome: Outcome;
}

/**
 * The report's own sentence; where gaps were set aside, the same counted without them. Setting aside never
 * makes a record complete, so its best state is "nothing else to fix", never "no gaps".
 */
export function signState(
  report: EncounterReport,
  items: readonly HeldItem[],
  asides: ReadonlyMap<string, SetAside>,
): SignState {
  const aside = items.filter((item) => !item.gone && item.check.outcome === 'gap' && asides.has(item.key));
  if (aside.length === 0) return { text: withoutZero(report.signSentence), outcome: MARK[report.signState] };
  const left = report.counts.toFix - aside.length;
  const unknown = report.counts.signCouldNotCheck;
  const words = [
    left > 0 ? `${left} to fix before you sign.` : 'Nothing else to fix.',
    `${aside.length} set aside, not recorded.`,
    ...(unknown > 0 ? [`${unknown} could not be checked.`] : []),
    ...report.unsettled,
  ];
  return {
    text: words.join(' '),
    outcome: left > 0 ? 'gap' : unknown + report.unsettled.length > 0 ? 'cannot-tell' : 'not-applicable',
  };
}

/** A zero says nothing a reader needs: the sentence counts what is there. */
const withoutZero = (sentence: string): string =>
  sentence.replace(' 0 could not be checked.', '').replace(', 0 could not.', '.');

const MARK: Readonly<Record<EncounterReport['signState'], Outcome>> = {
  gaps: 'gap',
  'cannot-tell': 'cannot-tell',
  'no-gaps': 'met',
  'nothing-to-check': 'not-applicable',
};
