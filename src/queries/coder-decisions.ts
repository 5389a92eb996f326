import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { FindingAside } from '../report/export/decisions.ts';
import {
  layOver,
  type LaidDecisions,
  type MadeDecision,
  type MadeDecisions,
  type MadeQuestion,
  type OwnDecision,
  type Question,
} from '../report/export/lay-over.ts';
import { identityOf, madeOn, readingOf, type MadeOn, type Reading } from '../report/export/made-on.ts';
import type { EncounterReport } from '../report/report-schema.ts';
import { onSessionLoss, sessionStore } from './session.ts';

export type { LineDecision } from '../report/export/decisions.ts';
export type { EarlierDecision, MadeDecisions, OwnDecision } from '../report/export/lay-over.ts';

/** Decisions of one encounter as they count in one reading of it. Every `line` is a key of that report. */
export type EncounterDecisions = LaidDecisions;

const NONE: MadeDecisions = { decisions: [], asked: [], asides: [] };

type About = Pick<FindingAside, 'check' | 'subject' | 'line'>;

/** Whether both are about the same finding of one reading. */
export const isAbout = (one: About, other: About): boolean =>
  one.check === other.check && one.subject === other.subject && one.line === other.line;

/** Without what was decided about a line and what was asked from it. */
const without = (made: MadeDecisions, identity: string): MadeDecisions => ({
  ...made,
  decisions: made.decisions.filter(({ line }) => line !== identity),
  asked: made.asked.filter(({ on }) => on?.identity !== identity),
});

const isSameQuestion = (one: MadeQuestion, other: MadeQuestion): boolean =>
  one.check === other.check && one.subject === other.subject && one.on?.identity === other.on?.identity;

/**
 * The coder's decisions by encounter reference, each with what it was made on. Held in memory for the session only:
 * nothing is written to the chart, they leave through export.
 */
class DecisionStore {
  #byEncounter: ReadonlyMap<string, MadeDecisions> = new Map();
  #unexported: ReadonlySet<string> = new Set();
  readonly #listeners = new Set<() => void>();

  readonly read = (): ReadonlyMap<string, MadeDecisions> => this.#byEncounter;

  readonly readUnexported = (): ReadonlySet<string> => this.#unexported;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Decides about a line in place of what was decided or asked there: who has decided waits for nobody. */
  decide(encounter: string, decision: MadeDecision): void {
    this.#change(encounter, (now) => {
      const others = without(now, decision.line);
      return { ...others, decisions: [...others.decisions, decision] };
    });
  }

  /** Takes back what was decided about a line, and every question asked from it. */
  undo(encounter: string, identity: string): void {
    this.#change(encounter, (now) => without(now, identity));
  }

  /** Asks, in place of what was decided about the line it is asked from. */
  ask(encounter: string, question: MadeQuestion): void {
    this.#change(encounter, (now) => ({
      ...now,
      decisions: now.decisions.filter(({ line }) => line !== question.on?.identity),
      asked: [...now.asked.filter((one) => !isSameQuestion(one, question)), question],
    }));
  }

  withdraw(encounter: string, question: MadeQuestion): void {
    this.#change(encounter, (now) => ({
      ...now,
      asked: now.asked.filter((one) => !isSameQuestion(one, question)),
    }));
  }

  /** These left as a file or as copied text; leaving the app loses nothing of them. */
  exported(encounters: Iterable<string>): void {
    const left = new Set(encounters);
    this.#unexported = new Set([...this.#unexported].filter((one) => !left.has(one)));
    this.#tell();
  }

  setAside(encounter: string, aside: FindingAside): void {
    this.#change(encounter, (now) => ({
      ...now,
      asides: [...now.asides.filter((one) => !isAbout(one, aside)), aside],
    }));
  }

  takeBack(encounter: string, aside: FindingAside): void {
    this.#change(encounter, (now) => ({
      ...now,
      asides: now.asides.filter((one) => !isAbout(one, aside)),
    }));
  }

  clear(): void {
    this.#byEncounter = new Map();
    this.#unexported = new Set();
    this.#tell();
  }

  #change(encounter: string, change: (now: MadeDecisions) => MadeDecisions): void {
    this.#byEncounter = new Map(this.#byEncounter).set(
      encounter,
      change(this.#byEncounter.get(encounter) ?? NONE),
    );
    this.#unexported = new Set(this.#unexported).add(encounter);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const store = new DecisionStore();

onSessionLoss(() => store.readUnexported().size > 0);
sessionStore.subscribe(() => {
  if (sessionStore.read().state === 'ended') store.clear();
});

export interface DecisionControls {
  readonly decide: (decision: OwnDecision) => void;
  /** Takes back what was decided about the line with this key, and what was asked from it. */
  readonly undo: (line: string) => void;
  readonly ask: (question: Question) => void;
  readonly withdraw: (question: Question) => void;
  readonly setAside: (aside: FindingAside) => void;
  readonly takeBack: (aside: FindingAside) => void;
  /** The same over another reading of this encounter: for a form that was opened on an older one. */
  readonly over: (report: EncounterReport) => EncounterDecisions & DecisionControls;
}

/** Decisions of every encounter of this session, for the worklist and bulk export. */
export const useAllDecisions = (): ReadonlyMap<string, MadeDecisions> =>
  useSyncExternalStore(store.subscribe, store.read, store.read);

/** Decisions of one encounter as they count in this report, and how to change them. */
export function useDecisions(
  encounter: string,
  report: EncounterReport,
): EncounterDecisions & DecisionControls {
  const made = useAllDecisions().get(encounter) ?? NONE;
  return useMemo(() => decisionsOver(report, { encounter, made }), [report, encounter, made]);
}

interface Held {
  readonly encounter: string;
  readonly made: MadeDecisions;
}

/** Keys of one report outside, what decisions were made on inside. */
function decisionsOver(report: EncounterReport, held: Held): EncounterDecisions & DecisionControls {
  const { encounter, made } = held;
  const reading = readingOf(report);
  const asMade = ({ line, ...question }: Question): MadeQuestion => ({
    ...question,
    on: line === null ? null : onLine(reading, line),
  });
  const asideOn = (aside: FindingAside): FindingAside => {
    const line = reading.lines.find(({ key }) => key === aside.line);
    return line ? { ...aside, line: identityOf(line) } : aside;
  };
  return {
    ...layOver(reading, made),
    decide: (decision) => {
      const on = onLine(reading, decision.line);
      store.decide(encounter, { ...decision, line: on.identity, on });
    },
    undo: (line) => store.undo(encounter, onLine(reading, line).identity),
    ask: (question) => store.ask(encounter, asMade(question)),
    withdraw: (question) => store.withdraw(encounter, asMade(question)),
    setAside: (aside) => store.setAside(encounter, asideOn(aside)),
    takeBack: (aside) => store.takeBack(encounter, asideOn(aside)),
    over: (other) => decisionsOver(other, held),
  };
}

/** What a line with this key states. Throws on a key of another report: its decision would be on the wrong line. */
function onLine(reading: Reading, key: string): MadeOn {
  const line = reading.lines.find((one) => one.key === key);
  if (!line) throw new RangeError('No such line in this report.');
  return madeOn(reading, line);
}

/** Encounters with decisions that have not left through an export. */
export const useUnexported = (): ReadonlySet<string> =>
  useSyncExternalStore(store.subscribe, store.readUnexported, store.readUnexported);

/** Told of every export, so that leaving asks about nothing that was exported. */
export const markExported = (encounters: Iterable<string>): void => store.exported(encounters);

/** The browser asks before the page goes while decisions stand that were not exported: they live nowhere else. */
export function useDecisionsGuard(): void {
  const waiting = useUnexported().size > 0;
  useEffect(() => {
    if (!waiting) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [waiting]);
}
