import { therapyRow } from '../tables/therapies.ts';
import type { Evidence } from '../vocab/evidence.ts';
import { codingFragment, evidence, type ChartIndex, type IndexedResource } from './chart-index.ts';
import type { PriorTherapy } from './encounter-facts.ts';
import type { TherapyKind } from '../vocab/therapy.ts';
import { parseFhirTime } from './fhir-time.ts';
import { elementOf, stringOf } from './json.ts';
import { findPhrases } from './text/phrases.ts';
import { THERAPY_WORDS } from './text/therapy-words.ts';
import { MAX_TEXT, plainText, tokenise } from './text/tokens.ts';

const DRUG_KINDS: ReadonlySet<TherapyKind> = new Set<TherapyKind>([
  'nsaid',
  'analgesic',
  'oral-steroid',
  'adjunct',
]);

interface Substance {
  readonly kind: TherapyKind;
  readonly name: string;
  readonly evidence: Evidence;
}

/** "No known allergy to ibuprofen" is sent as an allergy too. */
const DENIED = /\b(?:no|not|nkda|den(?:ies|ied)|negative|without|never|tolerate[sd]?|family)\b|\?/i;

function substanceOf(index: ChartIndex, resource: IndexedResource): Substance | null {
  const concept = index.concept(elementOf(resource.json, 'code'), 'code');
  const texts = [concept.text, ...concept.codings.map(({ display }) => display)];
  if (texts.some((text) => text !== null && DENIED.test(text))) return null;
  for (const coding of concept.codings) {
    const row =
      coding.system === null || coding.code === null ? null : therapyRow(coding.system, coding.code);
    if (row && DRUG_KINDS.has(row.kind))
      return {
        kind: row.kind,
        name: coding.display ?? row.name,
        evidence: evidence(resource, coding.path, codingFragment(coding)),
      };
  }
  for (const text of texts) {
    if (text === null || text.length > MAX_TEXT) continue;
    const mention = findPhrases(tokenise(plainText(text)), THERAPY_WORDS).find(({ means }) =>
      DRUG_KINDS.has(means.kind),
    );
    if (mention)
      return {
        kind: mention.means.kind,
        name: mention.means.name,
        evidence: evidence(resource, 'code', text),
      };
  }
  return null;
}

const VOID: ReadonlySet<string> = new Set(['refuted', 'entered-in-error']);
const PAST: ReadonlySet<string> = new Set(['inactive', 'resolved']);

function stands(index: ChartIndex, resource: IndexedResource, serviceDate: string | null): boolean {
  const codes = (element: string): readonly string[] =>
    index.concept(elementOf(resource.json, element), element).codings.flatMap(({ code }) => code ?? []);
  if (codes('verificationStatus').some((code) => VOID.has(code))) return false;
  if (codes('clinicalStatus').some((code) => PAST.has(code))) return false;
  const date = parseFhirTime(stringOf(elementOf(resource.json, 'recordedDate')))?.date ?? null;
  return date === null || serviceDate === null || date <= serviceDate;
}

/** Therapies that an allergy or intolerance rules out: "could not be tried". Their own kind of evidence. */
export function therapyAllergies(index: ChartIndex, serviceDate: string | null): readonly PriorTherapy[] {
  return index.ofType('AllergyIntolerance').flatMap((resource): readonly PriorTherapy[] => {
    const substance = stands(index, resource, serviceDate) ? substanceOf(index, resource) : null;
    if (!substance) return [];
    const isIntolerance = stringOf(elementOf(resource.json, 'type')) === 'intolerance';
    return [
      {
        kind: substance.kind,
        name: substance.name,
        outcome: isIntolerance ? 'intolerant' : 'contraindicated',
        start: stringOf(elementOf(resource.json, 'recordedDate')),
        end: null,
        found: 'allergy',
        standing: 'counts',
        evidence: [substance.evidence],
      },
    ];
  });
}
