import { useCallback, useSyncExternalStore } from 'react';
import type { LineDecision } from '../report/export/decisions.ts';
import { sessionStore } from './session.ts';

export type { LineDecision } from '../report/export/decisions.ts';

/** Decisions of one encounter and the versions they were made on. Held in memory for the session only. */
export interface EncounterDecisions {
  readonly decisions: readonly LineDecision[];
  /** Why this encounter waits for the clinician, by check and subject: the query as it was sent. */
  readonly asked: readonly {
    readonly check: string;
    readonly subject: string | null;
    readonly text: string;
  }[];
}

const NONE: EncounterDecisions = { decisions: [], asked: [] };

/** The coder's decisions by encounter reference. Nothing is written to the chart; they leave through export. */
class DecisionStore {
  #byEncounter: ReadonlyMap<string, EncounterDecisions> = new Map();
  readonly #listeners = new Set<() => void>();

  readonly read = (): ReadonlyMap<string, EncounterDecisions> => this.#byEncounter;

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

  undo(encounter: string, line: string): void {
    this.#change(encounter, (now) => ({
      ...now,
      decisions: now.decisions.filter((one) => one.line !== line),
    }));
  }

  ask(encounter: string, question: EncounterDecisions['asked'][number]): void {
    this.#change(encounter, (now) => ({
      ...now,
      asked: [
        ...now.asked.filter((one) => one.check !== question.check || one.subject !== question.subject),
        question,
      ],
    }));
  }

  clear(): void {
    this.#byEncounter = new Map();
    this.#tell();
  }

  #change(encounter: string, change: (now: EncounterDecisions) => EncounterDecisions): void {
    this.#byEncounter = new Map(this.#byEncounter).set(
      encounter,
      change(this.#byEncounter.get(encounter) ?? NONE),
    );
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const store = new DecisionStore();

sessionStore.subscribe(() => {
  if (sessionStore.read().state === 'ended') store.clear();
});

export interface DecisionControls {
  readonly decide: (decision: LineDecision) => void;
  readonly undo: (line: string) => void;
  readonly ask: (question: EncounterDecisions['asked'][number]) => void;
}

/** Decisions of every encounter of this session, for the worklist and bulk export. */
export const useAllDecisions = (): ReadonlyMap<string, EncounterDecisions> =>
  useSyncExternalStore(store.subscribe, store.read, store.read);

/** Decisions of one encounter and how to change them. */
export function useDecisions(encounter: string): EncounterDecisions & DecisionControls {
  const now = useAllDecisions().get(encounter) ?? NONE;
  const decide = useCallback((decision: LineDecision) => store.decide(encounter, decision), [encounter]);
  const undo = useCallback((line: string) => store.undo(encounter, line), [encounter]);
  const ask = useCallback(
    (question: EncounterDecisions['asked'][number]) => store.ask(encounter, question),
    [encounter],
  );
  return { ...now, decide, undo, ask };
}
