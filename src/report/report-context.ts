import type { EncounterFacts } from '../facts/encounter-facts.ts';
import { formatDateTime } from '../vocab/calendar.ts';
import { valueOf } from '../vocab/fact.ts';
import { AS_WRITTEN, reportEvidence, reportFact } from './report-fact.ts';
import { DRUG, SIDE, SITE } from './report-injection.ts';
import type { EncounterReport } from './report-schema.ts';

type Context = Pick<
  EncounterReport,
  'procedures' | 'diagnoses' | 'therapies' | 'history' | 'unplaced' | 'orderedOnly' | 'unmappedCodes'
>;

/** What stands around the injections: procedures, diagnoses, therapies, history, and codes nobody recognised. */
export const reportContext = (facts: EncounterFacts): Context => ({
  ...reportProcedures(facts),
  diagnoses: inOrder(
    facts.diagnoses.map(({ reference, standing, icd10, snomed, text, laterality, evidence }) => ({
      reference,
      standing,
      icd10,
      snomed,
      text,
      laterality,
      evidence: reportEvidence(evidence),
    })),
  ),
  therapies: inOrder(
    facts.therapies.map(({ kind, name, outcome, start, end, found, standing, evidence }) => ({
      kind,
      name,
      outcome,
      start,
      end,
      found,
      standing,
      evidence: reportEvidence(evidence),
    })),
  ),
  history: facts.history
    .filter(({ doubtful }) => !doubtful)
    .map(({ date, drug, route, site, side, from, evidence }) => ({
      date,
      drug,
      route,
      site,
      side,
      from,
      evidence: reportEvidence(evidence),
    })),
  unplaced: facts.unplaced.map(({ reference, time, drugKnown, evidence }) => ({
    administration: reference,
    time,
    words: `${drugKnown ? 'An injection' : 'A drug that could not be made out,'} given ${time === null ? 'at no recorded time' : formatDateTime(time)}${drugKnown ? '' : ','} names no encounter. It may belong to this one.`,
    evidence: reportEvidence(evidence),
  })),
  orderedOnly: inOrder(
    facts.orderedOnly.map(({ reference, drug }) => ({ reference, drug: reportFact(drug, DRUG) })),
  ),
  unmappedCodes: inOrder(facts.unmappedCodes.map((code) => ({ ...code }))),
});

const reportProcedures = ({ procedures }: EncounterFacts): Pick<Context, 'procedures'> => ({
  procedures: procedures.map((procedure) => ({
    reference: procedure.reference,
    status: procedure.status,
    counts: procedure.counts,
    code: reportFact(procedure.code, AS_WRITTEN).value,
    family: procedure.family,
    modifiers: [...procedure.modifiers],
    site: reportFact(procedure.site, SITE),
    side: reportFact(procedure.side, SIDE),
    time: valueOf(procedure.time),
    evidence: reportEvidence(procedure.evidence),
  })),
});

/**
 * Sorted by their written form: lists whose order means nothing must not carry the order of resources. Two written
 * alike are alike, so either may come first.
 */
function inOrder<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, written: JSON.stringify(item) }))
    .sort((a, b) => (a.written < b.written ? -1 : 1))
    .map(({ item }) => item);
}
