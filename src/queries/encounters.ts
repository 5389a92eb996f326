import { queryOptions, useQuery } from '@tanstack/react-query';
import { SessionExpired, type EncounterChoice, type Session } from '../ehr/session.ts';
import { wordsOf } from './identity.ts';

export type EncounterChoicesState =
  | { readonly status: 'reading' }
  /** Newest first. Empty with `incomplete` null means there is none; else more may exist, and the words say why. */
  | {
      readonly status: 'ready';
      readonly choices: readonly EncounterChoice[];
      readonly incomplete: string | null;
    }
  | { readonly status: 'failed'; readonly reason: string; readonly retry: () => void }
  | { readonly status: 'expired' };

export function encountersQuery(session: Session, patient: string) {
  return queryOptions({
    queryKey: ['encounters', session.id, patient] as const,
    queryFn: ({ signal }) => session.client.listEncounters(patient, { signal }),
  });
}

/** The patient's encounters, for a launch that names none. */
export function useEncounterChoices(session: Session, patient: string): EncounterChoicesState {
  const { data, error, refetch } = useQuery(encountersQuery(session, patient));
  if (error instanceof SessionExpired) return { status: 'expired' };
  if (data) return { status: 'ready', ...data };
  if (error) return { status: 'failed', reason: wordsOf(error), retry: () => void refetch() };
  return { status: 'reading' };
}
