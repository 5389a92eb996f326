import type { ReactElement } from 'react';
import type { EncounterReport, ReportInjection } from '../../report/report-schema.ts';
import { MedicationLine } from '../../ui/medication-line.tsx';
import { formatDateTime } from '../../vocab/calendar.ts';
import { excludedWords } from '../../vocab/excluded.ts';
import styles from './sign-check.module.css';

/** A time as people read it: "14:05, 23 Nov 2026". */
const inWords = (time: ReportInjection['timeFact']): ReportInjection['timeFact'] => ({
  ...time,
  words: time.words === null ? null : formatDateTime(time.words),
});

/** One administration of the report as a medication line, with what is missing in its place. */
export function InjectionLine({ injection }: { readonly injection: ReportInjection }): ReactElement {
  const { excluded } = injection;
  return (
    <MedicationLine
      drug={injection.drug}
      dose={injection.doseMg}
      amount={injection.amount}
      route={injection.route}
      site={injection.site}
      side={injection.side}
      paired={injection.paired}
      time={inWords(injection.timeFact)}
      performer={injection.performer}
      excluded={excluded === null ? null : excludedWords(excluded)}
    />
  );
}

/** What a finding is about: the administration's line, the procedure, or the encounter. */
export function SubjectLine({
  report,
  subject,
}: {
  readonly report: EncounterReport;
  readonly subject: string | null;
}): ReactElement {
  const injection = report.injections.find((one) => one.administration === subject);
  if (injection) return <InjectionLine injection={injection} />;
  const procedure = report.procedures.find((one) => one.reference === subject);
  if (procedure) {
    const words = [procedure.side.words, procedure.site.words].filter((word) => word !== null).join(' ');
    return (
      <p className={styles['subject']}>{['Procedure', procedure.code, words].filter(Boolean).join(' — ')}</p>
    );
  }
  return <p className={styles['subject']}>This encounter</p>;
}
