import type { ReactElement } from 'react';
import type { EncounterReport } from '../../report/report-schema.ts';
import { Details } from '../../ui/details.tsx';
import { EvidenceList } from '../../ui/evidence-list.tsx';
import { OutcomeMark } from '../../ui/outcome-mark.tsx';
import { keepTogether } from '../../ui/quantity.tsx';
import { useFirst } from '../../ui/use-first.tsx';
import { recordedFacts, type FactGroup, type RecordedFact } from './recorded-facts.ts';
import styles from './sign-check.module.css';

/** Part 7: what is recorded, folded to one line with its count; each fact opens where it stands. */
export function Recorded({ report }: { readonly report: EncounterReport }): ReactElement {
  const groups = recordedFacts(report);
  const count = groups.reduce((sum, group) => sum + group.facts.length, 0);
  return (
    <section className={styles['folded']} aria-label="Recorded">
      <Details
        summary={
          <h2 className={styles['foldedTitle']}>
            Recorded <span className={styles['count']}>{count}</span>
          </h2>
        }
      >
        {groups.map((group) => (
          <Group key={group.key} group={group} />
        ))}
      </Details>
    </section>
  );
}

function Group({ group }: { readonly group: FactGroup }): ReactElement {
  const { shown, more } = useFirst(group.facts);
  return (
    <div className={styles['group']}>
      <h3>{group.title}</h3>
      {shown.map((fact) => (
        <Fact key={fact.key} fact={fact} />
      ))}
      {more}
    </div>
  );
}

function Fact({ fact }: { readonly fact: RecordedFact }): ReactElement {
  return (
    <Details
      summary={
        <>
          <OutcomeMark outcome={fact.plain ? 'met' : 'cannot-tell'} word={fact.noun} />{' '}
          {keepTogether(fact.words)}
        </>
      }
    >
      <EvidenceList evidence={fact.evidence} />
    </Details>
  );
}
