import { useEffect, useLayoutEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import type { DecisionControls, EncounterDecisions } from '../../queries/coder-decisions.ts';
import type { EncounterReport } from '../../report/report-schema.ts';
import { Section } from '../../ui/section.tsx';
import { useLeave } from '../../ui/unsaved-text.tsx';
import type { Asides } from './aside-control.tsx';
import { boxOf, perform, type Open } from './desk-commands.ts';
import { administrationsOf, deskItems, excludedFacts, type DeskItem } from './desk-items.ts';
import { EarlierDecisions } from './earlier-decisions.tsx';
import { EncounterFindings } from './encounter-findings.tsx';
import { ExportBar } from './export-bar.tsx';
import { HistoryPlot } from './history-plot.tsx';
import { Excluded, HoleCard } from './hole-card.tsx';
import { ItemActions } from './item-actions.tsx';
import { commandOf, KEYBOARD_MAP, type Command } from './keyboard.ts';
import { heldOf, openedOn, withHeld, type OpenedOn, type Sight } from './held-form.ts';
import { LineCard } from './line-card.tsx';
import { askable } from './query-composer.tsx';
import { RecordColumn } from './record-column.tsx';
import { stayWith } from './stand-on.ts';
import { WhyColumn } from './why-column.tsx';
import styles from './encounter-review.module.css';

export interface ReviewViewProps {
  readonly report: EncounterReport;
  /** Key of the coder's decisions: the encounter's reference, or the date where none is stated. */
  readonly decisionKey: string;
  readonly decided: EncounterDecisions & DecisionControls;
  /** ISO 8601 time of an export, asked for at the click. */
  readonly now: () => string;
}

const GONE =
  'The record changed: this is no longer proposed. What you save is kept as an earlier decision and counts for nothing.';
const NOTHING_CHOSEN = 'What you had chosen is no longer proposed. Choose a line.';

/** The three columns over one report. Holds only what is selected and which form is open. */
export function ReviewView({ report, decisionKey, decided, now }: ReviewViewProps): ReactElement {
  const items = deskItems(report, decided.decisions);
  const [selectedKey, setSelected] = useState<string | null>(null);
  const [open, setOpenNow] = useState<OpenedOn | null>(null);
  const [closed, setClosed] = useState<{ readonly item: string } | null>(null);
  const [help, setHelp] = useState(false);
  const leave = useLeave();
  const current: Sight = { report, items };
  const held = heldOf(open, current);
  const shown = held ? withHeld(items, held) : items;
  const sightOf = (key: string): Sight => (held?.item.key === key ? held : current);
  const over = (seen: EncounterReport) => (seen === report ? decided : decided.over(seen));
  const first = shown.find((one) => one.kind === 'line') ?? shown[0];
  const [under, setUnder] = useState(report.tables.active);
  // Under another table there are other lines: the first of them is chosen, as at the start.
  if (under !== report.tables.active) {
    setUnder(report.tables.active);
    setSelected(null);
  } else if (selectedKey === null && first) setSelected(first.key);
  // A line that went away leaves nothing chosen: a key must not act on another one in its place.
  const selected = shown.find((one) => one.key === selectedKey);
  const sight = selected ? sightOf(selected.key) : current;
  const root = useRef<HTMLDivElement>(null);
  /** Leaves an item's form, if it stands open, with the focus on the item: what was pressed goes away. */
  const close = (item: string): void => {
    setOpenNow((now) => (now?.item === item ? null : now));
    setClosed({ item });
  };
  const setOpen = (next: Open | null): void =>
    leave(() => {
      setOpenNow(next && openedOn(next, sightOf(next.item)));
      if (next === null && open) close(open.item);
    });
  // Where the item ends is not known before its form is gone.
  useLayoutEffect(() => {
    if (closed) stayWith(boxOf(root.current, closed.item));
  }, [closed]);
  useSelection(root, setSelected);
  const mayAsk = selected !== undefined && askable(sight.report, administrationsOf(selected)).length > 0;
  useKeys((command) =>
    perform(command, {
      items: shown,
      selected,
      decided: over(sight.report),
      mayAsk,
      open,
      setOpen,
      close,
      setHelp,
      root: root.current,
      select: setSelected,
    }),
  );
  const card = (item: DeskItem): ReactElement => {
    const seen = sightOf(item.key);
    // A form decides about what it was opened on, however the record changed meanwhile.
    const acts = open?.item === item.key ? open.on : { ...seen, item };
    return (
      <div
        key={item.key}
        data-item={item.key}
        data-gone={item === held?.item}
        data-removed={item.kind === 'line' && !item.line.stands}
        tabIndex={-1}
        className={styles['itemBox']}
      >
        <ItemCard {...{ ...seen, item }} decided={over(seen.report)} selected={item === selected}>
          <EarlierDecisions
            earlier={decided.earlier.filter(({ now }) => now?.identity === item.key)}
            label="Decided earlier"
          />
          {item === held?.item ? <p className={styles['gone']}>{GONE}</p> : null}
          <ItemActions
            {...{ report: acts.report, item: acts.item, open, setOpen }}
            decided={over(acts.report)}
            close={() => close(item.key)}
          />
        </ItemCard>
      </div>
    );
  };
  return (
    <div ref={root} className={styles['columns']}>
      <div className={styles['column']}>
        <Section title="Record">
          <RecordColumn report={report} linked={selected ? administrationsOf(selected) : []} />
        </Section>
        <Section title="Injections over time">
          <HistoryPlot report={report} />
        </Section>
      </div>
      <div className={styles['column']}>
        <Section title="Lines" aside={<Help shown={help} onToggle={() => setHelp(!help)} />}>
          {shown.length === 0 ? <NoLine report={report} /> : shown.map(card)}
          <EarlierDecisions
            earlier={decided.earlier.filter(({ now }) => now === null)}
            label="Decided earlier about lines that are no longer proposed"
          />
          <Excluded report={report} facts={excludedFacts(report)} />
        </Section>
        <ExportBar {...{ report, decisionKey, decided, now }} />
      </div>
      <div className={styles['column']} data-column="why">
        <Section title="Why">
          {/* Focus target of Enter on a line: the column's first thing, read from its top. */}
          <div tabIndex={-1} data-why className={styles['whyBox']}>
            {selected && selected !== held?.item ? (
              <WhyColumn key={selected.key} {...current} item={selected} />
            ) : (
              <p className={styles['quiet']}>
                {first ? NOTHING_CHOSEN : 'Nothing was proposed, so there is nothing to explain.'}
              </p>
            )}
          </div>
        </Section>
      </div>
    </div>
  );
}

/** Runs the newest handler, listening once: a listener renewed at every render would miss a key between two. */
function useKeys(run: (command: Command) => boolean): void {
  const newest = useRef(run);
  useEffect(() => {
    newest.current = run;
  }, [run]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      // Behind the dialog nothing is done, and its Escape is its own.
      if (document.querySelector('dialog[open]') !== null) return;
      const command = commandOf(event);
      if (command && newest.current(command)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

/** What the reader last pointed at or moved into is what the keys act on. */
function useSelection(
  root: { readonly current: HTMLElement | null },
  setSelected: (key: string) => void,
): void {
  useEffect(() => {
    const column = root.current;
    const select = (event: Event): void => {
      const box = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-item]') : null;
      if (box?.dataset['item'] !== undefined) setSelected(box.dataset['item']);
    };
    for (const kind of ['focusin', 'pointerdown']) column?.addEventListener(kind, select);
    return () => {
      for (const kind of ['focusin', 'pointerdown']) column?.removeEventListener(kind, select);
    };
  }, [root, setSelected]);
}

interface ItemCardProps {
  readonly report: EncounterReport;
  readonly items: readonly DeskItem[];
  readonly item: DeskItem;
  readonly selected: boolean;
  readonly decided: Asides;
  readonly children: ReactNode;
}

function ItemCard({ item, ...rest }: ItemCardProps): ReactElement {
  switch (item.kind) {
    case 'line':
      return <LineCard {...rest} item={item} />;
    case 'hole':
      return <HoleCard {...rest} item={item} />;
    case 'encounter':
      return <EncounterFindings {...rest} item={item} />;
    default:
      return item satisfies never;
  }
}

const NoLine = ({ report }: { readonly report: EncounterReport }): ReactElement => (
  <div className={styles['quiet']}>
    <p>{`No line is proposed. Looked at${report.lookedAt.length > 0 ? ':' : ': nothing could be read.'}`}</p>
    <ul className={styles['lookedAt']}>
      {report.lookedAt.map((place) => (
        <li key={place}>{place}</li>
      ))}
    </ul>
  </div>
);

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
