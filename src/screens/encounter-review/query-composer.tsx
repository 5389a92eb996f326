import { useId, useState, type ReactElement } from 'react';
import { composeQuery, mayAskClinician, queryText } from '../../queries/exports.ts';
import type { EncounterReport, ReportCheck } from '../../report/report-schema.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Select } from '../../ui/select.tsx';
import { useUnsavedText } from '../../ui/unsaved-text.tsx';
import { focusOnMount } from './focus-on-mount.ts';
import styles from './encounter-review.module.css';

/** Words a query may not hold: money leads, and a code is not the clinician's matter. */
const LEADING =
  /\b(bill(ed|ing|able)?|pay(s|er|ment)?|reimburse\w*|den(y|ied|ial)|revenue|claims?|[A-Z]\d{4})\b|\$/i;

const keyOf = (check: ReportCheck): string => `${check.id} ${check.subject ?? ''}`;

/**
 * Findings of this report a clinician can answer, for the given administrations. What this app could not read is not
 * asked: it may be recorded, and the clinician is not the one to settle it.
 */
export const askable = (
  report: EncounterReport,
  administrations: readonly string[],
): readonly ReportCheck[] =>
  report.checks.filter(
    (check) =>
      (check.outcome === 'gap' || check.outcome === 'cannot-tell') &&
      check.reason !== 'source-unavailable' &&
      mayAskClinician(check) &&
      (check.subject === null ||
        administrations.includes(check.subject) ||
        check.subject === report.encounter.reference ||
        check.subject.startsWith('Condition/')),
  );

export interface QueryComposerProps {
  readonly report: EncounterReport;
  readonly checks: readonly ReportCheck[];
  readonly onSent: (check: ReportCheck, text: string) => void;
  readonly onLeave: () => void;
}

/**
 * Composes a compliant query: prefilled with clinical indicators only, every choice open, "Other" and "Unable to
 * determine" always there. The text may be edited; money and codes are refused with the word found.
 * Keyboard: Tab through; Escape leaves.
 */
export function QueryComposer({ report, checks, onSent, onLeave }: QueryComposerProps): ReactElement {
  const id = useId();
  const [chosen, setChosen] = useState(checks[0] ? keyOf(checks[0]) : '');
  const check = checks.find((one) => keyOf(one) === chosen) ?? checks[0];
  const query = check ? composeQuery(report, check) : null;
  const [edited, setEdited] = useState<Readonly<Record<string, string>>>({});
  const text = edited[chosen] ?? (query ? queryText(query) : '');
  useUnsavedText(Object.keys(edited).length > 0);
  const leading = LEADING.exec(text)?.[0] ?? null;
  if (!check || !query)
    return <p className={styles['quiet']}>Nothing on this line is a matter for the clinician.</p>;
  return (
    <form
      className={styles['composer']}
      aria-label="Ask the clinician"
      onSubmit={(event) => {
        event.preventDefault();
        if (leading === null) onSent(check, text);
      }}
    >
      <Select
        label="About"
        value={chosen}
        onChange={setChosen}
        options={checks.map((one) => ({ value: keyOf(one), label: one.title }))}
      />
      <label htmlFor={`${id}text`}>Query</label>
      <textarea
        id={`${id}text`}
        ref={focusOnMount}
        rows={Math.min(18, text.split('\n').length + 1)}
        value={text}
        aria-describedby={`${id}rule`}
        onChange={(event) => setEdited({ ...edited, [chosen]: event.currentTarget.value })}
      />
      <p id={`${id}rule`} className={styles['quiet']}>
        Indicators from this record only. No suggested answer, no code, no money.
      </p>
      <output role="alert">
        {leading === null ? null : `Take out “${leading}”: a query names no money and no code.`}
      </output>
      <div className={styles['actions']}>
        <CopyButton text={text} label="Copy the query" />
        <Button type="submit" kind="primary" disabled={leading !== null}>
          Mark as asked
        </Button>
        <Button onClick={onLeave}>Cancel</Button>
      </div>
    </form>
  );
}
