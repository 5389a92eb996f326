import { useId, type ReactElement } from 'react';
import type { ReportCheck } from '../../report/report-schema.ts';
import { Button } from '../../ui/button.tsx';
import { Disclosures } from '../../ui/disclosures.tsx';
import { OutcomeMark } from '../../ui/outcome-mark.tsx';
import { SetAsidePanel } from '../../ui/set-aside-panel.tsx';
import { useFocusAfterClick } from '../../ui/use-focus-after-click.ts';
import { setAsideWords, type SetAsideReason } from '../../vocab/set-aside.ts';
import type { HeldItem } from './held-items.ts';
import type { SetAside } from './set-aside.ts';
import { WhyAsked } from './why-asked.tsx';
import styles from './sign-check.module.css';

export interface FindingProps {
  readonly item: HeldItem;
  readonly aside: SetAside | null;
  readonly onSetAside: (key: string, reason: SetAsideReason, text: string | null) => void;
  readonly onUndo: (key: string) => void;
}

/**
 * One finding in its place: to fix, could not be checked, or, after a recheck, recorded. The element stays the
 * same whatever the outcome becomes, so that nothing jumps and focus inside it is kept.
 */
export function Finding({ item, aside, onSetAside, onUndo }: FindingProps): ReactElement {
  const id = useId();
  const { check, gone } = item;
  const isAside = aside !== null && !gone && check.outcome === 'gap';
  const { expect, target } = useFocusAfterClick();
  return (
    <li
      className={styles['finding']}
      data-brief={isBrief(item)}
      data-check={check.id}
      data-outcome={check.outcome}
    >
      <h3 id={id} className={styles['findingTitle']}>
        <FindingMark item={item} aside={isAside} />
        <span>{gone || check.outcome === 'met' ? check.noun : check.title}</span>
      </h3>
      {isBrief(item) ? null : <FindingWords item={item} />}
      {isAside ? (
        <p className={styles['aside']}>
          <span>{`Set aside: ${setAsideWords(aside)}`}</span>{' '}
          <Button
            ref={target}
            kind="quiet"
            aria-describedby={id}
            onClick={() => {
              expect();
              onUndo(item.key);
            }}
          >
            Undo
          </Button>
        </p>
      ) : null}
      {gone ? null : (
        <Disclosures
          describedBy={id}
          items={[
            { key: 'why', label: 'Why this is asked', content: <WhyAsked check={check} /> },
            ...(check.outcome === 'gap' && !isAside
              ? [
                  {
                    key: 'aside',
                    label: 'Set aside',
                    buttonRef: target,
                    content: (
                      <SetAsidePanel
                        onSetAside={(reason, text) => {
                          expect();
                          onSetAside(item.key, reason, text);
                        }}
                      />
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
    </li>
  );
}

/** Its reason stands above it already, with others that share it. */
const isBrief = (item: HeldItem): boolean =>
  item.cause !== null && !item.gone && item.check.outcome === 'cannot-tell';

function FindingMark({ item, aside }: { readonly item: HeldItem; readonly aside: boolean }): ReactElement {
  if (item.gone) return <OutcomeMark outcome="not-applicable" />;
  if (aside) return <OutcomeMark outcome="not-applicable" word="Set aside" />;
  return <OutcomeMark outcome={item.check.outcome} />;
}

function FindingWords({ item }: { readonly item: HeldItem }): ReactElement {
  const { check, gone } = item;
  if (gone) return <p>No longer part of this encounter.</p>;
  return (
    <>
      <p>{check.message}</p>
      {check.outcome === 'gap' && check.where !== null ? (
        <p>
          <span className={styles['label']}>Where:</span> {lowerFirst(check.where)}
        </p>
      ) : null}
      {check.outcome === 'cannot-tell' ? <Unsettled check={check} /> : null}
      {item.conflict && check.outcome !== 'met' ? (
        <p className={styles['label']}>Both statements stand under Conflicts.</p>
      ) : null}
    </>
  );
}

function Unsettled({ check }: { readonly check: ReportCheck }): ReactElement {
  return (
    <>
      {check.reasonWords === null ? null : <p>{check.reasonWords}</p>}
      {check.settle === null ? null : (
        <p>
          <span className={styles['label']}>Settled by:</span> {lowerFirst(check.settle)}
        </p>
      )}
    </>
  );
}

/** "The body site…" reads on after a colon; an abbreviation ("MAR") keeps its capitals. */
const lowerFirst = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
