import { conflicting, notRecorded, textOnly, type Fact } from '../vocab/fact.ts';
import { compare, multiply } from '../vocab/rational.ts';
import { asMilligrams, type Milligrams } from '../vocab/units.ts';
import { evidence, type IndexedResource } from './chart-index.ts';
import { elementOf, MAX_TEXT, objectsOf, stringOf } from './json.ts';
import type { Strength } from './strength.ts';
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

/** mg in one mL, where every statement of the product's strength agrees; null where none does or they differ. */
function strengthPerMl(strengths: readonly Strength[]): Milligrams | null {
  const perMl = strengths.filter(({ per }) => per === 'mL');
  const [first] = perMl;
  return first && perMl.every(({ mg }) => compare(mg, first.mg) === 0) ? first.mg : null;
}

/**
 * What was discarded, from text such as "20 mg wasted", or "0.5 mL wasted" of a product whose strength is known. FHIR
 * R4 has no element for it and no extension is listed in our data, so a structured amount is never read. No assumption
 * is made from the dose and the container.
 *
 * @param strengths - strengths of the product given.
 */
export function readDiscarded(resource: IndexedResource, strengths: readonly Strength[]): Fact<Milligrams> {
  const perMl = strengthPerMl(strengths);
  const said = textsOf(resource).flatMap(({ text, path }) => {
    const { discardedMg, discardedMl } = readDosageText(text);
    const mg = discardedMg ?? (discardedMl && perMl ? asMilligrams(multiply(discardedMl, perMl)) : null);
    return mg ? [{ mg, from: evidence(resource, path, text) }] : [];
  });
  const [first] = said;
  if (!first) return notRecorded(['MedicationAdministration.dosage.text', 'MedicationAdministration.note']);
  const others = said.filter(({ mg }) => compare(mg, first.mg) !== 0);
  const from = said.map((one) => one.from);
  return others.length === 0
    ? textOnly(first.mg, from)
    : conflicting([first.mg, ...others.map(({ mg }) => mg)], from);
}
