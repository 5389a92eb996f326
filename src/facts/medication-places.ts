import { evidence, type ChartIndex, type Concept, type IndexedResource } from './chart-index.ts';
import type { Evidence } from '../vocab/evidence.ts';
import { at, elementOf, objectsOf, type JsonObject } from './json.ts';

/** A concept that names the product, and where it stands. */
export interface ProductConcept {
  readonly resource: IndexedResource;
  readonly concept: Concept;
}

export interface ProductText {
  readonly text: string;
  readonly evidence: Evidence;
}

/** Every place of one resource that says which product it is about. */
export interface MedicationPlaces {
  readonly holder: IndexedResource;
  /** `medicationCodeableConcept`, then `Medication.code`, then its ingredients. */
  readonly concepts: readonly ProductConcept[];
  /** Texts beside them: concept text, displays, the reference's display. */
  readonly texts: readonly ProductText[];
  /** `Medication.form` as concepts. */
  readonly forms: readonly ProductConcept[];
  /** The Medication resources behind the reference, for strength and batch. */
  readonly medications: readonly IndexedResource[];
  /** A reference that leads to a resource nobody read. */
  readonly unread: readonly Evidence[];
}

/** Codes of ingredients; `itemReference` leads to a Medication or Substance whose code names it. */
function ingredientConcept(
  index: ChartIndex,
  medication: IndexedResource,
  ingredient: JsonObject,
  path: string,
): readonly ProductConcept[] {
  const concept = index.concept(elementOf(ingredient, 'itemCodeableConcept'), `${path}.itemCodeableConcept`);
  const resolved = index.resolve(medication, elementOf(ingredient, 'itemReference'));
  const referenced =
    resolved.how === 'resolved'
      ? [
          {
            resource: resolved.resource,
            concept: index.concept(elementOf(resolved.resource.json, 'code'), 'code'),
          },
        ]
      : [];
  return [{ resource: medication, concept }, ...referenced];
}

/** The ingredients of a Medication with what names each of them. */
export function ingredientsOf(
  index: ChartIndex,
  medication: IndexedResource,
): readonly {
  readonly json: JsonObject;
  readonly path: string;
  readonly named: readonly ProductConcept[];
}[] {
  return objectsOf(elementOf(medication.json, 'ingredient')).map((json, place) => {
    const path = `ingredient[${place}]`;
    return { json, path, named: ingredientConcept(index, medication, json, path) };
  });
}

const isNamed = ({ concept }: ProductConcept): boolean => concept.codings.length > 0 || concept.text !== null;

function textsOf({ resource, concept }: ProductConcept): readonly ProductText[] {
  const displays = concept.codings.flatMap((coding) =>
    coding.display === null
      ? []
      : [
          {
            text: coding.display,
            evidence: evidence(resource, `${coding.path}.display`, coding.display),
          },
        ],
  );
  return concept.text === null
    ? displays
    : [
        { text: concept.text, evidence: evidence(resource, `${concept.path}.text`, concept.text) },
        ...displays,
      ];
}

function referenced(
  index: ChartIndex,
  holder: IndexedResource,
): {
  readonly medications: readonly IndexedResource[];
  readonly texts: readonly ProductText[];
  readonly unread: readonly Evidence[];
} {
  const resolved = index.resolve(holder, elementOf(holder.json, 'medicationReference'));
  const display = resolved.how === 'none' ? null : resolved.display;
  const path = 'medicationReference';
  return {
    medications: resolved.how === 'resolved' ? [resolved.resource] : [],
    texts:
      display === null ? [] : [{ text: display, evidence: evidence(holder, `${path}.display`, display) }],
    unread: resolved.how === 'not-read' ? [evidence(holder, `${path}.reference`, resolved.reference)] : [],
  };
}

/**
 * Collects every statement of product of an administration, order or dispense. Reads `medicationCodeableConcept` and
 * `medicationReference` both where a server sends both.
 */
export function medicationPlaces(index: ChartIndex, holder: IndexedResource): MedicationPlaces {
  const own = {
    resource: holder,
    concept: index.concept(elementOf(holder.json, 'medicationCodeableConcept'), 'medicationCodeableConcept'),
  };
  const { medications, texts, unread } = referenced(index, holder);
  const behind = medications.flatMap((medication) => [
    { resource: medication, concept: index.concept(elementOf(medication.json, 'code'), 'code') },
    ...ingredientsOf(index, medication).flatMap(({ named }) => named),
  ]);
  const concepts = [own, ...behind].filter(isNamed);
  return {
    holder,
    concepts,
    texts: [...concepts.flatMap(textsOf), ...texts],
    forms: medications
      .map((medication) => ({
        resource: medication,
        concept: index.concept(at(medication.json, 'form'), 'form'),
      }))
      .filter(isNamed),
    medications,
    unread,
  };
}
