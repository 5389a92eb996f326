import { queryOptions, useQuery } from '@tanstack/react-query';
import { ReadFailed, SessionExpired, type PatientIdentity, type Session } from '../ehr/session.ts';

export type IdentityState =
  | { readonly status: 'reading' }
  | { readonly status: 'ready'; readonly identity: PatientIdentity }
  | { readonly status: 'failed'; readonly reason: string; readonly retry: () => void }
  | { readonly status: 'expired' };

export function identityQuery(session: Session, patient: string) {
  return queryOptions({
    queryKey: ['identity', session.id, patient] as const,
    queryFn: ({ signal }) => session.client.readIdentity(patient, { signal }),
    staleTime: Infinity,
  });
}

/** Who the chart is about. */
export function useIdentity(session: Session, patient: string): IdentityState {
  const { data, error, refetch } = useQuery(identityQuery(session, patient));
  if (error instanceof SessionExpired) return { status: 'expired' };
  if (data) return { status: 'ready', identity: data };
  if (error) return { status: 'failed', reason: wordsOf(error), retry: () => void refetch() };
  return { status: 'reading' };
}

/** Only our own errors carry words fit to show; any other may hold a URL or a body. */
export const wordsOf = (error: Error): string =>
  error instanceof ReadFailed ? error.message : 'The answer could not be read.';
