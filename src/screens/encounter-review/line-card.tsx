import type { ReactElement, ReactNode } from 'react';
import {
  disagreementOf,
  lineText,
  mayHideMore,
  meaningsOf,
  ofEncounter,
  openFindings,
  type DecidedLine,
} from '../../queries/exports.ts';
import type { EncounterReport, ReportCheck } from '../../report/report-schema.ts';
import { OutcomeMark } from '../../ui/outcome-mark.tsx';
import { keepTogether, Quantity } from '../../ui/quantity.tsx';
import { TableDisagreement } from '../../ui/table-disagreement.tsx';
import type { Outcome } from '../../vocab/outcome.ts';
import { AsideControl, asideOf, type Asides } from './aside-control.tsx';
import { Blockers } from './blockers.tsx';
import { blockersOf, tablesFinding, type DeskItem } from './desk-items.ts';
import { acknowledgementOf, tableRows } from './review-model.ts';
import styles from './encounter-review.module.css';

export interface LineCardProps {
  readonly report: EncounterReport;
  readonly items: readonly DeskItem[];
  readonly item: Extract<DeskItem, { kind: 'line' }>;
  readonly selected: boolean;
  readonly decided: Asides;
  /** Actions, an open form, or the decision with its undo. */
  readonly children: ReactNode;
}

const RESTS: Readonly<Record<string, string>> = {
  'text-only': 'Rests on a value found in text only.',
  'order-only': 'Rests on a value stated by the order only.',
};

/** Why a line without an open finding is not supported, in a few words; the remarks say it in full. */
const UNSUPPORTED: Readonly<Record<DecidedLine['original']['restsOn'], string>> = {
  recorded: 'Not supported yet',
  'text-only': 'Rests on text only',
  'order-only': 'Rests on the order only',
};

interface StateInput {
  readonly blockers: readonly ReportCheck[];
  /** What stands open against the encounter, and so against every line of it. */
  readonly around: readonly ReportCheck[];
  readonly report: EncounterReport;
  readonly decided: Asides;
}

interface State {
  readonly outcome: Outcome;
  readonly word: string;
}

/** What stands open, counted by what is to be done about it. */
function openState(blockers: readonly ReportCheck[], where: string, decided: Asides): readonly State[] {
  const gaps = blockers.filter((check) => check.outcome === 'gap');
  const aside = gaps.filter((check) => asideOf(decided, check) !== null).length;
  const unknown = blockers.length - gaps.length;
  const states = [
    { outcome: 'gap', count: gaps.length - aside, word: `to resolve${where}` },
    { outcome: 'not-applicable', count: aside, word: `set aside${where}, not recorded` },
    { outcome: 'cannot-tell', count: unknown, word: `could not be checked${where}` },
  ] as const;
  return states
    .filter(({ count }) => count > 0)
    .map(({ outcome, count, word }) => ({ outcome, word: `${count} ${word}` }));
}

const WORST_FIRST: readonly Outcome[] = ['gap', 'cannot-tell', 'not-applicable'];

/** No tick stands on what the coder put in the proposal's place: the record was asked about the proposal. */
function stateOf(line: DecidedLine, { blockers, around, report, decided }: StateInput): State {
  if (!line.stands) return { outcome: 'not-applicable', word: 'Removed by the coder' };
  const states = [
    ...openState(blockers, '', decided),
    ...openState(around, ' in the encounter', decided),
    ...(isChanged(line) ? [{ outcome: 'not-applicable', word: 'Changed by the coder' } as const] : []),
  ];
  const outcome = WORST_FIRST.find((one) => states.some((state) => state.outcome === one));
  if (outcome) return { outcome, word: states.map(({ word }) => word).join(', ') };
  if (!line.original.supported) return { outcome: 'cannot-tell', word: UNSUPPORTED[line.original.restsOn] };
  if (mayHideMore(report).length > 0) return { outcome: 'cannot-tell', word: 'Supported by what was read' };
  return { outcome: 'met', word: 'Supported by the record' };
}

const isChanged = ({ decision }: DecidedLine): boolean => decision?.action === 'changed';

const unitsWords = (units: number): string =>
  `${units.toLocaleString('en')} ${units === 1 ? 'unit' : 'units'}`;

/**
 * One proposed line: code and units, why these units, why these modifiers, what blocks it, and what the other
 * table says. Answers without a click. Keyboard: see the keyboard map.
 */
export function LineCard({ report, items, item, selected, decided, children }: LineCardProps): ReactElement {
  const { line } = item;
  const { original } = line;
  const blockers = blockersOf(report, items, item);
  const around = ofEncounter(report, openFindings(report.checks));
  const state = stateOf(line, { blockers, around, report, decided });
  const tables = tablesFinding(report, items, item);
  const disagreement = disagreementOf(report, original);
  const named = [line.code, ...line.modifiers].join('-');
  return (
    <article
      className={styles['item']}
      data-selected={selected}
      aria-label={`${named}, ${unitsWords(line.units)}`}
    >
      <div className={styles['itemHead']}>
        <h3 className={styles['code']}>
          <Struck if={!line.stands}>
            <Quantity>{named}</Quantity> <Quantity>{`× ${line.units.toLocaleString('en')}`}</Quantity>
          </Struck>
        </h3>
        <OutcomeMark outcome={state.outcome} word={state.word} />
      </div>
      {isChanged(line) ? (
        <p className={styles['original']}>
          Proposed <s>{lineText(original)}</s>
        </p>
      ) : null}
      {(isChanged(line) ? meaningsOf(report, line) : [original.description]).map((meaning) => (
        <p key={meaning} className={styles['description']}>
          {keepTogether(meaning)}
        </p>
      ))}
      <Blockers blockers={blockers} label="What blocks this line" decided={decided} />
      {around.length > 0 && line.stands ? (
        <p className={styles['quiet']}>{`Blocks every line of this encounter: ${aroundWords(around)}.`}</p>
      ) : null}
      <LineReasons line={line} />
      {isChanged(line) ? <p className={styles['quiet']}>The tables on the proposal:</p> : null}
      {disagreement ? (
        <>
          <TableDisagreement
            rows={tableRows(report, original)}
            message={disagreement.message}
            acknowledged={acknowledgementOf(report, original)}
          />
          {tables ? (
            <AsideControl check={tables} decided={decided} label="Set the disagreement aside" />
          ) : null}
        </>
      ) : (
        <Agreement rows={tableRows(report, original)} />
      )}
      {children}
    </article>
  );
}

/** Titles of what stands open against the encounter, each once: its own card says it in full. */
const aroundWords = (around: readonly ReportCheck[]): string =>
  [
    ...new Set(
      around.map((check) => (check.outcome === 'gap' ? check.title : `${check.title} could not be checked`)),
    ),
  ].join(' · ');

const Struck = ({
  if: struck,
  children,
}: {
  readonly if: boolean;
  readonly children: ReactNode;
}): ReactElement => (struck ? <s>{children}</s> : <>{children}</>);

/** Why the proposal is what it is; on a changed line it says so, for nothing was computed for the coder's values. */
function LineReasons({ line }: { readonly line: DecidedLine }): ReactElement {
  const { original } = line;
  const proposed = isChanged(line) ? 'Proposed: ' : '';
  return (
    <dl className={styles['reasons']}>
      <dt>Units</dt>
      <dd>
        {original.arithmetic.map((step, place) => (
          <span key={place} className={styles['step']}>
            {keepTogether(`${proposed}${step}`)}
          </span>
        ))}
      </dd>
      <dt>Modifiers</dt>
      <dd>
        {original.modifierReasons.length === 0
          ? `${proposed}None.`
          : original.modifierReasons.map((one) => (
              <span key={one.code} className={styles['step']}>
                {proposed}
                <strong>{one.code}</strong> {keepTogether(one.reason)}
              </span>
            ))}
      </dd>
      <dt>Diagnosis</dt>
      <dd>{original.diagnoses.length > 0 ? original.diagnoses.join(', ') : 'None linked.'}</dd>
      {original.ndc ? (
        <>
          <dt>NDC</dt>
          <dd>
            <Quantity>{original.ndc.hyphenated}</Quantity>{' '}
            {original.ndc.quantity && original.ndc.unit ? (
              <Quantity>{`${original.ndc.qualifier} ${original.ndc.quantity} ${original.ndc.unit}`}</Quantity>
            ) : (
              'quantity not known'
            )}
          </dd>
        </>
      ) : null}
      {[...original.remarks, RESTS[original.restsOn]].filter((remark) => remark !== undefined).length > 0 ? (
        <>
          <dt>Remarks</dt>
          <dd>
            {[...original.remarks, RESTS[original.restsOn]]
              .filter((remark) => remark !== undefined)
              .map((remark) => (
                <span key={remark} className={styles['step']}>
                  {keepTogether(`${proposed}${remark}`)}
                </span>
              ))}
          </dd>
        </>
      ) : null}
    </dl>
  );
}

/** The other table where it agrees: one plain row, never left out. */
function Agreement({ rows }: { readonly rows: ReturnType<typeof tableRows> }): ReactElement {
  const other = rows.slice(1);
  return (
    <p className={styles['agreement']}>
      {other.length === 0
        ? 'The other table has no line for this drug and date.'
        : other.map((row) => `${row.table}: ${row.code} × ${row.units ?? 'none'}`).join('. ')}
    </p>
  );
}
