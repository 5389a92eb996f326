import type {
  EncounterReport,
  ReportEvidence,
  ReportFact,
  ReportInjection,
} from '../../report/report-schema.ts';
import { formatDate, formatDateTime } from '../../vocab/calendar.ts';

/** One thing the record says, and where. */
export interface RecordedFact {
  readonly key: string;
  readonly noun: string;
  readonly words: string;
  /** Only plainly recorded facts carry the tick; text and orders need a person's eye. */
  readonly plain: boolean;
  readonly evidence: readonly ReportEvidence[];
}

export interface FactGroup {
  readonly key: string;
  readonly title: string;
  readonly facts: readonly RecordedFact[];
}

const FROM: Readonly<Record<'recorded' | 'text-only' | 'order-only', string>> = {
  recorded: '',
  'text-only': ' (from text)',
  'order-only': ' (order only)',
};

function factOf(key: string, noun: string, fact: ReportFact): readonly RecordedFact[] {
  if (fact.how !== 'recorded' && fact.how !== 'text-only' && fact.how !== 'order-only') return [];
  const words = `${fact.words ?? fact.value ?? ''}${FROM[fact.how]}`;
  return [{ key, noun, words, plain: fact.how === 'recorded', evidence: fact.evidence }];
}

function injectionFacts(injection: ReportInjection): FactGroup {
  const of = (noun: string, fact: ReportFact): readonly RecordedFact[] =>
    factOf(`${injection.administration} ${noun}`, noun, fact);
  return {
    key: injection.administration,
    title: injection.drug.words ?? injection.ingredient.words ?? 'Injection',
    facts: [
      ...of('Drug', injection.drug),
      ...(injection.amount.words === injection.doseMg.words ? [] : of('Amount', injection.amount)),
      ...of('Dose', injection.doseMg),
      ...of('Route', injection.route),
      ...of('Site', injection.site),
      ...of('Side', injection.side),
      ...of('Time', injection.timeFact).map((fact) => ({ ...fact, words: formatDateTime(fact.words) })),
      ...of('Given by', injection.performer),
      ...of('Reason', injection.rationale),
      ...of('Product code (NDC)', injection.ndc),
      ...of('Lot', injection.lot),
      ...of('Expiry', injection.expiry).map((fact) => ({ ...fact, words: formatDate(fact.words) })),
      ...of('Discarded', injection.discardedMg),
    ],
  };
}

const span = (start: string | null, end: string | null): string =>
  [start, end]
    .filter((date) => date !== null)
    .map(formatDate)
    .join(' to ');

const joined = (...words: readonly (string | null)[]): string =>
  words.filter((word) => word !== null && word !== '').join(', ');

/** Everything recorded that the sign check rests on, by injection and by kind. */
export function recordedFacts(report: EncounterReport): readonly FactGroup[] {
  const row = (
    key: string,
    noun: string,
    words: string,
    evidence: readonly ReportEvidence[],
  ): RecordedFact => ({
    key,
    noun,
    words,
    plain: true,
    evidence,
  });
  const groups: readonly FactGroup[] = [
    ...report.injections.filter((injection) => injection.billed).map(injectionFacts),
    {
      key: 'procedures',
      title: 'Procedures',
      facts: report.procedures.map((one) =>
        row(one.reference, 'Procedure', joined(one.code, one.side.words, one.site.words), one.evidence),
      ),
    },
    {
      key: 'diagnoses',
      title: 'Diagnoses',
      facts: report.diagnoses.map((one) =>
        row(
          one.reference,
          one.standing === 'problem-list' ? 'Problem list' : 'Diagnosis',
          joined(one.icd10 ?? one.snomed, one.text),
          one.evidence,
        ),
      ),
    },
    {
      key: 'therapies',
      title: 'Tried before',
      facts: report.therapies.map((one, index) =>
        row(
          `therapy ${index}`,
          one.standing === 'ordered-only' ? 'Ordered' : 'Therapy',
          joined(one.name, one.outcome === 'not-stated' ? null : one.outcome, span(one.start, one.end)),
          one.evidence,
        ),
      ),
    },
  ];
  return groups.filter((group) => group.facts.length > 0);
}
