import { belongsTo, namesEncounter } from './belongs-to.ts';
import {
  codingFragment,
  evidence,
  type ChartIndex,
  type Concept,
  type IndexedResource,
} from './chart-index.ts';
import type { EncounterContext, RecordedLine } from './encounter-facts.ts';
import { parseFhirTime } from './fhir-time.ts';
import { at, elementOf, listOf, objectsOf, stringOf, type JsonObject } from './json.ts';

const VOID: ReadonlySet<string> = new Set(['entered-in-error', 'cancelled', 'aborted', 'not-billable']);
const isVoid = (resource: IndexedResource): boolean =>
  VOID.has(stringOf(elementOf(resource.json, 'status')) ?? '');

/** Shapes of CPT and HCPCS codes. A code under ICD-10-CM has such a shape too, so its system comes first. */
const LINE_CODE = /^(?:\d{5}|\d{4}[A-Z]|[A-Z]\d{4})$/;
const MODIFIER = /^[0-9A-Z]{2}$/;
const OTHER_SYSTEMS: ReadonlySet<string> = new Set(['ICD10CM', 'SNOMED', 'RXNORM', 'NDC', 'ATC', 'NCI']);

interface Coded {
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly path: string;
  readonly fragment: string;
}

/** The billing code of a concept: by system where one is known, by shape only in systems nobody knows. */
function codeOf(concept: Concept): Coded | null {
  for (const coding of concept.codings) {
    if (coding.code === null || (coding.system !== null && OTHER_SYSTEMS.has(coding.system))) continue;
    const [code = '', ...rest] = coding.code
      .trim()
      .toUpperCase()
      .split(/[\s,\-:]+/, 6);
    if (!LINE_CODE.test(code)) continue;
    return {
      code,
      modifiers: rest.filter((one) => MODIFIER.test(one)),
      path: coding.path,
      fragment: codingFragment(coding),
    };
  }
  return null;
}

/** Modifiers beside the code: HCPCS or CPT codings of two characters. */
const besides = (concept: Concept): readonly string[] =>
  concept.codings.flatMap(({ system, code }) => {
    const written = code?.trim().toUpperCase() ?? '';
    return (system === 'HCPCS' || system === 'CPT') && MODIFIER.test(written) ? [written] : [];
  });

/** Units as a whole or decimal number above zero; null where none stands, never one by default. */
function unitsOf(value: unknown): number | null {
  const written = elementOf(value, 'value');
  return typeof written === 'number' && Number.isFinite(written) && written > 0 ? written : null;
}

function lineOf(
  resource: IndexedResource,
  concept: Concept,
  rest: Omit<RecordedLine, 'reference' | 'code' | 'evidence'>,
): RecordedLine | null {
  const coded = codeOf(concept);
  if (!coded) return null;
  return {
    reference: resource.reference,
    code: coded.code,
    ...rest,
    modifiers: [...new Set([...coded.modifiers, ...rest.modifiers])],
    evidence: [evidence(resource, coded.path, coded.fragment)],
  };
}

const dateOf = (written: string | null): string | null => parseFhirTime(written)?.date ?? null;

function ofChargeItem(
  index: ChartIndex,
  item: IndexedResource,
  encounter: EncounterContext,
): RecordedLine | null {
  const time =
    stringOf(elementOf(item.json, 'occurrenceDateTime')) ??
    stringOf(at(item.json, 'occurrencePeriod', 'start'));
  if (isVoid(item) || belongsTo(index, item, time, encounter) === null) return null;
  const concept = index.concept(elementOf(item.json, 'code'), 'code');
  return lineOf(item, concept, {
    modifiers: besides(concept),
    units: unitsOf(elementOf(item.json, 'quantity')),
    date: dateOf(time),
  });
}

/** Whether a claim's item is of the encounter: it names it, else it names none and its date is the encounter's. */
function isOfEncounter(
  { index, claim }: { readonly index: ChartIndex; readonly claim: IndexedResource },
  item: JsonObject,
  date: string | null,
  encounter: EncounterContext,
): boolean {
  const named = elementOf(item, 'encounter');
  if (listOf(named).length > 0)
    return encounter.reference !== null && namesEncounter(index, claim, named, encounter.reference);
  return date !== null && date === encounter.serviceDate;
}

function ofClaim(
  index: ChartIndex,
  claim: IndexedResource,
  encounter: EncounterContext,
): readonly RecordedLine[] {
  if (isVoid(claim) || stringOf(elementOf(claim.json, 'use')) === 'preauthorization') return [];
  return objectsOf(elementOf(claim.json, 'item')).flatMap((item, place) => {
    const date = dateOf(
      stringOf(elementOf(item, 'servicedDate')) ??
        stringOf(at(item, 'servicedPeriod', 'start')) ??
        stringOf(at(claim.json, 'billablePeriod', 'start')),
    );
    if (!isOfEncounter({ index, claim }, item, date, encounter)) return [];
    const modifiers = listOf(elementOf(item, 'modifier')).flatMap((value) =>
      index.concept(value, 'modifier').codings.flatMap(({ code }) => {
        const written = code?.trim().toUpperCase() ?? '';
        return MODIFIER.test(written) ? [written] : [];
      }),
    );
    const concept = index.concept(elementOf(item, 'productOrService'), `item[${place}].productOrService`);
    return lineOf(claim, concept, { modifiers, units: unitsOf(elementOf(item, 'quantity')), date }) ?? [];
  });
}

/** Lines somebody already recorded for the encounter, in ChargeItem or Claim. */
export function readRecordedLines(index: ChartIndex, encounter: EncounterContext): readonly RecordedLine[] {
  return [
    ...index.ofType('ChargeItem').flatMap((item) => ofChargeItem(index, item, encounter) ?? []),
    ...index.ofType('Claim').flatMap((claim) => ofClaim(index, claim, encounter)),
  ];
}
