import { disagreementOf, crossCheckOf } from '../../queries/exports.ts';
import type { EncounterReport, ReportFact, ReportInjection, ReportLine } from '../../report/report-schema.ts';
import { acknowledgedWords } from '../../ui/acknowledged-words.ts';
import type { MedicationLineProps } from '../../ui/medication-line.tsx';
import { formatDateTime } from '../../vocab/calendar.ts';
import { excludedWords } from '../../vocab/excluded.ts';

/** The dose as a line shows it: milligrams where they are known, else the amount and that it has none. */
function doseView(injection: ReportInjection): ReportFact {
  if (injection.doseMg.how !== 'not-recorded' && injection.doseMg.how !== 'not-recognised')
    return injection.doseMg;
  const { amount } = injection;
  return amount.words === null ? amount : { ...amount, words: `${amount.words}, milligrams not known` };
}

/** Times stand in the report as written; people read "14:05, 23 Nov 2026". */
export const timeView = (fact: ReportFact): ReportFact => ({
  ...fact,
  words: fact.words === null ? null : formatDateTime(fact.words),
  values: fact.values.map(formatDateTime),
});

export const medicationLineOf = (injection: ReportInjection): MedicationLineProps => ({
  drug: injection.drug,
  dose: doseView(injection),
  route: injection.route,
  site: injection.site,
  side: injection.side,
  paired: injection.paired,
  time: timeView(injection.timeFact),
  performer: injection.performer,
  excluded: injection.excluded === null ? null : excludedWords(injection.excluded),
});

/** One entry of the Record column, on one time axis. */
export interface RecordEntry {
  readonly key: string;
  readonly kind: 'Administration' | 'Procedure' | 'Condition' | 'Order' | 'Earlier therapy';
  readonly at: string | null;
  readonly reference: string;
  readonly injection: ReportInjection | null;
  readonly words: string;
  /** Why the entry does not count, in words; null when it does. */
  readonly excluded: string | null;
}

const procedureEntry = (one: EncounterReport['procedures'][number]): RecordEntry => ({
  key: one.reference,
  kind: 'Procedure',
  at: one.time,
  reference: one.reference,
  injection: null,
  words: [one.code ?? 'code not recorded', ...one.modifiers, one.side.words, one.site.words]
    .filter((part) => part !== null)
    .join(' '),
  excluded: one.counts ? null : one.status.replaceAll('-', ' '),
});

const STANDING: Readonly<Record<string, string>> = {
  'encounter-diagnosis': 'encounter diagnosis',
  'reason-referenced': 'named as the reason',
  'problem-list': 'problem list, context only',
};

const diagnosisEntry = (one: EncounterReport['diagnoses'][number]): RecordEntry => ({
  key: one.reference,
  kind: 'Condition',
  at: null,
  reference: one.reference,
  injection: null,
  words: `${[one.icd10 ?? one.snomed, one.text].filter((part) => part !== null).join(' ') || 'not coded'} (${STANDING[one.standing] ?? one.standing})`,
  excluded: null,
});

const therapyEntry = (one: EncounterReport['therapies'][number], index: number): RecordEntry => ({
  key: `therapy-${index}`,
  kind: 'Earlier therapy',
  at: one.start,
  reference: one.evidence[0]?.reference ?? '',
  injection: null,
  words: `${one.name}${one.outcome === 'not-stated' ? '' : `, ${one.outcome}`}${one.standing === 'counts' ? '' : ', ordered only'}`,
  excluded: null,
});

/** Administrations, procedures, conditions and earlier therapy: oldest first, undated last. */
export function recordOf(report: EncounterReport): readonly RecordEntry[] {
  const administrations = report.injections.map((injection): RecordEntry => ({
    key: injection.administration,
    kind: 'Administration',
    at: injection.time,
    reference: injection.administration,
    injection,
    words: '',
    excluded: injection.excluded === null ? null : excludedWords(injection.excluded),
  }));
  const entries = [
    ...administrations,
    ...report.procedures.map(procedureEntry),
    ...report.diagnoses.map(diagnosisEntry),
    ...report.therapies.map(therapyEntry),
  ];
  return entries.toSorted((a, b) => (a.at ?? '9').localeCompare(b.at ?? '9') || a.key.localeCompare(b.key));
}

/** Both tables about one line, for the disagreement block. */
export function tableRows(
  report: EncounterReport,
  line: ReportLine,
): readonly { table: string; code: string; units: number | null; meaning: string }[] {
  const disagreement = disagreementOf(report, line);
  const title = (id: string): string => report.tables.titles[id] ?? id;
  const cross = crossCheckOf(report, line);
  const sameNumber =
    disagreement?.cmsMeaning && line.table !== 'cms-hcpcs'
      ? [
          {
            table: `${title('cms-hcpcs')}, same number`,
            code: line.code,
            units: null,
            meaning: disagreement.cmsMeaning,
          },
        ]
      : [];
  return [
    {
      table: title(line.table),
      code: [line.code, ...line.modifiers].join('-'),
      units: line.units,
      meaning: line.description,
    },
    ...sameNumber,
    ...cross.map((other) => ({
      table: title(other.table),
      code: [other.code, ...other.modifiers].join('-'),
      units: other.units,
      meaning: other.description,
    })),
  ];
}

/** "Acknowledged by … on …: …" where the site accepted the disagreement. */
export function acknowledgementOf(report: EncounterReport, line: ReportLine): string | null {
  const message = disagreementOf(report, line)?.message;
  const by = report.checks.find((one) => one.acknowledged && one.message === message)?.acknowledged;
  return by ? acknowledgedWords(by) : null;
}

export const NOTE_WORDS: Readonly<Record<EncounterReport['note']['state'], string>> = {
  draft: 'Draft note seen',
  signed: 'Note signed',
  'none-seen': 'No note seen',
  'not-readable': 'Note not readable',
};
