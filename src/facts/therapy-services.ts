import { procedureRow } from '../tables/procedures.ts';
import { therapyRow } from '../tables/therapies.ts';
import type { Evidence } from '../vocab/evidence.ts';
import {
  codingFragment,
  evidence,
  type ChartIndex,
  type Concept,
  type IndexedResource,
} from './chart-index.ts';
import type { PriorTherapy } from './encounter-facts.ts';
import type { TherapyKind } from '../vocab/therapy.ts';
import { at, elementOf, stringOf } from './json.ts';
import { procedureTime, wasCarriedOut } from './read-procedures.ts';
import { conceptTexts, notesOf } from './resource-notes.ts';
import { outcomeOfTexts } from './therapy-outcome.ts';
import { stated } from './therapy-status.ts';
import { isPrior, type TherapyWindow } from './therapy-window.ts';
import { findPhrases } from './text/phrases.ts';
import { THERAPY_WORDS } from './text/therapy-words.ts';
import { MAX_TEXT, plainText, tokenise } from './text/tokens.ts';

interface Service {
  readonly kind: TherapyKind;
  readonly name: string;
  readonly standing: 'treatment' | 'referral';
  readonly evidence: Evidence;
}

/** Asked for, talked about or assessed, not carried out; "evaluate and treat" is treatment. */
const isAskedFor = (name: string): boolean =>
  /refer|consult|advice|recommend|educat|counsel|instruct|discuss/i.test(name) ||
  (/eval|assess|screen/i.test(name) && !/treat/i.test(name));
/** Braces and massage of something else. */
const ELSEWHERE = /orthodon|dental|occlusal|cardiac|carotid|speech|pulmonary/i;

/** Injection procedures that name a place; a bare "injection" or 96372 may be a vaccine. */
const TELLING: ReadonlySet<string> = new Set([
  'joint',
  'spine-joint',
  'tendon',
  'trigger-point',
  'epidural',
  'nerve-tunnel',
]);

function codedService(resource: IndexedResource, concept: Concept): Service | null {
  for (const coding of concept.codings) {
    if (coding.system === null || coding.code === null) continue;
    const from = evidence(resource, coding.path, codingFragment(coding));
    const row = therapyRow(coding.system, coding.code);
    const injection = procedureRow(coding.system, coding.code);
    if (injection) {
      const isTelling = injection.verified && TELLING.has(injection.family);
      if (!isTelling) continue;
      return {
        kind: 'prior-injection',
        name: coding.display ?? injection.description,
        standing: 'treatment',
        evidence: from,
      };
    }
    if (!row || row.kind === 'prior-injection') continue;
    const asked = row.standing === 'referral' || row.standing === 'advice';
    const standing = asked ? 'referral' : 'treatment';
    return { kind: row.kind, name: coding.display ?? row.name, standing, evidence: from };
  }
  return null;
}

const SERVICE_KINDS: ReadonlySet<TherapyKind> = new Set<TherapyKind>([
  'physical-therapy',
  'exercise',
  'bracing',
  'other',
]);

/** A service by its words, where no code of the table names it: "PHYSICAL THERAPY", "Referral to physical therapy". */
function namedService(resource: IndexedResource, concept: Concept): Service | null {
  const texts = [
    ...(concept.text === null ? [] : [{ text: concept.text, path: `${concept.path}.text` }]),
    ...concept.codings.flatMap(({ display, path }) =>
      display === null ? [] : [{ text: display, path: `${path}.display` }],
    ),
  ].filter(({ text }) => text.length <= MAX_TEXT && !ELSEWHERE.test(text));
  for (const { text, path } of texts) {
    const mention = findPhrases(tokenise(plainText(text)), THERAPY_WORDS).find(({ means }) =>
      SERVICE_KINDS.has(means.kind),
    );
    if (!mention) continue;
    const standing = isAskedFor(text) ? 'referral' : 'treatment';
    return { kind: mention.means.kind, name: text, standing, evidence: evidence(resource, path, text) };
  }
  return null;
}

function serviceOf(index: ChartIndex, resource: IndexedResource): Service | null {
  const concept = index.concept(elementOf(resource.json, 'code'), 'code');
  return codedService(resource, concept) ?? namedService(resource, concept);
}

interface Timed {
  readonly start: string | null;
  readonly end: string | null;
  /** True when the resource itself says the service took place. */
  readonly tookPlace: boolean;
}

function timedProcedure(index: ChartIndex, resource: IndexedResource): Timed | null {
  const carriedOut =
    stated(resource, ['completed', 'in-progress', 'stopped']) && wasCarriedOut(index, resource);
  if (!carriedOut) return null;
  return {
    start: procedureTime(resource),
    end: stringOf(at(resource.json, 'performedPeriod', 'end')),
    tookPlace: true,
  };
}

/** An order alone is "ordered"; one marked completed says that its activity was carried out. */
function timedRequest(resource: IndexedResource): Timed | null {
  const isOrder = !['proposal', 'plan', 'option'].includes(
    stringOf(elementOf(resource.json, 'intent')) ?? '',
  );
  if (
    !isOrder ||
    !stated(resource, ['active', 'completed']) ||
    elementOf(resource.json, 'doNotPerform') === true
  )
    return null;
  const start =
    stringOf(elementOf(resource.json, 'occurrenceDateTime')) ??
    stringOf(at(resource.json, 'occurrencePeriod', 'start')) ??
    stringOf(elementOf(resource.json, 'authoredOn'));
  return {
    start,
    end: stringOf(at(resource.json, 'occurrencePeriod', 'end')),
    tookPlace: stringOf(elementOf(resource.json, 'status')) === 'completed',
  };
}

const ATTENDED = /\b(?:completed|attended|finished|underwent|discharged)\b/i;

function therapyOf(
  index: ChartIndex,
  resource: IndexedResource,
  timed: Timed | null,
  window: TherapyWindow,
): PriorTherapy | null {
  const service =
    timed && isPrior({ start: timed.start, end: timed.end, ongoing: false }, window)
      ? serviceOf(index, resource)
      : null;
  if (!service || !timed) return null;
  const texts = [
    ...conceptTexts(index, resource, 'statusReason'),
    ...conceptTexts(index, resource, 'outcome'),
    ...notesOf(resource),
  ];
  const outcome = outcomeOfTexts(texts, service.kind);
  const named = conceptTexts(index, resource, 'code');
  if (outcome === 'never' || outcomeOfTexts(named, service.kind) === 'never') return null;
  // "Attempts failed" on an open order may be about reaching the patient: its result counts where it says it was attended.
  const counts =
    outcome === 'not-stated'
      ? timed.tookPlace && service.standing === 'treatment'
      : timed.tookPlace || texts.some(({ text }) => ATTENDED.test(text));
  return {
    kind: service.kind,
    name: service.name,
    outcome,
    start: timed.start,
    end: timed.end,
    found: resource.type === 'Procedure' ? 'procedure' : 'service',
    standing: counts ? 'counts' : 'ordered-only',
    evidence: [service.evidence, ...(outcome === 'not-stated' ? [] : texts.map((one) => one.evidence))],
  };
}

/** Therapies found as procedures carried out, or as service orders. */
export function therapyServices(index: ChartIndex, window: TherapyWindow): readonly PriorTherapy[] {
  return [
    ...index
      .ofType('Procedure')
      .flatMap((resource) => therapyOf(index, resource, timedProcedure(index, resource), window) ?? []),
    ...index
      .ofType('ServiceRequest')
      .flatMap((resource) => therapyOf(index, resource, timedRequest(resource), window) ?? []),
  ];
}
