import { useId, type ReactElement } from 'react';
import { isAbout, type DecisionControls, type EncounterDecisions } from '../../queries/coder-decisions.ts';
import type { FindingAside } from '../../queries/exports.ts';
import type { ReportCheck } from '../../report/report-schema.ts';
import { Button } from '../../ui/button.tsx';
import { Disclosures } from '../../ui/disclosures.tsx';
import { SetAsidePanel } from '../../ui/set-aside-panel.tsx';
import { useFocusAfterClick } from '../../ui/use-focus-after-click.ts';
import { setAsideWords } from '../../vocab/set-aside.ts';
import styles from './encounter-review.module.css';

/** What was put aside in this encounter, and how to put aside and take back. */
export type Asides = Pick<EncounterDecisions & DecisionControls, 'asides' | 'setAside' | 'takeBack'>;

/** Why this finding was put aside, or null. */
export const asideOf = ({ asides }: Pick<Asides, 'asides'>, check: ReportCheck): FindingAside | null =>
  asides.find((one) => isAbout(one, { ...check, check: check.id })) ?? null;

/**
 * Puts one finding aside with a reason, in two clicks, and takes that back. The finding stays where it is: nothing
 * was recorded by it. Keyboard: Tab to the button; the reasons are buttons below it.
 */
export function AsideControl({
  check,
  decided,
  label = 'Set aside',
}: {
  readonly check: ReportCheck;
  readonly decided: Asides;
  readonly label?: string;
}): ReactElement {
  const id = useId();
  const aside = asideOf(decided, check);
  const { expect, target } = useFocusAfterClick();
  if (aside)
    return (
      <p className={styles['aside']}>
        <span id={id}>{`${check.title} set aside: ${setAsideWords(aside)}`}</span>{' '}
        <Button
          ref={target}
          kind="quiet"
          aria-describedby={id}
          onClick={() => {
            expect();
            decided.takeBack(aside);
          }}
        >
          Undo
        </Button>
      </p>
    );
  const { id: name, noun, subject, line } = check;
  return (
    <div className={styles['aside']}>
      <span id={id} hidden>
        {check.title}
      </span>
      <Disclosures
        describedBy={id}
        items={[
          {
            key: 'aside',
            label,
            buttonRef: target,
            content: (
              <SetAsidePanel
                onSetAside={(reason, text) => {
                  expect();
                  decided.setAside({ check: name, noun, subject, line, reason, text });
                }}
              />
            ),
          },
        ]}
      />
    </div>
  );
}
