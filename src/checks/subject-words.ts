import type { Injection } from '../facts/encounter-facts.ts';
import { DRUG_NAME } from '../vocab/drug.ts';
import type { Evidence } from '../vocab/evidence.ts';
import { evidenceOf, valueOf } from '../vocab/fact.ts';

/** The drug in full words, or as much of it as the record names. */
export function drugWords({ drug, ingredient }: Pick<Injection, 'drug' | 'ingredient'>): string {
  const known = valueOf(drug);
  return known ? DRUG_NAME[known] : (valueOf(ingredient) ?? 'corticosteroid');
}

/** Evidence that the injection stands in the record at all: what a gap about it points to. */
export function injectionEvidence(injection: Injection): readonly Evidence[] {
  const drug = evidenceOf(injection.drug);
  if (drug.length > 0) return drug;
  const { reference, versionId, status } = injection;
  return [{ reference, versionId, path: 'status', fragment: status }];
}

/** Longest piece of the record quoted inside a message; the whole of it stands in the evidence. */
const QUOTED = 40;

/** A piece of the record for use inside a message, cut where it would make the sentence too long to read. */
export function quoted(original: string): string {
  const plain = original.replaceAll(/\s+/g, ' ').trim();
  return plain.length <= QUOTED ? plain : `${plain.slice(0, QUOTED - 1).trimEnd()}…`;
}
