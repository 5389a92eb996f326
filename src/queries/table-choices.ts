import type { Session } from '../ehr/session.ts';
import { codeTablesOf } from '../tables/code-tables.ts';
import { siteOf } from './site-settings.ts';

export interface TableChoice {
  readonly value: string;
  readonly label: string;
}

/** Code tables a user may switch between in this session; the site's active one first. */
export function tableChoices(session: Session): readonly TableChoice[] {
  const site = siteOf(session.issuer.site);
  if (!site.ok) return [];
  const tables = codeTablesOf(site.value).map((table) => ({ value: table.id, label: table.title }));
  return tables.toSorted(
    (a, b) => Number(b.value === site.value.codeTable) - Number(a.value === site.value.codeTable),
  );
}
