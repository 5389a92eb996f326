import { notRecognised, notRecorded, recorded, textOnly } from '../vocab/fact.ts';
import { compare, toExact } from '../vocab/rational.ts';
import { knownSystem } from '../tables/code-systems.ts';
import { evidence, type ChartIndex, type IndexedResource } from './chart-index.ts';
import { textStrength, type DoseStrengths } from './dose-strengths.ts';
import type { DoseFact, DoseProblem } from './encounter-facts.ts';
import { infusionDose } from './infusion-dose.ts';
import {
  elementOf,
  formatQuantity,
  MAX_TEXT,
  objectsOf,
  quantityOf,
  stringOf,
  type JsonObject,
  type RawQuantity,
} from './json.ts';
import { doseOfQuantity, NO_DOSE, unreadable } from './read-dose.ts';
import { textBeside, type TextBeside } from './text-beside.ts';
import type { TextDosage } from './text/read-dosage-text.ts';

export interface AdministrationDosage {
  /** The one dosage element; null when none stands or several do. */
  readonly dosage: JsonObject | null;
  readonly several: readonly JsonObject[];
  readonly text: string | null;
}

/** `dosage` as sent: one object, or an array by a server that got the cardinality wrong. */
export function dosageOf(resource: IndexedResource): AdministrationDosage {
  const all = objectsOf(elementOf(resource.json, 'dosage'));
  const dosage = all.length === 1 ? (all[0] ?? null) : null;
  return {
    dosage,
    several: all.length > 1 ? all : [],
    text: stringOf(elementOf(dosage, 'text'), MAX_TEXT),
  };
}

/** Problems of a quantity that a text beside it can settle, because the text says what the quantity lacks. */
const TEXT_CAN_SETTLE: ReadonlySet<DoseProblem> = new Set([
  'volume-without-strength',
  'container-without-strength',
]);

/** Something that looks like a dose, which the reader refused to be certain of. */
const AN_AMOUNT = /\d\s*(?:mg|mcg|ug|µg|g|gm|ml|cc)\b/i;

function ofText({ text, read, evidence: written }: TextBeside): DoseFact {
  const from = [written];
  const shown = read.doseWords ?? text;
  if (read.doseMg)
    return {
      amount: textOnly(shown, from),
      mg: textOnly(read.doseMg, from),
      steps: read.doseSteps,
      problem: null,
    };
  if (read.volumeMl)
    return {
      amount: textOnly(`${toExact(read.volumeMl)} mL`, from),
      mg: notRecognised(text, from),
      steps: [],
      problem: 'volume-without-strength',
    };
  if (!AN_AMOUNT.test(text)) return NO_DOSE;
  return { ...NO_DOSE, amount: notRecognised(text, from), mg: notRecognised(text, from) };
}

/** True unless the text states a volume and the quantity is another: then the text is about another dose. */
const statesNoOther = (read: TextDosage, quantity: RawQuantity | null): boolean =>
  read.volumeMl === null ||
  quantity === null ||
  (quantity.value !== null && compare(read.volumeMl, quantity.value) === 0);

/** A volume or container the text turns into milligrams; only where the text does not state another volume. */
function settledByText(
  dose: DoseFact,
  quantity: RawQuantity,
  { read, evidence: written }: TextBeside,
): DoseFact {
  if (dose.problem === null || !TEXT_CAN_SETTLE.has(dose.problem) || !read.doseMg) return dose;
  if (!statesNoOther(read, quantity)) return dose;
  return { ...dose, mg: textOnly(read.doseMg, [written]), steps: read.doseSteps, problem: null };
}

function ofSeveral(resource: IndexedResource, several: readonly JsonObject[]): DoseFact {
  const amounts = several.flatMap((dosage, place) => {
    const quantity = quantityOf(elementOf(dosage, 'dose'));
    return quantity?.written ? [evidence(resource, `dosage[${place}].dose`, formatQuantity(quantity))] : [];
  });
  const shown = amounts.map(({ fragment }) => fragment).join(' · ');
  return amounts.length === 0
    ? { ...NO_DOSE, amount: notRecorded(['MedicationAdministration.dosage (several)']) }
    : unreadable(recorded(shown, amounts), 'several-doses', amounts);
}

/**
 * The dose an administration states: `dosage.dose`, else rate × duration, else `dosage.text` as text-only.
 *
 * @returns amount and exact milligrams, each with evidence. The structured amount wins over a text that states another,
 * because several EHRs put the order's plan into the text; a volume beside a mixture's text is no milligrams.
 */
export function administrationDose(scope: {
  readonly index: ChartIndex;
  readonly resource: IndexedResource;
  readonly strengths: DoseStrengths;
}): DoseFact {
  const { index, resource, strengths } = scope;
  const { dosage, several, text } = dosageOf(resource);
  if (several.length > 0) return ofSeveral(resource, several);
  if (!dosage) return NO_DOSE;
  const quantity = quantityOf(elementOf(dosage, 'dose'));
  const beside = textBeside(resource, 'dosage.text', text);
  const fromText =
    beside && statesNoOther(beside.read, quantity) ? textStrength(beside.read, beside.evidence) : [];
  const isUcumAlias = knownSystem(quantity?.system ?? null, index.site.systemAliases) === 'UCUM';
  const textStrengths = [...strengths.textStrengths, ...fromText];
  const input = { ...strengths, textStrengths, isUcumAlias, beside };
  const structured =
    (quantity &&
      doseOfQuantity({
        ...input,
        quantity,
        evidence: evidence(resource, 'dosage.dose', formatQuantity(quantity)),
      })) ??
    infusionDose(resource, dosage, input);
  if (structured && quantity && beside) return settledByText(structured, quantity, beside);
  return structured ?? (beside ? ofText(beside) : NO_DOSE);
}
