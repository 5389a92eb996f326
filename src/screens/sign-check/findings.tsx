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

const SECTIONS = ['fix', 'unknown', 'conflict'] as const satisfies readonly SignSection[];
const TITLE: Readonly<Record<SignSection, string>> = {
  fix: 'To fix',
  unknown: 'Could not check',
  conflict: 'Conflicts',
};

/** Parts 3 to 5: to fix, could not check, conflicts. A section that never had an item does not stand there. */
export function Findings(props: FindingsProps): ReactElement {
  return (
    <>
      {SECTIONS.map((section) => (
        <FindingsSection key={section} {...props} section={section} />
      ))}
    </>
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
          <ul className={styles['findings']}>
            {group.map((item) => (
              <Finding
                key={item.key}
                item={item}
                aside={props.asides.get(item.key) ?? null}
                onSetAside={props.onSetAside}
                onUndo={props.onUndo}
              >
                {section === 'conflict' && isOpen(item) ? (
                  <Conflict statements={statementsOf(props.report, item.check)} />
                ) : null}
              </Finding>
            ))}
          </ul>
        </div>
      ))}
    </Section>
  );
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
