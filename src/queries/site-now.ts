import type { Session } from '../ehr/session.ts';
import type { EncounterReport } from '../report/report-schema.ts';
import { codeTablesOf } from '../tables/code-tables.ts';
import { siteOf, type SiteSettings } from './site-settings.ts';

/** The engine's part of the site's configuration, unparsed. One object for as long as it says the same. */
export interface SiteNow {
  readonly site: unknown;
}

/** What of a site's settings a row was not evaluated under; null when it is as it would be today. */
export type Outdated = 'table-edition' | 'site-settings' | null;

/**
 * The site's settings as they are now. What cannot be read, or would be refused, changes nothing: a file caught in
 * the middle of being replaced must not stop the work.
 */
export async function readSiteNow(session: Session, held: SiteNow): Promise<SiteNow> {
  const read = await session.readSite();
  if (read === null || !siteOf(read.site).ok) return held;
  return JSON.stringify(read.site) === JSON.stringify(held.site) ? held : { site: read.site };
}

const PARSED = new WeakMap<SiteNow, SiteSettings>();

/** Parsed once: the worklist asks for each of thousands of rows. */
function settingsOf(now: SiteNow): SiteSettings {
  const known = PARSED.get(now);
  if (known) return known;
  const parsed = siteOf(now.site);
  PARSED.set(now, parsed);
  return parsed;
}

/** The session as it would be launched under these settings. */
export const sessionUnder = (session: Session, { site }: SiteNow): Session =>
  site === session.issuer.site ? session : { ...session, issuer: { ...session.issuer, site } };

/**
 * Whether a report rests on settings that are no longer the site's. `followsSite`: it was evaluated under the site's
 * own table, not under one the user chose.
 */
export function outdatedUnder(
  report: Pick<EncounterReport, 'tables'>,
  {
    under,
    now,
    followsSite,
  }: { readonly under: SiteNow; readonly now: SiteNow; readonly followsSite: boolean },
): Outdated {
  if (under === now) return null;
  const site = settingsOf(now);
  if (!site.ok) return null;
  const editions = new Map(codeTablesOf(site.value).map((table) => [table.id, table.edition]));
  const sameEditions = Object.entries(report.tables.editions).every(
    ([id, edition]) => editions.get(id) === edition,
  );
  const sameTable = !followsSite || activeBefore(under) === site.value.codeTable;
  return sameEditions && sameTable ? 'site-settings' : 'table-edition';
}

function activeBefore(under: SiteNow): string | null {
  const site = settingsOf(under);
  return site.ok ? site.value.codeTable : null;
}
