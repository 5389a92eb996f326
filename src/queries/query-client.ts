import { QueryCache, QueryClient } from '@tanstack/react-query';
import { SessionExpired } from '../ehr/session.ts';
import { hearReturns } from './return-to-page.ts';
import { endSession, sessionStore } from './session.ts';

/**
 * The cache of this page: memory only, never persisted, short-lived, emptied when the session ends. No retries
 * here, because the FHIR client retries where it is safe to.
 */
export function createQueryClient(): QueryClient {
  hearReturns();
  const client = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof SessionExpired) endSession('expired');
      },
    }),
    defaultOptions: {
      queries: {
        retry: false,
        gcTime: 60_000,
        staleTime: 30_000,
        refetchOnReconnect: true,
        refetchOnWindowFocus: true,
        // Comparing two charts of thousands of resources would hold the page; a new reading is simply new.
        structuralSharing: false,
        networkMode: 'always',
      },
    },
  });
  sessionStore.subscribe(() => {
    if (sessionStore.read().state === 'ended') client.clear();
  });
  return client;
}
