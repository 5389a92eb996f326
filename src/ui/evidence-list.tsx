import type { ReactElement } from 'react';
import type { Evidence } from '../vocab/evidence.ts';
import { isFhirReference } from './fhir-id.ts';
import { useFirst } from './use-first.tsx';
import styles from './evidence-list.module.css';

export interface EvidenceLinkProps {
  readonly evidence: Evidence;
  /** Opens the resource where a screen can show it; without it the reference stands as text. */
  readonly onOpen?: (reference: string) => void;
}

/**
 * Where one statement stands: the fragment as written, then resource, version and path. Text only: nothing
 * of the chart is interpreted, and a reference outside FHIR's grammar is never a control.
 * Keyboard: Enter or Space on the reference opens it, where it can be opened.
 */
export function EvidenceLink(props: EvidenceLinkProps): ReactElement {
  return (
    <span className={styles['evidence']}>
      <q className={styles['fragment']}>{props.evidence.fragment}</q>
      <EvidenceSource {...props} />
    </span>
  );
}

/** Resource, version and path alone, where the fragment stands beside it already. */
export function EvidenceSource({ evidence, onOpen }: EvidenceLinkProps): ReactElement {
  const { reference, versionId, path } = evidence;
  return (
    <span className={styles['source']}>
      {onOpen && isFhirReference(reference) ? (
        <button type="button" className={styles['open']} onClick={() => onOpen(reference)}>
          {reference}
        </button>
      ) : (
        <span>{reference}</span>
      )}
      {versionId === null ? null : <span>{`version ${versionId}`}</span>}
      <code>{path}</code>
    </span>
  );
}

export interface EvidenceListProps {
  readonly evidence: readonly Evidence[];
  readonly onOpen?: (reference: string) => void;
  /** Words where there is none; a fact that is not recorded has places searched instead. */
  readonly none?: string;
}

/** All evidence of one fact, in the order it was read. */
export function EvidenceList({
  evidence,
  onOpen,
  none = 'Nothing in the record stands for this.',
}: EvidenceListProps): ReactElement {
  const { shown, more } = useFirst(evidence);
  if (evidence.length === 0) return <p className={styles['none']}>{none}</p>;
  return (
    <ul className={styles['list']}>
      {shown.map((one) => (
        <li key={`${one.reference} ${one.path} ${one.fragment}`}>
          <EvidenceLink evidence={one} {...(onOpen ? { onOpen } : {})} />
        </li>
      ))}
      {more ? <li>{more}</li> : null}
    </ul>
  );
}
