import { queryOptions } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { ReadProgress, Session } from '../ehr/session.ts';
import type { EncounterSubject } from './encounter-subject.ts';

const NONE: readonly ReadProgress[] = [];

/** Progress of running readings, by reading. Kept apart from the cache: it changes many times a second. */
class ProgressStore {
  readonly #byReading = new Map<string, readonly ReadProgress[]>();
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  read(reading: string): readonly ReadProgress[] {
    return this.#byReading.get(reading) ?? NONE;
  }

  note(reading: string, step: ReadProgress): void {
    const others = this.read(reading).filter((one) => one.type !== step.type);
    this.#byReading.set(reading, [...others, step]);
    for (const listener of this.#listeners) listener();
  }

  /** Forgets this reading's steps, and those of readings that ended: a coder opens hundreds of encounters. */
  start(reading: string): void {
    for (const [one, steps] of this.#byReading)
      if (one === reading || steps.every(({ state }) => state === 'done')) this.#byReading.delete(one);
  }
}

const progressStore = new ProgressStore();

const readingOf = (session: Session, subject: EncounterSubject): string =>
  [session.id, subject.patient, subject.encounter ?? '', subject.serviceDate ?? ''].join('|');

/** The chart of one encounter. Keyed by session, so that no later session can meet it. */
export function chartQuery(session: Session, subject: EncounterSubject) {
  const reading = readingOf(session, subject);
  return queryOptions({
    queryKey: ['chart', session.id, subject.patient, subject.encounter, subject.serviceDate] as const,
    queryFn: ({ signal }) => {
      progressStore.start(reading);
      return session.client.readChart(subject, {
        signal,
        onProgress: (step) => progressStore.note(reading, step),
      });
    },
    refetchInterval: session.issuer.recheckSeconds * 1000,
    // However fresh the last reading, the side may have been recorded since: returns are paced where they are heard.
    refetchOnWindowFocus: 'always',
    // A hidden panel reads nothing: charts are re-read when it is looked at again.
    refetchIntervalInBackground: false,
  });
}

/** How far each source of a running reading has come. */
export function useChartProgress(session: Session, subject: EncounterSubject): readonly ReadProgress[] {
  const reading = readingOf(session, subject);
  return useSyncExternalStore(
    progressStore.subscribe,
    () => progressStore.read(reading),
    () => NONE,
  );
}
