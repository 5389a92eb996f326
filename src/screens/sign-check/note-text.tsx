import type { ReactElement } from 'react';
import { CopyButton } from '../../ui/copy-button.tsx';
import { keepTogether } from '../../ui/quantity.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './sign-check.module.css';

/**
 * Part 8: a statement from recorded facts alone. What is missing is a visible blank in brackets, and stays one
 * in the copy. It names no patient.
 */
export function NoteText({ paragraphs }: { readonly paragraphs: readonly string[] }): ReactElement | null {
  if (paragraphs.length === 0) return null;
  return (
    <Section title="Note text" aside="from recorded facts only">
      <div className={styles['note']}>
        {paragraphs.map((paragraph) => (
          <p key={paragraph}>
            {paragraph.split(/(\[[^\]]*\])/).map((piece, index) =>
              piece.startsWith('[') ? (
                // oxlint-disable-next-line react/no-array-index-key -- pieces of one immutable text
                <mark key={index} className={styles['blank']}>
                  {piece}
                </mark>
              ) : (
                keepTogether(piece)
              ),
            )}
          </p>
        ))}
      </div>
      <p>
        <CopyButton text={paragraphs.join('\n\n')} label="Copy note text" />
      </p>
    </Section>
  );
}
