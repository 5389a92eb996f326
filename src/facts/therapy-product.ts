import { LOW_DOSE_ASPIRIN_MG, therapyRow } from '../tables/therapies.ts';
import { compare, rational } from '../vocab/rational.ts';
import { isIntravenous, type Route } from '../vocab/route.ts';
import { valueOf } from '../vocab/fact.ts';
import { toMilligrams } from '../vocab/units.ts';
import type { ChartIndex, IndexedResource } from './chart-index.ts';
import type { TherapyKind } from '../vocab/therapy.ts';
import { at, elementOf, objectsOf, quantityOf, stringOf } from './json.ts';
import { medicationPlaces } from './medication-places.ts';
import { readRouteConcept } from './read-route.ts';
import { findPhrases } from './text/phrases.ts';
import { THERAPY_WORDS } from './text/therapy-words.ts';
import { MAX_TEXT, plainText, tokenise } from './text/tokens.ts';
import type { Evidence } from '../vocab/evidence.ts';

/** A product that is a conservative therapy. */
export interface TherapyProduct {
  readonly kind: TherapyKind;
  readonly name: string;
  readonly evidence: Evidence;
}

const ORAL =
  /\b(?:tab|tabs|tablets?|caps?|capsules?|oral|orally|po|by mouth|suspension|liquid|dose ?pac?k|dosepak|chewable)\b/i;
const TOPICAL = /\b(?:gel|cream|ointment|patch(?:es)?|topical|lotion|salve|transdermal|liniment)\b/i;
/** Forms by which a drug of the table treats something else: eyes, nose, veins. */
const ELSEWHERE =
  /\b(?:ophth\w*|eye|otic|ear drops?|nasal|inhal\w*|inj|injection|injectable|vials?|iv|im|enema|rectal|mouthwash|dental)\b/i;
/** Ingredients whose commonest product is no oral one: they count only where a form or route says oral. */
const NEEDS_ORAL: ReadonlySet<string> = new Set([
  'ketorolac',
  'flurbiprofen',
  'prednisolone',
  'methylprednisolone',
  'dexamethasone',
]);

type Form = 'oral' | 'topical' | 'elsewhere' | null;

function formOfRoute(route: Route | null): Form {
  if (route === null) return null;
  if (route === 'oral' || route === 'topical') return route;
  return isIntravenous(route) || route !== 'other' ? 'elsewhere' : null;
}

function formOfText(text: string): Form {
  if (ELSEWHERE.test(text)) return 'elsewhere';
  if (TOPICAL.test(text)) return 'topical';
  return ORAL.test(text) ? 'oral' : null;
}

/** Routes an order or statement says: `dosageInstruction`, `dosage`, or the administration's own `dosage`. */
function routeForms(index: ChartIndex, resource: IndexedResource): readonly Form[] {
  return ['dosageInstruction', 'dosage'].flatMap((element) =>
    objectsOf(elementOf(resource.json, element)).map((dosage, place) => {
      const context = { site: null, drug: null };
      const path = `${element}[${place}].route`;
      return formOfRoute(
        valueOf(readRouteConcept({ index, resource, context, value: elementOf(dosage, 'route'), path }).fact),
      );
    }),
  );
}

/** Largest single dose stated in mg, of order, statement or administration; null where none stands. */
function statesHighDose(resource: IndexedResource, texts: readonly string[]): boolean {
  const dosages = ['dosageInstruction', 'dosage'].flatMap((element) =>
    objectsOf(elementOf(resource.json, element)),
  );
  const quantities = dosages.flatMap((dosage) => [
    quantityOf(elementOf(dosage, 'dose')),
    ...objectsOf(elementOf(dosage, 'doseAndRate')).map((dose) => quantityOf(elementOf(dose, 'doseQuantity'))),
  ]);
  const stated = quantities.flatMap((quantity) => {
    const unit = quantity?.code ?? quantity?.unit;
    const mg = quantity?.written && unit ? toMilligrams(quantity.written, unit) : null;
    return mg ? [mg] : [];
  });
  const named = texts.flatMap((text) =>
    [...text.matchAll(/(\d{1,4}) ?mg\b/gi)].map((match) => rational(BigInt(match[1] ?? '0'))),
  );
  return [...stated, ...named].some((mg) => compare(mg, rational(BigInt(LOW_DOSE_ASPIRIN_MG))) > 0);
}

interface Candidate {
  readonly kind: TherapyKind;
  readonly name: string;
  readonly standing: string;
  readonly evidence: Evidence;
}

function candidatesOf(
  index: ChartIndex,
  resource: IndexedResource,
): { readonly found: readonly Candidate[]; readonly texts: readonly string[] } {
  const places = medicationPlaces(index, resource);
  const coded = places.concepts.flatMap(({ resource: holder, concept }) =>
    concept.codings.flatMap((coding): readonly Candidate[] => {
      const row =
        coding.system === null || coding.code === null ? null : therapyRow(coding.system, coding.code);
      if (!row) return [];
      const from = {
        reference: holder.container?.reference ?? holder.reference,
        versionId: holder.container?.versionId ?? holder.versionId,
      };
      const fragment = [coding.code, coding.display ?? row.name].filter((part) => part !== null).join(' ');
      return [
        {
          kind: row.kind,
          name: coding.display ?? row.name,
          standing: row.standing,
          evidence: { ...from, path: `${holder.pathPrefix}${coding.path}`, fragment },
        },
      ];
    }),
  );
  const named = places.texts.flatMap(({ text, evidence }) =>
    text.length > MAX_TEXT
      ? []
      : findPhrases(tokenise(plainText(text)), THERAPY_WORDS).flatMap(({ means }): readonly Candidate[] =>
          DRUG_KINDS.has(means.kind)
            ? [{ kind: means.kind, name: means.name, standing: 'treatment', evidence }]
            : [],
        ),
  );
  const forms = places.forms.flatMap(({ concept }) => [
    concept.text,
    ...concept.codings.map(({ display }) => display),
  ]);
  return {
    found: [...coded, ...named],
    texts: [...places.texts.map(({ text }) => text), ...forms.filter((text) => text !== null)],
  };
}

const DRUG_KINDS: ReadonlySet<TherapyKind> = new Set<TherapyKind>([
  'nsaid',
  'topical',
  'analgesic',
  'oral-steroid',
  'adjunct',
]);

/**
 * The conservative therapy a medication resource is about, or null: by verified codes, else by the ingredient's or
 * brand's name; only where form and route leave it one (no eye drops, no injection, no anaesthetic without a topical
 * form, aspirin only above the low dose).
 */
export function therapyProduct(index: ChartIndex, resource: IndexedResource): TherapyProduct | null {
  const { found, texts } = candidatesOf(index, resource);
  const forms = new Set([...routeForms(index, resource), ...texts.map(formOfText)]);
  if (forms.has('elsewhere')) return null;
  const kept = found.filter(({ kind, name, standing }) => {
    if (standing === 'aspirin') return statesHighDose(resource, [...texts, ...dosageTexts(resource)]);
    if (kind === 'topical') return forms.has('topical') || /\b(?:gel|patch|cream|topical)/i.test(name);
    if (kind === 'prior-injection') return false;
    const ingredient = name.toLowerCase().split(' ')[0] ?? '';
    return !NEEDS_ORAL.has(ingredient) || forms.has('oral');
  });
  const [first] = kept;
  if (!first) return null;
  const kind = first.kind === 'nsaid' && forms.has('topical') ? 'topical' : first.kind;
  return { kind, name: first.name, evidence: first.evidence };
}

const dosageTexts = (resource: IndexedResource): readonly string[] =>
  ['dosageInstruction', 'dosage'].flatMap((element) =>
    objectsOf(elementOf(resource.json, element)).flatMap((dosage) => stringOf(at(dosage, 'text')) ?? []),
  );
