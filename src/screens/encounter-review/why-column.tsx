import type { ReactElement } from 'react';
import type {
  EncounterReport,
  ReportCheck,
  ReportEvidence,
  ReportFact,
  ReportInjection,
  ReportLine,
} from '../../report/report-schema.ts';
import { Conflict, type Statement } from '../../ui/conflict.tsx';
import { Details } from '../../ui/details.tsx';
import { EvidenceList } from '../../ui/evidence-list.tsx';
import { factWords } from '../../ui/fact-words.ts';
import { OutcomeMark } from '../../ui/outcome-mark.tsx';
import { keepTogether } from '../../ui/quantity.tsx';
import { STATED_BY } from '../../ui/source-words.ts';
import { formatDateTime } from '../../vocab/calendar.ts';
import { parseExact, toShown } from '../../vocab/rational.ts';
import { administrationsOf, checksOf, type DeskItem } from './desk-items.ts';
import { timeView } from './review-model.ts';
import styles from './encounter-review.module.css';

const FACTS = [
  ['drug', 'Drug'],
  ['amount', 'Amount'],
  ['doseMg', 'Milligrams'],
  ['route', 'Route'],
  ['site', 'Site'],
  ['side', 'Side'],
  ['timeFact', 'Time'],
  ['performer', 'Given by'],
  ['ndc', 'NDC'],
  ['discardedMg', 'Discarded'],
  ['rationale', 'Reason'],
] as const satisfies readonly (readonly [keyof ReportInjection, string])[];

/**
 * Why the selected line is what it is: resource → fact → table row → line, each openable, then conflicts and every
 * check that touches it. Keyboard: Enter on a line comes here; details open with Enter or Space.
 */
export function WhyColumn({
  report,
  items,
  item,
}: {
  readonly report: EncounterReport;
  readonly items: readonly DeskItem[];
  readonly item: DeskItem;
}): ReactElement {
  const about = administrationsOf(item);
  const injections = report.injections.filter((one) => about.includes(one.administration));
  const conflicts = injections.flatMap((injection) => conflictsOf(injection, report));
  return (
    <div className={styles['why']}>
      {injections.map((injection) => (
        <section key={injection.administration} aria-label={`From ${injection.administration}`}>
          <h3>{`Administration, ${timeOfInjection(injection)}`}</h3>
          <p className={styles['reference']}>{injection.administration}</p>
          <Facts injection={injection} />
        </section>
      ))}
      {item.kind === 'line' ? (
        <TableRow
          report={report}
          line={item.line.original}
          proposed={item.line.decision?.action === 'changed'}
        />
      ) : null}
      {item.kind === 'hole' ? (
        <section aria-label="Why no line">
          <h3>Why no line</h3>
          <p>{keepTogether(item.hole.words)}</p>
        </section>
      ) : null}
      {conflicts.map(({ key, label, readAs, statements }) => (
        <section key={key} aria-label={`Conflict about ${label.toLowerCase()}`}>
          <h3>{`${label}: statements that differ`}</h3>
          <p>{keepTogether(`Read as ${readAs.join(' or ')}.`)}</p>
          <Conflict statements={statements} />
        </section>
      ))}
      <Checks checks={checksOf(report, items, item)} />
    </div>
  );
}

/** Milligrams of the report as its arithmetic shows them. */
function shownMg(exact: string): string {
  const value = parseExact(exact);
  return value ? toShown(value, 'mg') : `${exact} mg`;
}

function TableRow({
  report,
  line,
  proposed,
}: {
  readonly report: EncounterReport;
  readonly line: ReportLine;
  /** Whether the coder put something else in its place. */
  readonly proposed: boolean;
}): ReactElement {
  const discarded = line.discardedMg === null ? '' : `, discarded ${shownMg(line.discardedMg)}`;
  return (
    <section aria-label="Table row">
      <h3>{`${proposed ? 'Proposed: ' : ''}${report.tables.titles[line.table] ?? line.table}, edition ${line.edition}`}</h3>
      <p>{keepTogether(`${line.code}: ${line.description}`)}</p>
      <ol className={styles['chain']}>
        {line.arithmetic.map((step, place) => (
          <li key={place}>{keepTogether(step)}</li>
        ))}
        <li>
          {keepTogether(`Given ${shownMg(line.doseMg)}, units cover ${shownMg(line.billedMg)}${discarded}`)}
        </li>
      </ol>
      <p className={styles['quiet']}>{line.system}</p>
    </section>
  );
}

function Checks({ checks }: { readonly checks: readonly ReportCheck[] }): ReactElement {
  const sorted = checks.toSorted((a, b) => rank(b) - rank(a) || a.id.localeCompare(b.id));
  const met = sorted.filter((check) => check.outcome === 'met');
  return (
    <section aria-label="Checks">
      <h3>Checks</h3>
      <CheckList checks={sorted.filter((check) => check.outcome !== 'met')} />
      {met.length > 0 ? (
        <Details summary={<OutcomeMark outcome="met" word={`${met.length} recorded`} />}>
          <div className={styles['folded']}>
            <CheckList checks={met} />
          </div>
        </Details>
      ) : null}
    </section>
  );
}

function CheckList({ checks }: { readonly checks: readonly ReportCheck[] }): ReactElement {
  return (
    <ul className={styles['checks']}>
      {checks.map((check) => (
        <li key={`${check.id} ${check.subject ?? ''} ${check.line ?? ''} ${check.messageKey}`}>
          <CheckRow check={check} />
        </li>
      ))}
    </ul>
  );
}

/** Two readings of one element are one piece of evidence to a reader. */
const onceEach = (evidence: readonly ReportEvidence[]): readonly ReportEvidence[] => [
  ...new Map(evidence.map((one) => [`${one.reference} ${one.path} ${one.fragment}`, one])).values(),
];

const rank = (check: ReportCheck): number =>
  ['not-applicable', 'met', 'cannot-tell', 'gap'].indexOf(check.outcome);

function Facts({ injection }: { readonly injection: ReportInjection }): ReactElement {
  return (
    <ul className={styles['facts']}>
      {FACTS.map(([key, label]) => (
        <li key={key}>
          <FactRow
            label={label}
            fact={key === 'timeFact' ? timeView(injection[key]) : injection[key]}
            steps={key === 'doseMg' ? injection.doseSteps : []}
          />
        </li>
      ))}
    </ul>
  );
}

function FactRow({
  label,
  fact,
  steps,
}: {
  readonly label: string;
  readonly fact: ReportFact;
  readonly steps: readonly string[];
}): ReactElement {
  const { text, standing } = factWords(fact, label.toLowerCase());
  const shown = standing === 'gap' ? 'not recorded' : text;
  const summary = (
    <span className={styles['fact']}>
      <span className={styles['factLabel']}>{label}</span>{' '}
      <span data-standing={standing}>{keepTogether(shown)}</span>
    </span>
  );
  return (
    <Details summary={summary}>
      {steps.map((step) => (
        <p key={step}>{keepTogether(step)}</p>
      ))}
      <FactSource fact={fact} />
    </Details>
  );
}

/** Where a fact comes from; statements that differ stand side by side below, with theirs. */
function FactSource({ fact }: { readonly fact: ReportFact }): ReactElement {
  if (fact.how === 'not-recorded') return <p>{`Searched: ${fact.searched.join(', ')}.`}</p>;
  if (fact.how === 'conflicting')
    return <p>The statements stand side by side below, each with its source.</p>;
  return <EvidenceList evidence={onceEach(fact.evidence)} />;
}

function CheckRow({ check }: { readonly check: ReportCheck }): ReactElement {
  return (
    <Details summary={<OutcomeMark outcome={check.outcome} word={check.title} />}>
      <p>{keepTogether(check.message)}</p>
      {check.reasonWords ? <p>{check.reasonWords}</p> : null}
      {check.settle ? <p>{check.settle}</p> : null}
      {check.acknowledged ? (
        <p>{`Acknowledged by ${check.acknowledged.who}: ${check.acknowledged.why}`}</p>
      ) : null}
      <p
        className={styles['quiet']}
      >{`Guards against: ${check.prevents.replace(/\.$/, '')}. Basis: ${check.basis.document}, ${check.basis.section}.`}</p>
      {check.searched.length > 0 ? (
        <p className={styles['quiet']}>{`Searched: ${check.searched.join(', ')}.`}</p>
      ) : null}
      {check.evidence.length > 0 ? <EvidenceList evidence={onceEach(check.evidence)} /> : null}
    </Details>
  );
}

const whenWords = (time: string | null | undefined): string =>
  time ? formatDateTime(time) : 'time not stated';

const timeOfInjection = ({ timeFact }: ReportInjection): string =>
  timeFact.how === 'conflicting' ? 'times differ' : whenWords(timeFact.words);

interface Differing {
  readonly key: string;
  readonly label: string;
  /** What the statements come to; several may make one value, as an amount and a strength do. */
  readonly readAs: readonly string[];
  readonly statements: readonly Statement[];
}

/** Facts of one injection whose sources differ, as statements of equal weight. */
function conflictsOf(injection: ReportInjection, report: EncounterReport): readonly Differing[] {
  const timeOf = (reference: string): string =>
    reference === injection.administration
      ? timeOfInjection(injection)
      : whenWords(report.procedures.find((one) => one.reference === reference)?.time);
  const shown = (key: string, words: string): string => (key === 'timeFact' ? formatDateTime(words) : words);
  return FACTS.filter(([key]) => injection[key].how === 'conflicting').map(([key, label]) => ({
    key: `${injection.administration} ${key}`,
    label,
    readAs: injection[key].values.map((words) => shown(key, words)),
    // As each source wrote it: values and sources do not come in pairs.
    statements: onceEach(injection[key].evidence).map((evidence) => {
      const type = evidence.reference.split('/')[0] ?? '';
      return {
        source: STATED_BY[type] ?? (type || 'source not stated'),
        time: timeOf(evidence.reference),
        says: shown(key, evidence.fragment),
        evidence: [evidence],
      };
    }),
  }));
}
