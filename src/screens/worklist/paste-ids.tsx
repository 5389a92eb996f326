import { useId, useRef, useState, type ReactElement } from 'react';
import { Button } from '../../ui/button.tsx';
import { Details } from '../../ui/details.tsx';
import styles from './worklist.module.css';

/**
 * Encounter ids pasted or read from a file, in place of the configured source; folds itself when they are read.
 * Keyboard: Tab; Ctrl+Enter is not taken.
 */
export function PasteIds({ onStart }: { readonly onStart: (pasted: string) => void }): ReactElement {
  const id = useId();
  const box = useRef<HTMLDetailsElement>(null);
  const [text, setText] = useState('');
  const count = text.split(/[\s,;]+/).filter((part) => part !== '').length;
  return (
    <Details ref={box} summary="Paste or import encounter ids">
      <div className={styles['paste']}>
        <label htmlFor={id}>Encounter ids, one a line or separated by commas</label>
        <textarea id={id} rows={5} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <label>
          From a file{' '}
          <input
            type="file"
            accept=".txt,.csv,text/plain,text/csv"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              if (file) void file.text().then(setText);
            }}
          />
        </label>
        <Button
          disabled={count === 0}
          onClick={() => {
            onStart(text);
            fold(box.current);
          }}
        >{`Read ${count.toLocaleString('en')} ${count === 1 ? 'encounter' : 'encounters'}`}</Button>
      </div>
    </Details>
  );
}

/** Folds it, and leaves the focus on what opens it again. */
function fold(box: HTMLDetailsElement | null): void {
  if (!box) return;
  box.open = false;
  box.querySelector('summary')?.focus();
}
