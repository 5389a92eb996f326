import type { CoverageFact } from '../facts/encounter-facts.ts';
import type { CodeTable } from '../tables/code-table.ts';
import { codeTable, crossCheckOf } from '../tables/code-tables.ts';
import type { PayerProfile } from '../tables/payer-profile.ts';
import { chooseProfile, payerProfile } from '../tables/payer-profiles.ts';
import type { Settings } from './settings.ts';

/** The rules an encounter is judged by, and why these. */
export interface Rules {
  readonly profile: PayerProfile;
  /** Words for the report: "asked for", "coverage", "no coverage matched", … */
  readonly profileBasis: string;
  readonly profileAskedFor: boolean;
  readonly active: CodeTable;
  readonly crossCheck: CodeTable;
}

/**
 * Profile: the one asked for, else by coverage. Active table: the one asked for, else the one the profile's payer
 * wants, else the site's. Throws for an id nobody defined: callers check what a user typed before they ask.
 */
export function chooseRules(coverage: CoverageFact, settings: Settings): Rules {
  const { profile, basis } = chosenProfile(coverage, settings);
  const active = chosenTable(settings.table ?? profile.codeTable ?? settings.site.codeTable, settings);
  return {
    profile,
    profileBasis: basis,
    profileAskedFor: settings.profile !== null,
    active,
    crossCheck: crossCheckOf(active),
  };
}

function chosenProfile(
  coverage: CoverageFact,
  { profile, site }: Settings,
): { readonly profile: PayerProfile; readonly basis: string } {
  if (profile === null) return chooseProfile(coverage, site);
  const found = typeof profile === 'string' ? payerProfile(profile, site) : profile;
  if (found === null) throw new Error('No payer profile has the id asked for');
  return { profile: found, basis: 'asked for' };
}

function chosenTable(table: string | CodeTable, { site }: Settings): CodeTable {
  const found = typeof table === 'string' ? codeTable(table, site) : table;
  if (found === null) throw new Error('No code table has the id asked for');
  return found;
}
