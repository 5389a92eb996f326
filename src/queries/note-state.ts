import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Session } from '../ehr/session.ts';

export type NoteState = 'draft' | 'signed' | 'none-seen' | 'not-readable';

const FIRST_MS = 30_000;
const SLOWEST_MS = 60_000;

/** 30 s, then slower up to 60 s; false once signed or not readable, because neither changes by asking again. */
export function nextNotePoll(state: NoteState | undefined, polls: number): number | false {
  if (state === 'signed' || state === 'not-readable') return false;
  return Math.min(SLOWEST_MS, FIRST_MS * 1.25 ** Math.max(0, polls - 1));
}

export function noteStateQuery(session: Session, patient: string, encounter: string) {
  return queryOptions({
    queryKey: ['note-state', session.id, patient, encounter] as const,
    queryFn: ({ signal }) => session.client.readNoteState(patient, encounter, { signal }),
    refetchInterval: (query) => nextNotePoll(query.state.data, query.state.dataUpdateCount),
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: (query) => query.state.data !== 'signed',
  });
}

/**
 * The note's state, polled while the panel is visible. Null until the first poll, half a minute in: until then the
 * report, which has just read the same documents, says it.
 */
export function useNoteState(session: Session, patient: string, encounter: string | null): NoteState | null {
  const [due, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), FIRST_MS);
    return () => clearTimeout(timer);
  }, []);
  const { data, error } = useQuery({
    ...noteStateQuery(session, patient, encounter ?? ''),
    enabled: encounter !== null && due,
  });
  if (encounter === null) return null;
  return data ?? (error ? 'not-readable' : null);
}
