import { icd10Code, lateralityOf } from '../tables/diagnoses.ts';
import { valueOf } from '../vocab/fact.ts';
import { belongsTo, referencesOf } from './belongs-to.ts';
import {
  codingFragment,
  evidence,
  type ChartIndex,
  type Concept,
  type IndexedResource,
} from './chart-index.ts';
import type { Diagnosis, EncounterContext, LateralityStatement } from './encounter-facts.ts';
import { elementOf, listOf, objectsOf, stringOf } from './json.ts';
import { readSiteConcept } from './read-site.ts';

const VOID: ReadonlySet<string> = new Set(['refuted', 'entered-in-error']);
const PAST: ReadonlySet<string> = new Set(['inactive', 'remission', 'resolved']);
/** Category codes that make a Condition a diagnosis of its encounter; Epic adds the second. */
const ENCOUNTER_CATEGORIES: ReadonlySet<string> = new Set(['encounter-diagnosis', 'visit-diagnosis']);
const PROBLEM_CATEGORIES: ReadonlySet<string> = new Set(['problem-list-item', 'health-concern']);

/** Codes of a concept element, lower case, with its text: statuses arrive as either. */
function wordsOf(index: ChartIndex, value: unknown): readonly string[] {
  const { codings, text } = index.concept(value, '');
  return [...codings.flatMap(({ code }) => code ?? []), ...(text === null ? [] : [text])].map((word) =>
    word.toLowerCase(),
  );
}

const categoriesOf = (index: ChartIndex, resource: IndexedResource): readonly string[] =>
  listOf(elementOf(resource.json, 'category')).flatMap((category) => wordsOf(index, category));

/** Date by which a Condition that names no encounter can still be placed: recorded, else onset. */
const dateOf = (resource: IndexedResource): string | null =>
  stringOf(elementOf(resource.json, 'recordedDate')) ?? stringOf(elementOf(resource.json, 'onsetDateTime'));

function standingOf(
  index: ChartIndex,
  resource: IndexedResource,
  encounter: EncounterContext,
  named: ReadonlySet<string>,
): Diagnosis['standing'] | null {
  const categories = categoriesOf(index, resource);
  const belonging = belongsTo(index, resource, dateOf(resource), encounter);
  const isDiagnosis = categories.some((category) => ENCOUNTER_CATEGORIES.has(category));
  const isProblem = categories.some((category) => PROBLEM_CATEGORIES.has(category));
  // Without any category, a Condition that names this encounter was made in it and for it.
  const ofEncounter = isDiagnosis ? belonging !== null : belonging === 'context' && !isProblem;
  if (ofEncounter || named.has(resource.reference)) return 'encounter-diagnosis';
  const past = wordsOf(index, elementOf(resource.json, 'clinicalStatus')).some((word) => PAST.has(word));
  return isDiagnosis || past ? null : 'problem-list';
}

/** Conditions that `Encounter.diagnosis` points to. */
function encounterDiagnoses(index: ChartIndex, encounter: EncounterContext): ReadonlySet<string> {
  const resource = encounter.reference === null ? null : index.byReference(encounter.reference);
  if (!resource) return new Set();
  const references = objectsOf(elementOf(resource.json, 'diagnosis')).flatMap((entry) =>
    referencesOf(
      index,
      { ...resource, json: { condition: elementOf(entry, 'condition') } },
      'condition',
      'Condition',
    ),
  );
  return new Set(references);
}

interface Codes {
  readonly icd10: string | null;
  readonly snomed: string | null;
  readonly laterality: LateralityStatement;
}

/** ICD-10-CM by system alone; several codes that disagree on the side leave it unknown. */
function codesOf(index: ChartIndex, resource: IndexedResource, concept: Concept): Codes {
  const icd10 = concept.codings.flatMap(({ system, code }) =>
    system === 'ICD10CM' && code !== null ? (icd10Code(code) ?? []) : [],
  );
  const snomed =
    concept.codings.find(({ system, code }) => system === 'SNOMED' && code !== null)?.code ?? null;
  const sides = [...new Set(icd10.map(lateralityOf))];
  const [side] = sides;
  if (side !== undefined)
    return { icd10: icd10[0] ?? null, snomed, laterality: sides.length > 1 ? 'unknown' : side };
  const bodySites = listOf(elementOf(resource.json, 'bodySite')).map((value, place) =>
    readSiteConcept({ index, resource, value, path: `bodySite[${place}]` }),
  );
  const stated = [
    ...new Set(bodySites.flatMap(({ side: fact }) => (fact.how === 'recorded' ? (valueOf(fact) ?? []) : []))),
  ];
  return { icd10: null, snomed, laterality: stated.length === 1 ? (stated[0] ?? 'unknown') : 'unknown' };
}

const firstCode = ({ codings }: Concept): string | null =>
  codings.find(({ code }) => code !== null)?.code ?? null;

function diagnosisOf(
  index: ChartIndex,
  resource: IndexedResource,
  standing: Diagnosis['standing'],
): Diagnosis {
  const concept = index.concept(elementOf(resource.json, 'code'), 'code');
  const codings = concept.codings.map((coding) => evidence(resource, coding.path, codingFragment(coding)));
  const text = concept.text ?? concept.codings.find(({ display }) => display !== null)?.display ?? null;
  const codes = codesOf(index, resource, concept);
  // A code of a system nobody maps (ICD-9, an EHR's own) is still a diagnosis somebody recorded.
  const bare = codes.icd10 === null && codes.snomed === null ? firstCode(concept) : null;
  return {
    reference: resource.reference,
    versionId: resource.versionId,
    standing,
    ...codes,
    text: text ?? bare,
    evidence: concept.text === null ? codings : [...codings, evidence(resource, 'code.text', concept.text)],
  };
}

const ORDER: readonly Diagnosis['standing'][] = ['reason-referenced', 'encounter-diagnosis', 'problem-list'];

/**
 * Diagnoses of the encounter, those a reason points to (`reasonRefs`, as `Condition/id`) and, as context, the problem
 * list. Refuted and mistaken ones are left out. A Condition without any code or text says nothing and is left out.
 */
export function readDiagnoses(
  index: ChartIndex,
  encounter: EncounterContext,
  reasonRefs: readonly string[],
): readonly Diagnosis[] {
  const named = encounterDiagnoses(index, encounter);
  const read = index.ofType('Condition').flatMap((resource) => {
    if (wordsOf(index, elementOf(resource.json, 'verificationStatus')).some((word) => VOID.has(word)))
      return [];
    const standing = reasonRefs.includes(resource.reference)
      ? 'reason-referenced'
      : standingOf(index, resource, encounter, named);
    const diagnosis = standing === null ? null : diagnosisOf(index, resource, standing);
    return diagnosis && (diagnosis.icd10 ?? diagnosis.snomed ?? diagnosis.text) !== null ? [diagnosis] : [];
  });
  const rank = ({ standing, reference }: Diagnosis): string => `${ORDER.indexOf(standing)} ${reference}`;
  return read.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
}
