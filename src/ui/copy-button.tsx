import { useState, type ReactElement } from 'react';
import { Button } from './button.tsx';
import { copyText } from './copy-text.ts';
import styles from './copy-button.module.css';

export interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
  /** Told of a copy that did happen. */
  readonly onCopied?: () => void;
}

/**
 * Copies a text and says so beside itself, in words that a screen reader hears. It never claims a copy that
 * did not happen: an embedding EHR may forbid the clipboard. Keyboard: Enter or Space.
 */
export function CopyButton({ text, label, onCopied }: CopyButtonProps): ReactElement {
  const [said, setSaid] = useState('');
  return (
    <span className={styles['copy']}>
      <Button
        onClick={() => {
          void copyText(text).then((copied) => {
            setSaid(copied ? 'Copied.' : 'The browser refused. Select the text and copy it.');
            if (copied) onCopied?.();
          });
        }}
      >
        {label}
      </Button>
      <output>{said}</output>
    </span>
  );
}
