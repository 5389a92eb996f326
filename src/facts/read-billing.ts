import type { Evidence } from '../vocab/evidence.ts';
import { codingFragment, evidence, type ChartIndex, type IndexedResource } from './chart-index.ts';
import type { Billing } from './encounter-facts.ts';
import type { ExcludedReason } from '../vocab/excluded.ts';
import { readStatusText } from './text/read-status-text.ts';
import { at, elementOf, listOf, MAX_TEXT, objectsOf, stringOf } from './json.ts';

/** Statuses that say by themselves that nothing is billed; `completed` and `stopped` are read further. */
const NOT_BILLED: Readonly<Record<string, ExcludedReason>> = {
  'not-done': 'not-done',
  'entered-in-error': 'entered-in-error',
  'on-hold': 'on-hold',
  'in-progress': 'in-progress',
};

/** HL7 reason-medication-not-given: every code of this system says not given. */
const NOT_GIVEN_SYSTEM = /reason-medication-not-given\/?$/i;
/** A whole text element that is nothing but the denial. Running text may speak of other drugs, so it is not searched. */
const WHOLE_DENIAL =
  /^\W*(?:(?:dose|med|medication|drug|injection|patient|pt)\s+)?(?:was\s+)?(?:not\s+(?:given|administered)|held|on hold|hold|refused|declined|withheld|omitted)(?:\s+(?:by|per)\s+[\w .'-]{1,40})?\W*$/i;
/** Denials that are unmistakable inside `dosage.text`, which speaks of this dose alone. */
const DOSE_DENIED =
  /\b(?:not\s+(?:given|administered)|dose\s+(?:held|refused|omitted)|held by|refused by)\b/i;

/** Said by `dosage.method` and `statusReason` of completed rows (spec/facts.md, "Status lies too"). */
const saysNotGiven = (text: string): boolean => readStatusText(text) === 'not-given';

function inConcept(
  index: ChartIndex,
  resource: IndexedResource,
  { value, path }: { readonly value: unknown; readonly path: string },
): readonly Evidence[] {
  const concept = index.concept(value, path);
  const text =
    concept.text !== null && saysNotGiven(concept.text)
      ? [evidence(resource, `${path}.text`, concept.text)]
      : [];
  const codings = concept.codings.filter(
    ({ uri, code, display }) =>
      NOT_GIVEN_SYSTEM.test(uri ?? '') || saysNotGiven(display ?? '') || saysNotGiven(code ?? ''),
  );
  return [...text, ...codings.map((coding) => evidence(resource, coding.path, codingFragment(coding)))];
}

function deniedInText(resource: IndexedResource): readonly Evidence[] {
  const dosages = objectsOf(elementOf(resource.json, 'dosage')).flatMap((dosage) => {
    const text = stringOf(elementOf(dosage, 'text'), MAX_TEXT);
    return text !== null && (DOSE_DENIED.test(text) || WHOLE_DENIAL.test(text))
      ? [evidence(resource, 'dosage.text', text)]
      : [];
  });
  const notes = objectsOf(elementOf(resource.json, 'note')).flatMap((note, place) => {
    const text = stringOf(elementOf(note, 'text'), MAX_TEXT);
    return text !== null && WHOLE_DENIAL.test(text) ? [evidence(resource, `note[${place}].text`, text)] : [];
  });
  return [...dosages, ...notes];
}

/** Where a row marked as given says it was not. `statusReason` of a stopped row says why it stopped, not that nothing went in. */
function notGiven(index: ChartIndex, resource: IndexedResource, status: string): readonly Evidence[] {
  const methods = objectsOf(elementOf(resource.json, 'dosage')).flatMap((dosage) =>
    inConcept(index, resource, { value: elementOf(dosage, 'method'), path: 'dosage.method' }),
  );
  const reasons =
    status === 'stopped'
      ? []
      : listOf(elementOf(resource.json, 'statusReason')).flatMap((value, place) =>
          inConcept(index, resource, { value, path: `statusReason[${place}]` }),
        );
  return [...methods, ...reasons, ...deniedInText(resource)];
}

/** Modifier extensions can turn a statement round; none is understood here, so what they modify cannot be told. */
function modifiers(resource: IndexedResource): readonly Evidence[] {
  const holders = [
    { json: resource.json, path: 'modifierExtension' },
    ...objectsOf(elementOf(resource.json, 'dosage')).map((json) => ({
      json,
      path: 'dosage.modifierExtension',
    })),
  ];
  return holders.flatMap(({ json, path }) =>
    objectsOf(elementOf(json, 'modifierExtension')).map((extension) =>
      evidence(resource, path, stringOf(at(extension, 'url')) ?? 'modifierExtension'),
    ),
  );
}

/** Reasons that leave it open whether something was given: unknown is not absent. */
const UNDECIDED: ReadonlySet<ExcludedReason> = new Set(['status-unknown', 'modifier-not-understood']);

/** Whether the record leaves open if it was given at all. Such a row is not billed, and not absent either. */
export const isUndecided = (billing: Billing): boolean => !billing.billed && UNDECIDED.has(billing.excluded);

const refuse = (excluded: ExcludedReason, from: readonly Evidence[]): Billing => ({
  billed: false,
  excluded,
  evidence: from,
});

/**
 * Whether an administration is billed. `completed` counts unless the row itself says it was not given; `stopped` counts
 * what was given; every other status, and a modifier nobody understands, is excluded with its reason.
 */
export function readBilling(index: ChartIndex, resource: IndexedResource): Billing {
  const status = stringOf(elementOf(resource.json, 'status')) ?? '';
  const stands = [evidence(resource, 'status', status)];
  if (status !== 'completed' && status !== 'stopped') {
    const known = Object.hasOwn(NOT_BILLED, status) ? NOT_BILLED[status] : undefined;
    return refuse(known ?? 'status-unknown', status === '' ? [] : stands);
  }
  const modified = modifiers(resource);
  if (modified.length > 0) return refuse('modifier-not-understood', modified);
  const denied = notGiven(index, resource, status);
  if (denied.length > 0) return refuse('recorded-as-not-given', [...stands, ...denied]);
  return { billed: true, partial: status === 'stopped' };
}
