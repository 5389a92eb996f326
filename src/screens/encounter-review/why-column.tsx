import type { ReactElement } from 'react';
import type {
  EncounterReport,
  ReportCheck,
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
import { checksTouching, timeView } from './review-model.ts';
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
  line,
}: {
  readonly report: EncounterReport;
  readonly line: ReportLine;
}): ReactElement {
  const injections = report.injections.filter((one) => line.administrations.includes(one.administration));
  const conflicts = injections.flatMap((injection) => conflictsOf(injection, report));
  const checks = checksTouching(report, line).toSorted(
    (a, b) => rank(b) - rank(a) || a.id.localeCompare(b.id),
  );
  return (
    <div className={styles['why']}>
      {injections.map((injection) => (
        <section key={injection.administration} aria-label={`From ${injection.administration}`}>
          <h3>{injection.administration}</h3>
          <Facts injection={injection} />
        </section>
      ))}
      <section aria-label="Table row">
        <h3>{`${report.tables.titles[line.table] ?? line.table}, edition ${line.edition}`}</h3>
        <p>{keepTogether(`${line.code}: ${line.description}`)}</p>
        <p className={styles['quiet']}>{line.system}</p>
        <ol className={styles['chain']}>
          {line.arithmetic.map((step) => (
            <li key={step}>{keepTogether(step)}</li>
          ))}
          <li>
            {keepTogether(
              `Given ${line.doseMg} mg, units cover ${line.billedMg} mg${line.discardedMg === null ? '' : `, discarded ${line.discardedMg} mg`}`,
            )}
          </li>
        </ol>
      </section>
      {conflicts.map((statements) => (
        <section key={statements.map((one) => one.says).join(' ')} aria-label="Conflict">
          <h3>Two statements that differ</h3>
          <Conflict statements={statements} />
        </section>
      ))}
      <section aria-label="Checks on this line">
        <h3>Checks on this line</h3>
        <CheckList checks={checks.filter((check) => check.outcome !== 'met')} />
        <Details
          summary={
            <OutcomeMark
              outcome="met"
              word={`${checks.filter((check) => check.outcome === 'met').length} recorded`}
            />
          }
        >
          <CheckList checks={checks.filter((check) => check.outcome === 'met')} />
        </Details>
      </section>
    </div>
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
  const { text } = factWords(fact, label.toLowerCase());
  const summary = (
    <>
      <span className={styles['factLabel']}>{label}</span> {keepTogether(text)}
    </>
  );
  return (
    <Details summary={summary}>
      {steps.map((step) => (
        <p key={step}>{keepTogether(step)}</p>
      ))}
      {fact.how === 'not-recorded' ? (
        <p>{`Searched: ${fact.searched.join(', ')}.`}</p>
      ) : (
        <EvidenceList evidence={fact.evidence} />
      )}
    </Details>
  );
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
      >{`Guards against: ${check.prevents}. Basis: ${check.basis.document}, ${check.basis.section}.`}</p>
      {check.searched.length > 0 ? (
        <p className={styles['quiet']}>{`Searched: ${check.searched.join(', ')}.`}</p>
      ) : null}
      {check.evidence.length > 0 ? <EvidenceList evidence={check.evidence} /> : null}
    </Details>
  );
}

/** Facts of one injection whose sources differ, as statements of equal weight. */
function conflictsOf(injection: ReportInjection, report: EncounterReport): readonly (readonly Statement[])[] {
  const timeOf = (reference: string): string =>
    reference === injection.administration
      ? (injection.timeFact.words ?? 'time not stated')
      : (report.procedures.find((one) => one.reference === reference)?.time ?? 'time not stated');
  return FACTS.map(([key]) => injection[key])
    .filter((fact) => fact.how === 'conflicting')
    .map((fact) =>
      fact.values.map((says, index) => {
        const evidence = fact.evidence[index];
        return {
          source: evidence?.reference ?? 'source not stated',
          time: evidence ? timeOf(evidence.reference) : 'time not stated',
          says,
          evidence: evidence ? [evidence] : [],
        };
      }),
    );
}
