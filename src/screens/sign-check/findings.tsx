import type { ReactElement } from 'react';
import type { EncounterReport } from '../../report/report-schema.ts';
import { Conflict } from '../../ui/conflict.tsx';
import { Section } from '../../ui/section.tsx';
import { Finding, type FindingProps } from './finding.tsx';
import { isOpen, type HeldItem, type SignSection } from './held-items.ts';
import type { SetAside } from './set-aside.ts';
import { statementsOf } from './statements.ts';
import { SubjectLine } from './subject-line.tsx';
import styles from './sign-check.module.css';

export interface FindingsProps {
  readonly report: EncounterReport;
  readonly items: readonly HeldItem[];
  readonly asides: ReadonlyMap<string, SetAside>;
  readonly onSetAside: FindingProps['onSetAside'];
  readonly onUndo: FindingProps['onUndo'];
}

const SECTIONS = ['fix', 'unknown'] as const satisfies readonly SignSection[];
const TITLE: Readonly<Record<SignSection, string>> = {
  fix: 'To fix',
  unknown: 'Could not check',
};

/** Parts 3 to 5: to fix, could not check, conflicts. A section that never had an item does not stand there. */
export function Findings(props: FindingsProps): ReactElement {
  return (
    <>
      {SECTIONS.map((section) => (
        <FindingsSection key={section} {...props} section={section} />
      ))}
      <Conflicts report={props.report} items={props.items.filter((item) => item.conflict)} />
    </>
  );
}

/** The statements behind findings that disagree, side by side; once settled, the line stays and says so. */
function Conflicts({ report, items }: Pick<FindingsProps, 'report' | 'items'>): ReactElement | null {
  if (items.length === 0) return null;
  return (
    <Section title="Conflicts" aside="two statements, neither marked correct">
      <ul className={styles['findings']}>
        {items.map((item) => (
          <li key={item.key} className={styles['group']} data-conflict={item.check.id}>
            <h3>{item.check.noun}</h3>
            {isOpen(item) ? <Conflict statements={statementsOf(report, item.check)} /> : <p>Settled.</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function FindingsSection({
  section,
  ...props
}: FindingsProps & { readonly section: SignSection }): ReactElement | null {
  const items = props.items.filter((item) => item.section === section);
  if (items.length === 0) return null;
  const left = items.filter((item) => isOpen(item) && !props.asides.has(item.key)).length;
  return (
    <Section title={TITLE[section]} aside={left === 0 ? 'none left' : String(left)}>
      {bySubject(items).map(([subject, group]) => (
        <div key={subject ?? ''} className={styles['group']}>
          {lineNeeded(props, section, subject) ? (
            <SubjectLine report={props.report} subject={subject} />
          ) : null}
          <FindingList
            items={group}
            asides={props.asides}
            onSetAside={props.onSetAside}
            onUndo={props.onUndo}
          />
        </div>
      ))}
    </Section>
  );
}

/**
 * Findings about one subject. Where they could not be checked for one and the same reason, the reason stands
 * once above them: nine checks that wait for one source are one thing to know, not nine.
 */
function FindingList({ items, ...props }: Omit<FindingsProps, 'report'>): ReactElement {
  return (
    <ul className={styles['findings']}>
      {byCause(items).map(([key, group]) => {
        const cause = group.find((item) => isOpen(item))?.cause ?? null;
        const findings = group.map((item) => <OneFinding key={item.key} {...props} item={item} />);
        if (!key.startsWith(CAUSE)) return findings;
        return (
          <li key={key}>
            {cause === null ? null : (
              <p>
                {cause.reason} <span className={styles['label']}>{cause.settle}</span>
              </p>
            )}
            <ul>{findings}</ul>
          </li>
        );
      })}
    </ul>
  );
}

const CAUSE = 'cause:';

/** Findings with one cause together, at the place of the first; any other alone. */
function byCause(items: readonly HeldItem[]): readonly (readonly [string, readonly HeldItem[]])[] {
  const groups = new Map<string, readonly HeldItem[]>();
  for (const item of items) {
    const key = item.cause === null ? item.key : `${CAUSE}${item.cause.reason}|${item.cause.settle}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups];
}

function OneFinding({
  item,
  asides,
  ...handlers
}: Omit<FindingsProps, 'items' | 'report'> & { readonly item: HeldItem }): ReactElement {
  return <Finding item={item} aside={asides.get(item.key) ?? null} {...handlers} />;
}

/**
 * The line stands over the first finding about its subject; below that again only where several injections
 * must be told apart.
 */
function lineNeeded({ report, items }: FindingsProps, section: SignSection, subject: string | null): boolean {
  if (report.injections.length !== 1) return true;
  const first = SECTIONS.find((one) =>
    items.some((item) => item.section === one && item.check.subject === subject),
  );
  return first === section;
}

/** Items under what they are about, in order of first appearance. */
function bySubject(items: readonly HeldItem[]): readonly (readonly [string | null, readonly HeldItem[]])[] {
  const groups = new Map<string | null, readonly HeldItem[]>();
  for (const item of items) {
    groups.set(item.check.subject, [...(groups.get(item.check.subject) ?? []), item]);
  }
  return [...groups];
}
