import { useId, useState, type ReactElement, type ReactNode, type Ref } from 'react';
import { Button } from './button.tsx';
import styles from './disclosures.module.css';

export interface Disclosure {
  readonly key: string;
  readonly label: string;
  readonly content: ReactNode;
  readonly buttonRef?: Ref<HTMLButtonElement> | null;
}

/**
 * A row of buttons, each opening one panel below the row; at most one is open, so the item never grows by
 * more than its reader asked for. Keyboard: Enter or Space toggles. `describedBy` names what the row belongs to, for buttons with equal labels.
 */
export function Disclosures({
  items,
  describedBy,
}: {
  readonly items: readonly Disclosure[];
  readonly describedBy?: string;
}): ReactElement {
  const id = useId();
  const [open, setOpen] = useState<string | null>(null);
  const shown = items.find((item) => item.key === open);
  return (
    <div className={styles['disclosures']}>
      <div className={styles['row']}>
        {items.map((item) => (
          <Button
            key={item.key}
            ref={item.buttonRef ?? null}
            kind="quiet"
            aria-expanded={open === item.key}
            {...(open === item.key ? { 'aria-controls': `${id}panel` } : {})}
            aria-describedby={describedBy}
            onClick={() => setOpen(open === item.key ? null : item.key)}
          >
            {item.label}
          </Button>
        ))}
      </div>
      {shown ? (
        <div id={`${id}panel`} className={styles['panel']}>
          {shown.content}
        </div>
      ) : null}
    </div>
  );
}
