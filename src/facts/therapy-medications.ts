import { dispensed, stated } from './therapy-status.ts';
import type { ChartIndex, IndexedResource } from './chart-index.ts';
import type { PriorTherapy } from './encounter-facts.ts';
import { at, elementOf, stringOf } from './json.ts';
import { conceptTexts, notesOf } from './resource-notes.ts';
import { outcomeOfTexts } from './therapy-outcome.ts';
import { therapyProduct } from './therapy-product.ts';
import { isPrior, type TherapyDates, type TherapyWindow } from './therapy-window.ts';

const dates = (start: string | null, end: string | null = null, ongoing = false): TherapyDates => ({
  start,
  end,
  ongoing,
});
const text = (resource: IndexedResource, ...path: readonly string[]): string | null =>
  stringOf(at(resource.json, ...path));

/** When a statement's drug was taken: its period, else when the patient said so. */
function statementDates(resource: IndexedResource): TherapyDates {
  const taken = text(resource, 'effectiveDateTime') ?? text(resource, 'effectivePeriod', 'start');
  const end = text(resource, 'effectivePeriod', 'end');
  const start = taken ?? (end === null ? text(resource, 'dateAsserted') : null);
  const ongoing =
    end === null &&
    text(resource, 'effectivePeriod', 'start') !== null &&
    text(resource, 'status') === 'active';
  return dates(start, end, ongoing);
}

const administrationDates = (resource: IndexedResource): TherapyDates =>
  dates(
    text(resource, 'effectiveDateTime') ?? text(resource, 'effectivePeriod', 'start'),
    text(resource, 'effectivePeriod', 'end'),
  );

interface Source {
  readonly type: string;
  readonly found: PriorTherapy['found'];
  /** Whether status, intent and the like let it count. */
  readonly counts: (resource: IndexedResource) => boolean;
  readonly dates: (resource: IndexedResource) => TherapyDates;
}

const SOURCES: readonly Source[] = [
  {
    type: 'MedicationRequest',
    found: 'order',
    counts: (resource) =>
      stated(resource, ['active', 'completed', 'stopped']) &&
      !['proposal', 'plan', 'option'].includes(text(resource, 'intent') ?? '') &&
      elementOf(resource.json, 'doNotPerform') !== true,
    dates: (resource) => dates(text(resource, 'authoredOn')),
  },
  {
    type: 'MedicationStatement',
    found: 'statement',
    counts: (resource) => stated(resource, ['active', 'completed', 'stopped']),
    dates: statementDates,
  },
  {
    type: 'MedicationAdministration',
    found: 'administration',
    counts: (resource) => stated(resource, ['completed', 'stopped']),
    dates: administrationDates,
  },
  {
    type: 'MedicationDispense',
    found: 'order',
    counts: (resource) => stated(resource, ['completed']),
    dates: (resource) => dates(dispensed(resource)),
  },
];

function therapyOf(
  index: ChartIndex,
  resource: IndexedResource,
  source: Source,
  window: TherapyWindow,
): PriorTherapy | null {
  if (!source.counts(resource)) return null;
  const when = source.dates(resource);
  const texts = [
    ...conceptTexts(index, resource, 'statusReason'),
    ...conceptTexts(index, resource, 'statusReasonCodeableConcept'),
    ...notesOf(resource),
  ];
  if (!isPrior(when, window)) return null;
  const product = therapyProduct(index, resource);
  const outcome = product ? outcomeOfTexts(texts, product.kind) : 'never';
  if (!product || outcome === 'never') return null;
  const evidence = [product.evidence];
  return {
    kind: product.kind,
    name: product.name,
    outcome,
    start: when.start,
    end: when.end,
    ...(when.ongoing && { ongoing: true }),
    found: source.found,
    standing: 'counts',
    evidence: outcome === 'not-stated' ? evidence : [...evidence, ...texts.map((one) => one.evidence)],
  };
}

/** Conservative drugs ordered, stated, given or dispensed within the window. */
export function therapyMedications(index: ChartIndex, window: TherapyWindow): readonly PriorTherapy[] {
  return SOURCES.flatMap((source) =>
    index.ofType(source.type).flatMap((resource) => therapyOf(index, resource, source, window) ?? []),
  );
}
