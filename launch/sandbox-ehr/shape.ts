import type { Personality } from './personality.ts';
import { TRAITS } from './personality.ts';
import { at, isObject, isResource, type Resource, textAt, typeAndId, withElements } from './resource.ts';
import type { FhirStore } from './store.ts';

/**
 * How a server words what it stores. The store holds one chart; each personality shows it in its own manner, so
 * that an edit on the chart page is seen through all of them.
 */
const WITH_MEDICATION: Readonly<Record<string, string>> = {
  MedicationAdministration: 'ma-',
  MedicationRequest: 'mr-',
  MedicationDispense: 'md-',
  MedicationStatement: 'ms-',
};
const NDC = 'http://hl7.org/fhir/sid/ndc';
const EPIC_NOTE_TYPE = 'urn:oid:1.2.840.114350.1.13.0.1.7.4.737880.5010';

export function shape(personality: Personality, store: FhirStore, resource: Resource): Resource {
  const { medication } = TRAITS[personality];
  switch (medication) {
    case 'reference-with-display':
      return epicShape(store, resource);
    case 'contained':
      return oracleShape(store, resource);
    case 'as-stored':
      return resource;
    default:
      return medication satisfies never;
  }
}

/** A resource by its reference as this personality names it: Epic-like ones have Medications no chart stores. */
export function readShaped(personality: Personality, store: FhirStore, reference: string): Resource | null {
  const stored = store.read(reference);
  if (stored) return shape(personality, store, stored);
  return personality === 'epic-like' ? derivedMedication(store, reference) : null;
}

function conceptName(concept: unknown): string | null {
  return textAt(concept, 'text') ?? textAt(concept, 'coding.display');
}

function epicShape(store: FhirStore, resource: Resource): Resource {
  if (resource.resourceType === 'Medication') return epicMedication(resource);
  if (resource.resourceType === 'DocumentReference') return epicDocument(resource);
  const prefix = WITH_MEDICATION[resource.resourceType];
  if (!prefix) return resource;
  const stored = medicationOf(store, resource);
  const concept = resource['medicationCodeableConcept'];
  if (!stored && concept === undefined) return resource;
  const name = conceptName(concept ?? stored?.['code']);
  const own = textAt(resource, 'medicationReference.reference') ?? '';
  const reference = typeAndId(own) ?? `Medication/${prefix}${resource.id}`;
  return withElements(resource, {
    contained: undefined,
    medicationCodeableConcept: undefined,
    medicationReference: { reference, ...(name ? { display: name } : {}) },
  });
}

/** The Medication an Epic-like reference leads to when the chart itself holds only a code or a contained one. */
function derivedMedication(store: FhirStore, reference: string): Resource | null {
  for (const [type, prefix] of Object.entries(WITH_MEDICATION)) {
    if (!reference.startsWith(`Medication/${prefix}`)) continue;
    const source = store.read(`${type}/${reference.slice(`Medication/${prefix}`.length)}`);
    if (!source) continue;
    const medication = medicationOf(store, source);
    const id = reference.slice('Medication/'.length);
    if (medication) return epicMedication(withElements({ ...medication, id }, {}));
    return epicMedication({ resourceType: 'Medication', id, code: source['medicationCodeableConcept'] });
  }
  return null;
}

/** Contained or stored Medication of an administration or order; null where only a code stands. */
function medicationOf(store: FhirStore, resource: Resource): Resource | null {
  const reference = textAt(resource, 'medicationReference.reference');
  if (!reference) return null;
  if (reference.startsWith('#'))
    return (
      (at(resource, 'contained').find((each) => isResource(each) && `#${each.id}` === reference) as
        Resource | undefined) ?? null
    );
  return store.read(typeAndId(reference) ?? '');
}

/** Strength whose numerator equals its denominator, and no NDC: both seen in production, both say nothing. */
function epicMedication(medication: Resource): Resource {
  const ingredient = at(medication, 'ingredient').map((each) => {
    const numerator = at(each, 'strength.numerator')[0];
    if (!isObject(each) || !numerator) return each;
    return { ...each, strength: { numerator, denominator: numerator } };
  });
  const code = isObject(medication['code']) ? medication['code'] : null;
  const coding = at(code, 'coding').filter((each) => textAt(each, 'system') !== NDC);
  return withElements(medication, {
    ...(ingredient.length > 0 ? { ingredient } : {}),
    ...(code ? { code: { ...code, coding } } : {}),
  });
}

/** Local type codes only: no LOINC. */
function epicDocument(document: Resource): Resource {
  const text = conceptName(document['type']) ?? 'Progress Notes';
  return withElements(document, {
    type: { coding: [{ system: EPIC_NOTE_TYPE, code: '1', display: text }], text },
  });
}

function oracleShape(store: FhirStore, resource: Resource): Resource {
  if (!WITH_MEDICATION[resource.resourceType]) return resource;
  const medication = medicationOf(store, resource);
  const concept = resource['medicationCodeableConcept'];
  if (!medication && concept === undefined) return resource;
  const contained: Resource = medication
    ? withElements({ ...medication, id: 'medication' }, { meta: undefined })
    : { resourceType: 'Medication', id: 'medication', code: concept };
  return withElements(resource, {
    contained: [contained],
    medicationCodeableConcept: undefined,
    medicationReference: { reference: '#medication' },
    ...doseByVolume(resource, contained),
  });
}

/**
 * Millennium records the volume given; the amount is dose × ingredient ratio. Only where it comes out exactly:
 * a rounded volume would be a dose nobody gave.
 */
function doseByVolume(resource: Resource, medication: Resource): Readonly<Record<string, unknown>> {
  const dosage = resource['dosage'];
  const strength = at(medication, 'ingredient.strength')[0];
  const [perMl, ml] = [at(strength, 'numerator.value')[0], at(strength, 'denominator.value')[0]];
  const isRatio =
    textAt(strength, 'numerator.unit') === 'mg' && textAt(strength, 'denominator.unit') === 'mL';
  const dose = at(dosage, 'dose.value')[0];
  if (!isObject(dosage) || !isRatio || textAt(dosage, 'dose.unit') !== 'mg') return {};
  if (typeof dose !== 'number' || typeof perMl !== 'number' || typeof ml !== 'number' || perMl <= 0)
    return {};
  const thousandths = (dose * ml * 1000) / perMl;
  if (!Number.isInteger(thousandths)) return {};
  const quantity = { value: thousandths / 1000, unit: 'mL', system: 'http://unitsofmeasure.org', code: 'mL' };
  return { dosage: { ...dosage, dose: quantity } };
}
