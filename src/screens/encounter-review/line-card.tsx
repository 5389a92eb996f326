import type { ReactElement, ReactNode } from 'react';
import { disagreementOf, mayHideMore, type DecidedLine } from '../../queries/exports.ts';
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
  readonly report: EncounterReport;
  readonly decided: Asides;
}

function stateOf(
  line: DecidedLine,
  { blockers, report, decided }: StateInput,
): { outcome: Outcome; word: string } {
  const gaps = blockers.filter((check) => check.outcome === 'gap');
  const aside = gaps.filter((check) => asideOf(decided, check) !== null).length;
  const unknown = blockers.length - gaps.length;
  const parts = [
    ...(gaps.length > aside ? [`${gaps.length - aside} to resolve`] : []),
    ...(aside > 0 ? [`${aside} set aside, not recorded`] : []),
    ...(unknown > 0 ? [`${unknown} could not be checked`] : []),
  ];
  if (parts.length > 0)
    return {
      outcome: gaps.length > aside ? 'gap' : unknown > 0 ? 'cannot-tell' : 'not-applicable',
      word: parts.join(', '),
    };
  if (!line.original.supported) return { outcome: 'cannot-tell', word: UNSUPPORTED[line.original.restsOn] };
  if (mayHideMore(report).length > 0) return { outcome: 'cannot-tell', word: 'Supported by what was read' };
  return { outcome: 'met', word: 'Supported by the record' };
}

const unitsWords = (units: number): string =>
  `${units.toLocaleString('en')} ${units === 1 ? 'unit' : 'units'}`;

/**
 * One proposed line: code and units, why these units, why these modifiers, what blocks it, and what the other
 * table says. Answers without a click. Keyboard: see the keyboard map.
 */
export function LineCard({ report, items, item, selected, decided, children }: LineCardProps): ReactElement {
  const { line } = item;
  const { original, decision } = line;
  const blockers = blockersOf(report, items, item);
  const state = stateOf(line, { blockers, report, decided });
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
          <Quantity>{named}</Quantity> <Quantity>{`× ${line.units.toLocaleString('en')}`}</Quantity>
        </h3>
        <OutcomeMark outcome={state.outcome} word={state.word} />
      </div>
      {decision?.action === 'changed' ? (
        <p className={styles['original']}>
          Proposed <s>{`${[original.code, ...original.modifiers].join('-')} × ${original.units}`}</s>
        </p>
      ) : null}
      <p className={styles['description']}>{keepTogether(original.description)}</p>
      <Blockers blockers={blockers} label="What blocks this line" decided={decided} />
      <LineReasons line={line} />
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

function LineReasons({ line }: { readonly line: DecidedLine }): ReactElement {
  const { original } = line;
  return (
    <dl className={styles['reasons']}>
      <dt>Units</dt>
      <dd>
        {original.arithmetic.map((step, place) => (
          <span key={place} className={styles['step']}>
            {keepTogether(step)}
          </span>
        ))}
      </dd>
      <dt>Modifiers</dt>
      <dd>
        {original.modifierReasons.length === 0
          ? 'None.'
          : original.modifierReasons.map((one) => (
              <span key={one.code} className={styles['step']}>
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
                  {keepTogether(remark)}
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
