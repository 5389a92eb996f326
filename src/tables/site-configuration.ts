import type { Drug } from '../vocab/drug.ts';
import type { Route } from '../vocab/route.ts';
import type { Side, Site } from '../vocab/site.ts';
import type { CodeTable } from './code-table.ts';
import type { PayerProfile } from './payer-profile.ts';

/** Code systems a site may alias its own system URI to. */
export type KnownSystem =
  | 'RXNORM'
  | 'NDC'
  | 'SNOMED'
  | 'ICD10CM'
  | 'CPT'
  | 'HCPCS'
  | 'UCUM'
  | 'V2-0162'
  | 'V2-0163'
  | 'V3-ROUTE'
  | 'NCI'
  | 'ATC';

export interface LocalCode<T> {
  readonly system: string;
  readonly code: string;
  readonly means: T;
}

/** Somebody at the site accepted that the tables disagree: the finding stays visible and stops counting. */
export interface Acknowledgement {
  readonly check: 'code-tables-agree';
  readonly code: string;
  readonly who: string;
  readonly when: string;
  readonly why: string;
}

/**
 * What a deployment says about itself to the engine. Validated by `parseSiteConfiguration`;
 * a bad file is refused with path and reason.
 */
export interface SiteConfiguration {
  /** The site's own code-system URIs and the standard system each one is. */
  readonly systemAliases: Readonly<Record<string, KnownSystem>>;
  readonly drugs: readonly LocalCode<{ readonly drug: Drug } | { readonly notAnInjection: string }>[];
  readonly routes: readonly LocalCode<Route>[];
  readonly sites: readonly LocalCode<{ readonly site: Site; readonly side: Side | null }>[];
  /** IANA zone for times the EHR writes in UTC, or null. */
  readonly timeZone: string | null;
  /** Active code table id. */
  readonly codeTable: string;
  readonly codeTables: readonly CodeTable[];
  readonly payerProfiles: readonly PayerProfile[];
  readonly lookbackDays: number;
  /** `structured`: an unreadable note text does not hold the prior-therapy check back. */
  readonly priorTherapySources: 'structured' | 'structured-and-notes';
  readonly acknowledgements: readonly Acknowledgement[];
}

export const DEFAULT_SITE: SiteConfiguration = {
  systemAliases: {},
  drugs: [],
  routes: [],
  sites: [],
  timeZone: null,
  codeTable: 'practice',
  codeTables: [],
  payerProfiles: [],
  lookbackDays: 365,
  priorTherapySources: 'structured-and-notes',
  acknowledgements: [],
};
