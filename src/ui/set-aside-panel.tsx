import { useId, useState, type ReactElement } from 'react';
import { SET_ASIDE_REASONS, SET_ASIDE_WORDS, type SetAsideReason } from '../vocab/set-aside.ts';
import { Button } from './button.tsx';
import styles from './set-aside-panel.module.css';
import { useUnsavedText } from './unsaved-text.tsx';

export interface SetAsidePanelProps {
  readonly onSetAside: (reason: SetAsideReason, text: string | null) => void;
}

/** Reasons as buttons: opening the panel and choosing one are the two clicks. "Other" asks for words. */
export function SetAsidePanel({ onSetAside }: SetAsidePanelProps): ReactElement {
  const id = useId();
  const [text, setText] = useState('');
  const words = text.trim();
  useUnsavedText(words !== '');
  return (
    <div className={styles['reasons']}>
      {SET_ASIDE_REASONS.filter((reason) => reason !== 'other').map((reason) => (
        <Button key={reason} onClick={() => onSetAside(reason, null)}>
          {SET_ASIDE_WORDS[reason]}
        </Button>
      ))}
      <form
        className={styles['other']}
        onSubmit={(event) => {
          event.preventDefault();
          if (words !== '') onSetAside('other', words);
        }}
      >
        <label htmlFor={id}>{SET_ASIDE_WORDS.other}</label>
        <input
          id={id}
          value={text}
          autoComplete="off"
          maxLength={200}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" disabled={words === ''}>
          Set aside
        </Button>
      </form>
    </div>
  );
}
