import { evidence, type ChartIndex, type IndexedResource } from './chart-index.ts';
import type { Authorisation } from './encounter-facts.ts';
import { at, elementOf, objectsOf, stringOf, type JsonObject } from './json.ts';

type Outcome = Authorisation['outcome'];

const VOID: ReadonlySet<string> = new Set(['cancelled', 'draft', 'entered-in-error', 'revoked']);
const isVoid = (resource: IndexedResource): boolean =>
  VOID.has(stringOf(elementOf(resource.json, 'status')) ?? '');

/** A refusal, an approval that was taken back or ended, or one that its own sentence denies ("cannot be approved"). */
const DENIED =
  /\b(?:denied|denial|decline|reject|refuse|un-?authori|non-?certif|adverse|withdrawn|revoked|expired|(?:not|cannot|unable)(?: \w+){0,2} (?:approve|authori.e|certif|grant|satisf))/i;
const PENDING = /\b(?:pend(?:ed|ing)?|queued|in review|under review|more information)\b/i;
const APPROVED = /\b(?:approved|certified|granted|authorized|authorised|satisfied)\b/i;

/** What words say of a decision; a denial outweighs the word it denies ("not approved"). */
function ofWords(texts: readonly string[]): Outcome {
  if (texts.some((text) => DENIED.test(text))) return 'denied';
  if (texts.some((text) => PENDING.test(text))) return 'pending';
  return texts.some((text) => APPROVED.test(text)) ? 'approved' : 'unknown';
}

function textsOfConcept(index: ChartIndex, value: unknown): readonly string[] {
  const { text, codings } = index.concept(value, '');
  return [text, ...codings.flatMap(({ code, display }) => [code, display])].filter((one) => one !== null);
}

/** Words of the adjudications of an item or of the whole answer. */
const adjudicationTexts = (index: ChartIndex, holder: unknown): readonly string[] =>
  objectsOf(elementOf(holder, 'adjudication')).flatMap((one) => [
    ...textsOfConcept(index, elementOf(one, 'reason')),
    ...textsOfConcept(index, elementOf(one, 'category')),
  ]);

/** Procedure and drug codes of claim items; null for one in words alone. */
const codesOfItems = (index: ChartIndex, items: unknown): Authorisation['codes'] =>
  objectsOf(items).flatMap((item): Authorisation['codes'] => {
    const codes = index
      .concept(elementOf(item, 'productOrService'), '')
      .codings.flatMap(({ code }) => (code === null ? [] : [code.trim().toUpperCase()]));
    return codes.length > 0 ? codes : [null];
  });

/** A ClaimResponse's decision: words first; a number and an error speak where no word does. */
function outcomeOf(index: ChartIndex, response: IndexedResource): Outcome {
  const items = objectsOf(elementOf(response.json, 'item'));
  const disposition = stringOf(elementOf(response.json, 'disposition'));
  const texts = [
    ...(disposition === null ? [] : [disposition]),
    ...adjudicationTexts(index, response.json),
    ...items.flatMap((item) => adjudicationTexts(index, item)),
  ];
  const said = ofWords(texts);
  if (said !== 'unknown') return said;
  const outcome = stringOf(elementOf(response.json, 'outcome'));
  if (outcome === 'queued' || outcome === 'partial') return 'pending';
  if (outcome === 'error') return 'denied';
  const isNumbered = stringOf(elementOf(response.json, 'preAuthRef')) !== null;
  return outcome === 'complete' && isNumbered ? 'approved' : 'unknown';
}

function ofResponse(index: ChartIndex, response: IndexedResource): readonly Authorisation[] {
  if (stringOf(elementOf(response.json, 'use')) !== 'preauthorization' || isVoid(response)) return [];
  const request = index.resolve(response, elementOf(response.json, 'request'));
  const requested =
    request.how === 'resolved' ? codesOfItems(index, elementOf(request.resource.json, 'item')) : [null];
  const added = codesOfItems(index, elementOf(response.json, 'addItem'));
  const number = stringOf(elementOf(response.json, 'preAuthRef')) ?? response.reference;
  return [
    {
      reference: response.reference,
      outcome: outcomeOf(index, response),
      codes: [...new Set([...requested, ...added])],
      decided: stringOf(elementOf(response.json, 'created')),
      start: stringOf(at(response.json, 'preAuthPeriod', 'start')),
      end: stringOf(at(response.json, 'preAuthPeriod', 'end')),
      evidence: [evidence(response, 'preAuthRef', number)],
    },
  ];
}

const IS_AUTHORISATION = /\b(?:pre-?|prior )?auth(?:ori[sz]ation)?\b/i;

/** Numbers that a Coverage or ServiceRequest carries under an identifier called an authorisation. */
function ofIdentifiers(
  index: ChartIndex,
  resource: IndexedResource,
  codes: Authorisation['codes'],
): readonly Authorisation[] {
  return objectsOf(elementOf(resource.json, 'identifier')).flatMap((identifier, place) => {
    const value = stringOf(elementOf(identifier, 'value'));
    const isOne = textsOfConcept(index, elementOf(identifier, 'type')).some((text) =>
      IS_AUTHORISATION.test(text),
    );
    if (value === null || !isOne) return [];
    return [
      {
        reference: resource.reference,
        outcome: 'unknown' as const,
        codes,
        decided: null,
        start: stringOf(at(identifier, 'period', 'start')),
        end: stringOf(at(identifier, 'period', 'end')),
        evidence: [evidence(resource, `identifier[${place}]`, value)],
      },
    ];
  });
}

const COVERAGE_INFORMATION = /ext-coverage-information$/;
const inner = (extension: JsonObject, url: string): JsonObject | null =>
  objectsOf(elementOf(extension, 'extension')).find((one) => elementOf(one, 'url') === url) ?? null;

/** Da Vinci CRD writes the payer's answer on the order: `pa-needed` satisfied, with its number. */
function ofCoverageInformation(
  index: ChartIndex,
  resource: IndexedResource,
  codes: Authorisation['codes'],
): readonly Authorisation[] {
  return objectsOf(elementOf(resource.json, 'extension')).flatMap((extension, place) => {
    if (!COVERAGE_INFORMATION.test(stringOf(elementOf(extension, 'url')) ?? '')) return [];
    const needed = inner(extension, 'pa-needed');
    const number = inner(extension, 'satisfied-pa-id');
    const texts = needed
      ? [
          stringOf(elementOf(needed, 'valueCode')),
          ...textsOfConcept(index, elementOf(needed, 'valueCodeableConcept')),
        ]
      : [];
    const satisfied = texts.includes('satisfied');
    if (!satisfied && !number) return [];
    const shown = stringOf(elementOf(number, 'valueString')) ?? 'satisfied';
    return [
      {
        reference: resource.reference,
        outcome: satisfied ? ('approved' as const) : ('unknown' as const),
        codes,
        decided: null,
        start: null,
        end: null,
        evidence: [evidence(resource, `extension[${place}]`, shown)],
      },
    ];
  });
}

/** Codes an order is about; none for an order in words alone. */
const orderCodes = (index: ChartIndex, resource: IndexedResource): readonly string[] =>
  index
    .concept(elementOf(resource.json, 'code'), 'code')
    .codings.flatMap(({ system, code }) =>
      code !== null && (system === 'CPT' || system === 'HCPCS') ? [code.trim().toUpperCase()] : [],
    );

/**
 * Prior authorisations found in ClaimResponse, ServiceRequest and Coverage. A bare number is an authorisation whose
 * outcome is not known; only a decision in words, a satisfied requirement, or a complete answer with its number is an
 * approval.
 */
export function readAuthorisations(index: ChartIndex): readonly Authorisation[] {
  const orders = ['ServiceRequest', 'MedicationRequest']
    .flatMap((type) => index.ofType(type))
    .filter((one) => !isVoid(one));
  const coverages = index.ofType('Coverage').filter((one) => !isVoid(one));
  return [
    ...index.ofType('ClaimResponse').flatMap((response) => ofResponse(index, response)),
    ...orders.flatMap((order) => ofIdentifiers(index, order, orderCodes(index, order))),
    ...orders.flatMap((order) => ofCoverageInformation(index, order, orderCodes(index, order))),
    ...coverages.flatMap((coverage) => ofIdentifiers(index, coverage, [])),
  ];
}
