import type { CodeTable } from '../tables/code-table.ts';
import type { PayerProfile } from '../tables/payer-profile.ts';
import type { SiteConfiguration } from '../tables/site-configuration.ts';

/** What `evaluateEncounter` needs besides the chart. The pure side reads no clock: `asOf` comes from outside. */
export interface Settings {
  /** ISO 8601 with offset; null takes the newest timestamp in the chart. */
  readonly asOf: string | null;
  /** A code table id ("practice", "cms-hcpcs", one of the site's) or a table given in full; null follows the site. */
  readonly table: string | CodeTable | null;
  /** A payer profile id or a profile given in full; null chooses by coverage. */
  readonly profile: string | PayerProfile | null;
  readonly site: SiteConfiguration;
}
