import type { WorklistEntry } from '../ehr/session.ts';
import { withoutLine } from '../report/export/made-on.ts';
import type { EncounterReport, ReportCheck, ReportLine } from '../report/report-schema.ts';
import type { At, KeptFinding, KeptLine, KeptReading, SaidUnderTable } from './row-summary.ts';
import type { SharedParts } from './shared-parts.ts';

export interface ReadingToKeep {
  readonly entry: WorklistEntry;
  /** The reports of one chart by table, the site's own first. Facts are the same in all of them. */
  readonly reports: readonly { readonly table: string | null; readonly report: EncounterReport }[];
  /** What rows say alike, held once for the run. */
  readonly parts: SharedParts;
}

/**
 * Keeps of a reading what the table, the filters, the insight and the CSV use. Never keeps an object of the reports,
 * except inside parts that thousands of rows share.
 */
export function keepReading({ entry, reports, parts }: ReadingToKeep): KeptReading {
  // The entry holds these two already: the row points at the same strings.
  const own = new OwnStrings([entry.encounter, entry.patient]);
  const under = reports.map(({ table, report }) => ({ table, said: saidUnder({ report, own, parts }) }));
  return { own: own.all(), under: parts.part(under) };
}

/** The strings of one row, each once. */
class OwnStrings {
  readonly #places: Map<string, At>;

  constructor(first: readonly string[]) {
    this.#places = new Map(first.map((text, at) => [text, at]));
  }

  at(text: string): At {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    this.#places.set(text, this.#places.size);
    return this.#places.size - 1;
  }

  all(): readonly string[] {
    return [...this.#places.keys()];
  }
}

interface ToKeep {
  readonly report: EncounterReport;
  readonly own: OwnStrings;
  readonly parts: SharedParts;
}

function saidUnder(to: ToKeep): SaidUnderTable {
  const { report, own, parts } = to;
  const { active, editions, titles } = report.tables;
  const { reference, serviceDate } = report.encounter;
  const findings = report.checks.flatMap((check) => findingOf(check, to));
  return parts.part({
    schema: report.schema,
    patient: own.at(report.patient),
    encounter: reference === null ? null : own.at(reference),
    serviceDate: serviceDate === null ? null : own.at(parts.word(serviceDate)),
    asOf: own.at(report.asOf),
    lastRead: own.at(report.readAt ?? report.asOf),
    note: report.note.state,
    tables: parts.part(report.tables),
    table: parts.part({ title: titles[active] ?? active, edition: editions[active] ?? 'not stated' }),
    profile: report.profile,
    sources: parts.part(report.sources.map(({ type, completeness }) => ({ type, completeness }))),
    claimState: report.claimState,
    toFix: report.counts.toFix + report.counts.toResolve,
    couldNotCheck: report.counts.claimCouldNotCheck + report.unsettled.length,
    unsettled: [...report.unsettled],
    drugs: drugsOf(report),
    codes: [...new Set(report.lines.map((line) => line.code))],
    openChecks: [...new Set(findings.filter(({ open }) => open).map(({ check }) => check))],
    findings: parts.part(findings),
    lines: report.lines.map((line) => lineOf(line, to)),
    unlined: withoutLine(report.unlined).map((one) =>
      parts.part({ ...one, administration: own.at(one.administration), words: parts.word(one.words) }),
    ),
    disagreements: report.disagreements.map((one) => disagreementIn(one, to)),
  });
}

function drugsOf(report: EncounterReport): readonly string[] {
  const billed = report.injections.filter((one) => one.billed);
  return [...new Set(billed.map((one) => one.drug.words ?? one.ingredient.words ?? 'drug not recognised'))];
}

function findingOf(check: ReportCheck, { own, parts }: ToKeep): readonly KeptFinding[] {
  const { id, noun, outcome, subject, line, severity, acknowledged } = check;
  if (outcome !== 'gap' && outcome !== 'cannot-tell') return [];
  return [
    parts.part({
      check: id,
      noun,
      outcome,
      open: severity !== 'note' && acknowledged === null,
      subject: subject === null ? null : own.at(subject),
      line,
    }),
  ];
}

function lineOf(line: ReportLine, { own, parts }: ToKeep): KeptLine {
  const { role, serviceDate, administrations, ...said } = line;
  const modifierReasons = said.modifierReasons.map((one) => ({ ...one, evidence: [] }));
  return parts.part({
    role,
    serviceDate: own.at(parts.word(serviceDate)),
    administrations: administrations.map((one) => own.at(one)),
    said: parts.part({ ...said, modifierReasons }),
  });
}

function disagreementIn(
  { serviceDate, message, administrations, ...said }: EncounterReport['disagreements'][number],
  { own, parts }: ToKeep,
): SaidUnderTable['disagreements'][number] {
  return parts.part({
    ...said,
    serviceDate: own.at(parts.word(serviceDate)),
    message: own.at(parts.word(message)),
    administrations: administrations.map((one) => own.at(one)),
  });
}
