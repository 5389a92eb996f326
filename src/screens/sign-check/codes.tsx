import type { ReactElement } from 'react';
import type { EncounterReport, ReportLine } from '../../report/report-schema.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { acknowledgedWords } from '../../ui/acknowledged-words.ts';
import { Details } from '../../ui/details.tsx';
import { OutcomeMark } from '../../ui/outcome-mark.tsx';
import { Section } from '../../ui/section.tsx';
import { TableDisagreement } from '../../ui/table-disagreement.tsx';
import {
  codeGroups,
  comparedRows,
  lineWords,
  tableTitle,
  tableWithEdition,
  type CodeGroup,
} from './code-groups.ts';
import { CrossCheck } from './cross-check.tsx';
import { InjectionLine } from './subject-line.tsx';
import styles from './sign-check.module.css';

/** Part 6: what the record supports in code and units, the other table always beside it. No money. */
export function Codes({
  report,
  shown,
}: {
  readonly report: EncounterReport;
  /** Subjects whose medication line stands above already. */
  readonly shown: ReadonlySet<string | null>;
}): ReactElement | null {
  const groups = codeGroups(report);
  const excluded = report.injections.filter((injection) => !injection.billed);
  if (groups.length === 0 && excluded.length === 0 && report.orderedOnly.length === 0) return null;
  return (
    <Section title="Codes this record supports" aside={tableWithEdition(report, report.tables.active)}>
      {groups.map((group) => (
        <Group key={group.key} report={report} group={group} shown={shown} />
      ))}
      <OrderedOnly report={report} />
      {excluded.length > 0 ? (
        <Details summary={`Not counted (${excluded.length})`} startOpen={groups.length === 0}>
          <ul className={styles['findings']}>
            {excluded.map((injection) => (
              <li key={injection.administration}>
                <InjectionLine injection={injection} />
              </li>
            ))}
          </ul>
        </Details>
      ) : null}
      <ForTheCoder report={report} />
    </Section>
  );
}

interface GroupProps {
  readonly report: EncounterReport;
  readonly group: CodeGroup;
  readonly shown: ReadonlySet<string | null>;
}

function Group({ report, group, shown }: GroupProps): ReactElement {
  const several = report.injections.length > 1;
  const injections = report.injections.filter(
    (one) =>
      group.administrations.includes(one.administration) && (several || !shown.has(one.administration)),
  );
  return (
    <div className={styles['group']}>
      {injections.map((injection) => (
        <InjectionLine key={injection.administration} injection={injection} />
      ))}
      {group.lines.map((line) => (
        <Line key={line.key} report={report} line={line} />
      ))}
      {group.holes.map((hole) => (
        <p key={hole.why}>
          <OutcomeMark outcome="cannot-tell" word="No code" /> {hole.words}
        </p>
      ))}
      {group.comparedAbove ? (
        // In short where the whole comparison stands above with these lines in it: said at every code.
        <p>
          <strong>The code tables disagree</strong> here too, compared above. Together:{' '}
          {group.cross.map(lineWords).join(', ')}.
        </p>
      ) : (
        <Compared report={report} group={group} />
      )}
    </div>
  );
}

type ComparedProps = Omit<GroupProps, 'shown'>;

function Compared({ report, group }: ComparedProps): ReactElement {
  const acknowledged = group.disagreements.every((one) => one.acknowledged);
  return (
    <>
      {group.disagreements.length > 0 ? (
        <TableDisagreement
          rows={comparedRows(report, group)}
          message={group.disagreements.map((one) => one.message).join(' ')}
          acknowledged={acknowledged ? acknowledgedBy(report, group) : null}
        />
      ) : null}
      <CrossCheck report={report} group={group} />
    </>
  );
}

function Line({
  report,
  line,
}: {
  readonly report: EncounterReport;
  readonly line: ReportLine;
}): ReactElement {
  const elsewhere = line.table === report.tables.active ? [] : [`From ${tableTitle(report, line.table)}.`];
  return (
    <CodeBlock
      code={line.code}
      modifiers={line.modifierReasons}
      units={line.units}
      description={line.description}
      arithmetic={line.arithmetic}
      remarks={[...elsewhere, ...line.remarks]}
      caution={CAUTION[line.restsOn]}
      ndc={line.ndc && { code: line.ndc.hyphenated, quantity: ndcQuantity(line.ndc) }}
    />
  );
}

const CAUTION: Readonly<Record<ReportLine['restsOn'], string | null>> = {
  recorded: null,
  'text-only': 'Rests on text, not on a structured entry.',
  'order-only': 'Rests on the order, not on the administration.',
};

const ndcQuantity = ({ quantity, unit }: NonNullable<ReportLine['ndc']>): string | null =>
  quantity === null || unit === null ? null : `${quantity} ${unit}`;

/** Of this group's own disagreement: another code may have been acknowledged by somebody else. */
function acknowledgedBy({ checks }: EncounterReport, { disagreements }: CodeGroup): string {
  const by = checks.find(
    ({ acknowledged, message }) => acknowledged && disagreements.some((one) => one.message === message),
  )?.acknowledged;
  return by ? acknowledgedWords(by) : 'Acknowledged by this site.';
}

/** EHRs without administrations: orders are shown as orders, and carry no units. */
function OrderedOnly({ report }: { readonly report: EncounterReport }): ReactElement | null {
  if (report.orderedOnly.length === 0) return null;
  return (
    <ul className={styles['findings']}>
      {report.orderedOnly.map((one) => (
        <li key={one.reference}>
          <OutcomeMark outcome="cannot-tell" word="No code" />{' '}
          {`${one.drug.words ?? one.drug.original ?? 'Drug not recognised'}: ordered, administration not visible.`}
        </li>
      ))}
    </ul>
  );
}

/** What is left for the coder, folded: it is not asked before signing, and not hidden either. */
function ForTheCoder({ report }: { readonly report: EncounterReport }): ReactElement | null {
  const open = report.checks.filter(
    (check) =>
      check.severity === 'resolve-before-claim' &&
      check.id !== 'code-tables-agree' &&
      (check.outcome === 'gap' || check.outcome === 'cannot-tell'),
  );
  if (open.length === 0) return null;
  return (
    <Details summary={`Left for the coder (${open.length})`}>
      <ul className={styles['findings']}>
        {open.map((check) => (
          <li key={`${check.id} ${check.subject ?? ''} ${check.line ?? ''}`}>
            <OutcomeMark
              outcome={check.outcome}
              word={check.outcome === 'gap' ? 'To resolve' : 'Could not check'}
            />{' '}
            <strong>{check.title}</strong> {check.message}
          </li>
        ))}
      </ul>
    </Details>
  );
}
