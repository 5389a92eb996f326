import { toExact } from '../../vocab/rational.ts';
import { DOSAGE_TEXTS, type DosageText } from './dosage-texts.ts';
import { readDosageText } from './read-dosage-text.ts';

export interface Measured {
  /** "text: field read X, says Y": values the text does not say. */
  readonly wrong: readonly string[];
  /** Values the text says and the reader refused. */
  readonly refused: readonly string[];
  readonly read: number;
  readonly texts: number;
}

const FIELDS = ['drug', 'mg', 'route', 'site', 'side', 'discarded'] as const;

function readFields(text: string): DosageText['says'] {
  const found = readDosageText(text);
  return {
    drug: found.drug,
    mg: found.doseMg && toExact(found.doseMg),
    route: found.route,
    site: found.site,
    side: found.side,
    discarded: found.discardedMg && toExact(found.discardedMg),
  };
}

/** Precision and recall of the dosage reader over the written set, field by field. */
export function measureDosageTexts(): Measured {
  const wrong: string[] = [];
  const refused: string[] = [];
  let read = 0;
  for (const { text, says } of DOSAGE_TEXTS) {
    const found = readFields(text);
    for (const field of FIELDS) {
      if (found[field] !== null && found[field] === says[field]) read += 1;
      else if (found[field] !== null)
        wrong.push(`${text}: ${field} read ${found[field]}, says ${says[field]}`);
      else if (says[field] !== null) refused.push(`${text}: ${field} ${says[field]}`);
    }
  }
  return { wrong, refused, read, texts: DOSAGE_TEXTS.length };
}
