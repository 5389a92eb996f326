import { useCallback, useEffect, useSyncExternalStore } from 'react';
import type { FindingAside, LineDecision } from '../report/export/decisions.ts';
import { onSessionLoss, sessionStore } from './session.ts';

export type { LineDecision } from '../report/export/decisions.ts';

/** Decisions of one encounter and the versions they were made on. Held in memory for the session only. */
export interface EncounterDecisions {
  readonly decisions: readonly LineDecision[];
  /** Why this encounter waits for the clinician, by check and subject: the query as it was sent. */
  readonly asked: readonly Question[];
  /** Findings put aside, each with why. */
  readonly asides: readonly FindingAside[];
}

/** A question as it was sent. */
export interface Question {
  readonly check: string;
  readonly subject: string | null;
  readonly text: string;
}

const NONE: EncounterDecisions = { decisions: [], asked: [], asides: [] };

type About = Pick<FindingAside, 'check' | 'subject' | 'line'>;

/** Whether both are about the same finding. */
export const isAbout = (one: About, other: About): boolean =>
  one.check === other.check && one.subject === other.subject && one.line === other.line;

/** The coder's decisions by encounter reference. Nothing is written to the chart; they leave through export. */
class DecisionStore {
  #byEncounter: ReadonlyMap<string, EncounterDecisions> = new Map();
  #unexported: ReadonlySet<string> = new Set();
  readonly #listeners = new Set<() => void>();

  readonly read = (): ReadonlyMap<string, EncounterDecisions> => this.#byEncounter;

  readonly readUnexported = (): ReadonlySet<string> => this.#unexported;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  decide(encounter: string, decision: LineDecision): void {
    this.#change(encounter, (now) => ({
      ...now,
      decisions: [...now.decisions.filter((one) => one.line !== decision.line), decision],
    }));
  }

  /** Takes a decision back, and with "asked" the question: an encounter nobody asked about does not wait. */
  undo(encounter: string, line: string): void {
    this.#change(encounter, (now) => {
      const undone = now.decisions.find((one) => one.line === line);
      const query = undone?.action === 'asked' ? undone.query : null;
      return {
        ...now,
        decisions: now.decisions.filter((one) => one !== undone),
        asked: now.asked.filter((one) => one.text !== query),
      };
    });
  }

  withdraw(encounter: string, question: Question): void {
    this.#change(encounter, (now) => ({ ...now, asked: now.asked.filter((one) => one !== question) }));
  }

  /** These left as a file or as copied text; leaving the app loses nothing of them. */
  exported(encounters: Iterable<string>): void {
    const left = new Set(encounters);
    this.#unexported = new Set([...this.#unexported].filter((one) => !left.has(one)));
    this.#tell();
  }

  ask(encounter: string, question: Question): void {
    this.#change(encounter, (now) => ({
      ...now,
      asked: [
        ...now.asked.filter((one) => one.check !== question.check || one.subject !== question.subject),
        question,
      ],
    }));
  }

  setAside(encounter: string, aside: FindingAside): void {
    this.#change(encounter, (now) => ({
      ...now,
      asides: [...now.asides.filter((one) => !isAbout(one, aside)), aside],
    }));
  }

  takeBack(encounter: string, aside: FindingAside): void {
    this.#change(encounter, (now) => ({ ...now, asides: now.asides.filter((one) => one !== aside) }));
  }

  clear(): void {
    this.#byEncounter = new Map();
    this.#unexported = new Set();
    this.#tell();
  }

  #change(encounter: string, change: (now: EncounterDecisions) => EncounterDecisions): void {
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
  readonly decide: (decision: LineDecision) => void;
  readonly undo: (line: string) => void;
  readonly ask: (question: Question) => void;
  readonly withdraw: (question: Question) => void;
  readonly setAside: (aside: FindingAside) => void;
  readonly takeBack: (aside: FindingAside) => void;
}

/** Decisions of every encounter of this session, for the worklist and bulk export. */
export const useAllDecisions = (): ReadonlyMap<string, EncounterDecisions> =>
  useSyncExternalStore(store.subscribe, store.read, store.read);

/** Decisions of one encounter and how to change them. */
export function useDecisions(encounter: string): EncounterDecisions & DecisionControls {
  const now = useAllDecisions().get(encounter) ?? NONE;
  const decide = useCallback((decision: LineDecision) => store.decide(encounter, decision), [encounter]);
  const undo = useCallback((line: string) => store.undo(encounter, line), [encounter]);
  const ask = useCallback((question: Question) => store.ask(encounter, question), [encounter]);
  const withdraw = useCallback((question: Question) => store.withdraw(encounter, question), [encounter]);
  const setAside = useCallback((aside: FindingAside) => store.setAside(encounter, aside), [encounter]);
  const takeBack = useCallback((aside: FindingAside) => store.takeBack(encounter, aside), [encounter]);
  return { ...now, decide, undo, ask, withdraw, setAside, takeBack };
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
