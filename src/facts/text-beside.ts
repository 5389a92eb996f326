import type { Evidence } from '../vocab/evidence.ts';
import { evidence, type IndexedResource } from './chart-index.ts';
import { readDosageText, type TextDosage } from './text/read-dosage-text.ts';

/** A dosage text as it stands beside a quantity, with what it says. */
export interface TextBeside {
  readonly text: string;
  readonly read: TextDosage;
  readonly evidence: Evidence;
}

/** Reads the text at `path`; null where none stands. */
export const textBeside = (
  resource: IndexedResource,
  path: string,
  text: string | null,
): TextBeside | null =>
  text === null ? null : { text, read: readDosageText(text), evidence: evidence(resource, path, text) };
