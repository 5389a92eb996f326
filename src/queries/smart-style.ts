import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Session } from '../ehr/session.ts';
import { loadSmartStyle, type SmartStyle } from '../ehr/smart-style.ts';

export function smartStyleQuery(session: Session) {
  return queryOptions({
    queryKey: ['smart-style', session.id] as const,
    queryFn: ({ signal }) => loadSmartStyle(session.smartStyleUrl, session.issuer, signal),
    staleTime: Infinity,
  });
}

/** The EHR's own look where it offers one and it can be read; null otherwise, silently. */
export function useSmartStyle(session: Session): SmartStyle | null {
  const { data } = useQuery(smartStyleQuery(session));
  return data ?? null;
}
