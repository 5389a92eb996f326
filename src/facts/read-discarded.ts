import { conflicting, notRecorded, textOnly, type Fact } from '../vocab/fact.ts';
import { compare } from '../vocab/rational.ts';
import type { Milligrams } from '../vocab/units.ts';
import { evidence, type IndexedResource } from './chart-index.ts';
import { elementOf, MAX_TEXT, objectsOf, stringOf } from './json.ts';
import { readDosageText } from './text/read-dosage-text.ts';

/** Text elements of an administration, with their paths. */
export function textsOf(
  resource: IndexedResource,
): readonly { readonly text: string; readonly path: string }[] {
  const dosage = objectsOf(elementOf(resource.json, 'dosage')).flatMap((one) => {
    const text = stringOf(elementOf(one, 'text'), MAX_TEXT);
    return text === null ? [] : [{ text, path: 'dosage.text' }];
  });
  const notes = objectsOf(elementOf(resource.json, 'note')).flatMap((note, place) => {
    const text = stringOf(elementOf(note, 'text'), MAX_TEXT);
    return text === null ? [] : [{ text, path: `note[${place}].text` }];
  });
  return [...dosage, ...notes];
}

/**
 * What was discarded, from text such as "20 mg wasted". FHIR R4 has no element for it and no extension is listed in
 * our data, so a structured amount is never read. No assumption is made from the dose and the container.
 */
export function readDiscarded(resource: IndexedResource): Fact<Milligrams> {
  const said = textsOf(resource).flatMap(({ text, path }) => {
    const { discardedMg } = readDosageText(text);
    return discardedMg ? [{ mg: discardedMg, from: evidence(resource, path, text) }] : [];
  });
  const [first] = said;
  if (!first) return notRecorded(['MedicationAdministration.dosage.text', 'MedicationAdministration.note']);
  const others = said.filter(({ mg }) => compare(mg, first.mg) !== 0);
  const from = said.map((one) => one.from);
  return others.length === 0
    ? textOnly(first.mg, from)
    : conflicting([first.mg, ...others.map(({ mg }) => mg)], from);
}
