import { conflicting, notRecognised, notRecorded, textOnly, type Fact } from '../vocab/fact.ts';
import { compare, multiply } from '../vocab/rational.ts';
import { asMilligrams, type Milligrams } from '../vocab/units.ts';
import { evidence, type IndexedResource } from './chart-index.ts';
import { elementOf, MAX_TEXT, objectsOf, stringOf } from './json.ts';
import type { Strength } from './strength.ts';
import { readDosageText } from './text/read-dosage-text.ts';
import { saysDiscarded } from './text/read-waste-text.ts';

const HAS_NUMBER = /\p{N}/u;

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
 * is made from the dose and the container. Text that says so and not how much ("0.5 vial wasted", a volume without a
 * strength) is not recognised, which is not the same as nothing discarded.
 *
 * @param strengths - strengths of the product given.
 */
export function readDiscarded(resource: IndexedResource, strengths: readonly Strength[]): Fact<Milligrams> {
  const perMl = strengthPerMl(strengths);
  const said = textsOf(resource).flatMap(({ text, path }) => {
    const { discardedMg, discardedMl } = readDosageText(text);
    const mg = discardedMg ?? (discardedMl && perMl ? asMilligrams(multiply(discardedMl, perMl)) : null);
    return mg || saysDiscarded(text) ? [{ mg, text, from: evidence(resource, path, text) }] : [];
  });
  if (said.length === 0)
    return notRecorded(['MedicationAdministration.dosage.text', 'MedicationAdministration.note']);
  const from = said.map((one) => one.from);
  const [first, ...others] = said.flatMap(({ mg }) => mg ?? []);
  // Beside an amount that can be read, "waste witnessed by RN" takes nothing from it; another number may.
  const unread = said.filter(({ mg, text }) => mg === null && (!first || HAS_NUMBER.test(text)));
  if (!first || unread.length > 0) return notRecognised(unread.map(({ text }) => text).join(' · '), from);
  const differing = others.filter((mg) => compare(mg, first) !== 0);
  return differing.length === 0 ? textOnly(first, from) : conflicting([first, ...differing], from);
}
