import type { EncounterFacts, Injection, PriorTherapy } from '../facts/encounter-facts.ts';
import { EMERGENCY_CLASSES, INPATIENT_CLASSES } from '../tables/encounter-classes.ts';
import { evidenceOf } from '../vocab/fact.ts';
import { defineCheck, type CheckInput, type FactGroup } from './define-check.ts';
import { drugWords, injectionEvidence, quoted } from './subject-words.ts';
import { byVein } from './subjects.ts';

const SEARCHED = [
  'medication orders and statements',
  'procedures and service orders',
  'allergies and intolerances',
  'notes on administration, procedure and diagnosis',
];
const STRUCTURED: readonly FactGroup[] = [
  'administrations',
  'procedures',
  'diagnoses',
  'orders',
  'statements',
  'services',
  'allergies',
];

const isUrgent = ({ encounter }: EncounterFacts): boolean =>
  encounter.class !== null &&
  (EMERGENCY_CLASSES.has(encounter.class) || INPATIENT_CLASSES.has(encounter.class));

/** The note has a text that nobody read, and this site holds the check back for it. */
const noteTextMissing = ({ facts, site }: CheckInput): boolean =>
  site.priorTherapySources !== 'structured' &&
  (facts.note.state === 'not-readable' || facts.note.textRead === false);

const names = (therapies: readonly PriorTherapy[]): string =>
  quoted([...new Set(therapies.map(({ name }) => name))].sort().join(', '));

/** An allergy or contraindication: nobody tried it, and nobody could. */
const isRuledOut = ({ found, outcome }: PriorTherapy): boolean =>
  found === 'allergy' || outcome === 'contraindicated';

/**
 * What was tried before the injection. Therapy readers apply the look-back and refuse what is no evidence
 * (drafts, the same day, low-dose aspirin); here only their verdict counts.
 */
export const priorTherapyDocumented = defineCheck({
  id: 'prior-therapy-documented',
  version: 1,
  question: 'Does the record say what was tried before the injection?',
  severity: 'fix-before-signing',
  basis: {
    document: 'Practice reference for J3250',
    section: 'Medical need: conservative treatment before injection',
    read: '2026-11-23',
  },
  prevents: 'Denied as not medically necessary, because no earlier conservative treatment is documented.',
  noun: 'Prior therapy',
  gapTitle: 'Prior therapy not documented',
  where: 'Medication history, procedures, or the text of the visit note.',
  on: 'injection',
  reads: ['administrations', 'procedures', 'diagnoses', 'orders', 'notes'],
  readsWhereOffered: ['statements', 'services', 'allergies'],
  tables: ['therapies', 'encounter-classes'],
  messages: {
    documented: 'Earlier treatment documented: {therapies}.',
    couldNotBeTried: 'Earlier treatment could not be tried: {therapies}.',
    oralUnsuitable: 'The record says why oral treatment is unsuitable: {reason}.',
    missing: '{drug} given. What was tried before is not documented.',
    orderedOnly: '{drug} given. Only an order for {therapies} was found, nothing says it was tried.',
    noteNotRead: 'Nothing found outside the note, and the text of the note could not be read.',
    byVein: 'Given by vein: earlier treatment is not asked for.',
    urgentCare: 'Emergency or inpatient care: earlier treatment is not asked for.',
  },
  subjects: ({ injections }) => injections,
  evaluate(injection, input) {
    const exempt = exemption(injection, input);
    if (exempt) return exempt;
    const { facts, site } = input;
    const counted = facts.therapies.filter(({ standing }) => standing === 'counts');
    const tried = counted.filter((one) => !isRuledOut(one));
    if (counted.length > 0)
      return {
        outcome: 'met',
        key: tried.length > 0 ? 'documented' : 'couldNotBeTried',
        params: { therapies: names(tried.length > 0 ? tried : counted) },
        evidence: counted.flatMap(({ evidence }) => evidence),
        rests: 'presence',
      };
    if (saysOralUnsuitable(injection))
      return {
        outcome: 'met',
        key: 'oralUnsuitable',
        params: { reason: quoted(injection.oralUnsuitable.value) },
        evidence: evidenceOf(injection.oralUnsuitable),
        rests: 'presence',
      };
    const evidence = injectionEvidence(injection);
    if (noteTextMissing(input))
      return { outcome: 'cannot-tell', key: 'noteNotRead', evidence, reason: 'source-unavailable' };
    const ordered = facts.therapies.filter(({ standing }) => standing === 'ordered-only');
    return {
      outcome: 'gap',
      key: ordered.length > 0 ? 'orderedOnly' : 'missing',
      params: { drug: drugWords(injection), therapies: names(ordered) },
      evidence: [...evidence, ...ordered.flatMap((therapy) => therapy.evidence)],
      searched:
        site.priorTherapySources === 'structured' ? SEARCHED : [...SEARCHED, 'text of the visit note'],
      rests: 'absence',
      restsOn: site.priorTherapySources === 'structured' ? STRUCTURED : [...STRUCTURED, 'notes'],
    };
  },
});

type OralUnsuitable = Injection & {
  readonly oralUnsuitable: Extract<Injection['oralUnsuitable'], { readonly how: 'recorded' | 'text-only' }>;
};

/** Only an intramuscular injection stands in for a tablet, so only there does this reason answer the question. */
const saysOralUnsuitable = (injection: Injection): injection is OralUnsuitable =>
  'value' in injection.route &&
  injection.route.value === 'intramuscular' &&
  (injection.oralUnsuitable.how === 'recorded' || injection.oralUnsuitable.how === 'text-only');

/** Not asked of injections by vein nor in urgent care, unless the profile asks everywhere. */
function exemption(injection: Injection, { facts, profile, site }: CheckInput) {
  if (profile.priorTherapyEverywhere) return null;
  const key = byVein(injection) ? 'byVein' : isUrgent(facts) ? 'urgentCare' : null;
  if (key === null) return null;
  const mayBeAsked = site.payerProfiles.some(({ priorTherapyEverywhere }) => priorTherapyEverywhere);
  return mayBeAsked
    ? ({ outcome: 'not-applicable', key, rests: 'absence', restsOn: ['coverage'] } as const)
    : ({ outcome: 'not-applicable', key } as const);
}
