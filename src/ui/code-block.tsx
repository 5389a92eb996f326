import type { ReactElement } from 'react';
import type { Evidence } from '../vocab/evidence.ts';
import { Details } from './details.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { OutcomeMark } from './outcome-mark.tsx';
import { keepTogether, Quantity } from './quantity.tsx';
import styles from './code-block.module.css';

export interface CodeBlockProps {
  readonly code: string;
  readonly modifiers: readonly {
    readonly code: string;
    readonly reason: string;
    readonly evidence: readonly Evidence[];
  }[];
  readonly units: number;
  readonly description: string;
  /** Steps a person can check, in order. */
  readonly arithmetic: readonly string[];
  /** "not in the practice table", "given in part". */
  readonly remarks: readonly string[];
  /** What the line rests on when not on recorded values: "Rests on text, not on a structured entry." */
  readonly caution?: string | null;
  /** NDC with its own quantity: a number of its own beside the units. */
  readonly ndc: { readonly code: string; readonly quantity: string | null } | null;
}

/** `J3250-RT × 1` in one unbroken run. */
export const codeWithModifiers = (code: string, modifiers: readonly string[]): string =>
  [code, ...modifiers].join('-');

/**
 * One line a record supports: code and units first, then what it means, the arithmetic, each modifier with
 * its reason, and the product code. No money. Keyboard: Enter or Space on a modifier opens its source.
 */
export function CodeBlock(props: CodeBlockProps): ReactElement {
  const { code, modifiers, units, description, arithmetic, remarks, ndc, caution } = props;
  return (
    <div className={styles['block']}>
      <p className={styles['head']}>
        <strong className={styles['code']}>
          <Quantity>
            {codeWithModifiers(
              code,
              modifiers.map((one) => one.code),
            )}
          </Quantity>
        </strong>
        <strong className={styles['units']}>
          <Quantity>{`× ${units.toLocaleString('en')}`}</Quantity>
        </strong>
        <span className={styles['description']}>{keepTogether(description)}</span>
      </p>
      {caution ? <OutcomeMark outcome="cannot-tell" word={caution} /> : null}
      <ul className={styles['steps']}>
        {/* Two passes alike are two steps in the same words: only their place tells them apart. */}
        {arithmetic.map((step, place) => (
          <li key={place}>{keepTogether(step)}</li>
        ))}
        {modifiers.map((modifier) => (
          <li key={modifier.code}>
            <Details
              summary={
                <>
                  <strong>{modifier.code}</strong> {keepTogether(modifier.reason)}
                </>
              }
            >
              <EvidenceList evidence={modifier.evidence} />
            </Details>
          </li>
        ))}
        {ndc ? <li>{`NDC ${ndc.code}, ${ndc.quantity ?? 'quantity not known'}`}</li> : null}
        {remarks.map((remark) => (
          <li key={remark}>{keepTogether(remark)}</li>
        ))}
      </ul>
    </div>
  );
}
