import type { ReactElement } from 'react';
import type { SourceStatus } from '../vocab/completeness.ts';
import { OutcomeMark } from './outcome-mark.tsx';
import { COMPLETENESS_WORDS, SOURCE_NAME } from './source-words.ts';
import styles from './source-status-list.module.css';

/**
 * Sources and how each reading ended. Only `complete` is a tick; everything else is a thing not known and
 * carries its reason. Keyboard: none.
 */
export function SourceStatusList({ sources }: { readonly sources: readonly SourceStatus[] }): ReactElement {
  return (
    <ul className={styles['list']}>
      {sources.map((source) => (
        <li key={source.type}>
          <OutcomeMark
            outcome={source.completeness === 'complete' ? 'met' : 'cannot-tell'}
            word={SOURCE_NAME[source.type]}
          />{' '}
          <span className={styles['how']}>
            {COMPLETENESS_WORDS[source.completeness]}
            {source.completeness === 'complete' || source.completeness === 'partial'
              ? `, ${source.count}`
              : ''}
            {source.reason ? `: ${source.reason}` : ''}
          </span>
        </li>
      ))}
    </ul>
  );
}
