import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Session } from '../ehr/session.ts';
import type { SmartStyle } from '../ehr/smart-style.ts';

export function smartStyleQuery(session: Session) {
  return queryOptions({
    queryKey: ['smart-style', session.id] as const,
    queryFn: async ({ signal }) => {
      if (session.smartStyleUrl === null) return null;
      // Most EHRs hand out no style: only those that do make the sidebar load its reader.
      const { loadSmartStyle } = await import('../ehr/smart-style.ts');
      return loadSmartStyle(session.smartStyleUrl, session.issuer, signal);
    },
    staleTime: Infinity,
  });
}

/** The EHR's own look where it offers one and it can be read; null otherwise, silently. */
export function useSmartStyle(session: Session): SmartStyle | null {
  const { data } = useQuery(smartStyleQuery(session));
  return data ?? null;
}
