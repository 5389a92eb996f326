import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { EncounterDecisions, DecisionControls } from '../../queries/coder-decisions.ts';
import { decidedLines, type DecidedLine } from '../../queries/exports.ts';
import type { EncounterReport } from '../../report/report-schema.ts';
import { MedicationLine } from '../../ui/medication-line.tsx';
import { OutcomeMark } from '../../ui/outcome-mark.tsx';
import { keepTogether } from '../../ui/quantity.tsx';
import { Section } from '../../ui/section.tsx';
import { ExportBar } from './export-bar.tsx';
import { HistoryPlot } from './history-plot.tsx';
import { commandOf, KEYBOARD_MAP, type Command } from './keyboard.ts';
import { LineActions, type OpenForm } from './line-actions.tsx';
import { LineCard } from './line-card.tsx';
import { askable, QueryComposer } from './query-composer.tsx';
import { RecordColumn } from './record-column.tsx';
import { encounterBlockers, medicationLineOf } from './review-model.ts';
import { WhyColumn } from './why-column.tsx';
import styles from './encounter-review.module.css';

export interface ReviewViewProps {
  readonly report: EncounterReport;
  readonly decided: EncounterDecisions & DecisionControls;
  /** ISO 8601 time of an export, asked for at the click. */
  readonly now: () => string;
}

interface Open {
  readonly line: string;
  readonly form: Exclude<OpenForm, null>;
}

/** The three columns over one report. Holds only what is selected and which form is open. */
export function ReviewView({ report, decided, now }: ReviewViewProps): ReactElement {
  const lines = decidedLines(report, decided.decisions);
  const [selectedKey, setSelected] = useState<string | null>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const [help, setHelp] = useState(false);
  const selected = lines.find((line) => line.original.key === selectedKey) ?? lines[0];
  const root = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const desk: Desk = { lines, selected, root: root.current, setSelected, setOpen, setHelp, decided };
    const onKey = (event: KeyboardEvent): void => {
      const command = commandOf(event);
      if (command && perform(command, desk)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [lines, selected, decided]);
  useEffect(() => {
    const column = root.current;
    const select = (event: Event): void => {
      const line = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-line]') : null;
      if (line?.dataset['line'] !== undefined) setSelected(line.dataset['line']);
    };
    for (const kind of ['focusin', 'pointerdown']) column?.addEventListener(kind, select);
    return () => {
      for (const kind of ['focusin', 'pointerdown']) column?.removeEventListener(kind, select);
    };
  }, []);

  return (
    <div ref={root} className={styles['columns']}>
      <div className={styles['column']}>
        <Section title="Record">
          <RecordColumn report={report} linked={selected?.original.administrations ?? []} />
        </Section>
        <Section title="Injections over time">
          <HistoryPlot report={report} />
        </Section>
      </div>
      <div className={styles['column']}>
        <Section title="Lines" aside={<Help shown={help} onToggle={() => setHelp(!help)} />}>
          <EncounterFindings report={report} />
          {lines.map((line) => (
            <div
              key={line.original.key}
              data-line={line.original.key}
              tabIndex={-1}
              className={styles['lineBox']}
            >
              <LineCard report={report} line={line} selected={line === selected}>
                <Actions report={report} line={line} open={open} setOpen={setOpen} decided={decided} />
              </LineCard>
            </div>
          ))}
          <Unlined report={report} />
        </Section>
        <ExportBar report={report} decided={decided} now={now} />
      </div>
      <div className={styles['column']} data-column="why">
        <Section title="Why">
          {/* Focus target of Enter on a line: the column's first thing, read from its top. */}
          <div tabIndex={-1} data-why className={styles['whyBox']}>
            {selected ? (
              <WhyColumn report={report} line={selected.original} />
            ) : (
              <p className={styles['quiet']}>
                No line to explain. The reasons stand where the lines would be.
              </p>
            )}
          </div>
        </Section>
      </div>
    </div>
  );
}

interface Desk {
  readonly lines: readonly DecidedLine[];
  readonly selected: DecidedLine | undefined;
  readonly root: HTMLElement | null;
  readonly setSelected: (key: string) => void;
  readonly setOpen: (open: Open | null) => void;
  readonly setHelp: (change: (shown: boolean) => boolean) => void;
  readonly decided: DecisionControls;
}

/** Carries out a key's command; false when there is nothing to do it to. */
function perform(command: Command, desk: Desk): boolean {
  const { lines, selected, root, setSelected, setOpen, setHelp, decided } = desk;
  if (command === 'help') {
    setHelp((shown) => !shown);
    return true;
  }
  if (!selected) return false;
  const key = selected.original.key;
  switch (command) {
    case 'previous':
    case 'next': {
      const target = lines[lines.indexOf(selected) + (command === 'next' ? 1 : -1)] ?? selected;
      setSelected(target.original.key);
      root?.querySelector<HTMLElement>(`[data-line="${CSS.escape(target.original.key)}"]`)?.focus();
      return true;
    }
    case 'leave':
      setOpen(null);
      root?.querySelector<HTMLElement>(`[data-line="${CSS.escape(key)}"]`)?.focus();
      return true;
    case 'why':
      root?.querySelector<HTMLElement>('[data-why]')?.focus();
      return true;
    case 'accept':
      decided.decide({ line: key, action: 'accepted' });
      return true;
    case 'change':
    case 'remove':
    case 'ask':
      setOpen({ line: key, form: command });
      return true;
    default:
      return command satisfies never;
  }
}

interface ActionsProps {
  readonly report: EncounterReport;
  readonly line: DecidedLine;
  readonly open: Open | null;
  readonly setOpen: (open: Open | null) => void;
  readonly decided: DecisionControls;
}

function Actions({ report, line, open, setOpen, decided }: ActionsProps): ReactElement {
  const { key } = line.original;
  const form = open?.line === key ? open.form : null;
  const checks = askable(report, line.original.administrations);
  if (form === 'ask') {
    return (
      <QueryComposer
        report={report}
        checks={checks}
        onLeave={() => setOpen(null)}
        onSent={(check, text) => {
          decided.ask({ check: check.id, subject: check.subject, text });
          decided.decide({ line: key, action: 'asked', query: text });
          setOpen(null);
        }}
      />
    );
  }
  return (
    <LineActions
      line={line}
      form={form}
      onForm={(next) => setOpen(next === null ? null : { line: key, form: next })}
      onDecide={decided.decide}
      onUndo={() => decided.undo(key)}
      canAsk={checks.length > 0}
    />
  );
}

function Help({ shown, onToggle }: { readonly shown: boolean; readonly onToggle: () => void }): ReactElement {
  return (
    <>
      <button type="button" className={styles['help']} aria-expanded={shown} onClick={onToggle}>
        ? Keyboard
      </button>
      {shown ? (
        <dl className={styles['keys']}>
          {KEYBOARD_MAP.map((row) => (
            <div key={row.keys}>
              <dt>
                <kbd>{row.keys}</kbd>
              </dt>
              <dd>{row.does}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </>
  );
}

/** Findings of the encounter that belong to no line, first because they block every line. */
function EncounterFindings({ report }: { readonly report: EncounterReport }): ReactElement | null {
  const findings = encounterBlockers(report);
  if (findings.length === 0) return null;
  return (
    <ul className={styles['blockers']} aria-label="Findings about the encounter">
      {findings.map((check) => (
        <li key={`${check.id} ${check.subject ?? ''} ${check.messageKey}`}>
          <OutcomeMark outcome={check.outcome} word={check.title} />{' '}
          <span>{keepTogether(check.message)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Administrations without a line: the reason stands where the line would be. */
function Unlined({ report }: { readonly report: EncounterReport }): ReactElement | null {
  const holes = report.unlined.filter((row) => row.role === 'active');
  if (holes.length === 0) return null;
  return (
    <ul className={styles['holes']} aria-label="Facts that produced no line">
      {holes.map((hole) => {
        const injection = report.injections.find((one) => one.administration === hole.administration);
        return (
          <li key={hole.administration}>
            <p className={styles['hole']}>
              <OutcomeMark
                outcome={hole.why === 'not-billed' ? 'not-applicable' : 'cannot-tell'}
                word="No line"
              />{' '}
              {keepTogether(hole.words)}
            </p>
            {injection ? (
              <MedicationLine {...medicationLineOf(injection)} />
            ) : (
              <p className={styles['reference']}>{hole.administration}</p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
