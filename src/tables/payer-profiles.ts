import { SHIPPED_PROFILES } from './compact/payer-profiles.ts';
import type { PayerProfile } from './payer-profile.ts';

/** What is known of the patient's coverage. `CoverageFact` of the facts fits. */
export interface CoverageStatement {
  readonly how: 'read' | 'none' | 'not-readable';
  readonly payors: readonly { readonly names: readonly string[]; readonly identifiers: readonly string[] }[];
  readonly types: readonly string[];
}

/** Why a profile was chosen, in the words the report carries. */
export type ProfileBasis =
  'coverage' | 'no coverage matched' | 'no coverage recorded' | 'coverage not readable';

export interface ChosenProfile {
  readonly profile: PayerProfile;
  readonly basis: ProfileBasis;
}

/** The profile used where no coverage names another. */
export function defaultProfile(): PayerProfile {
  const found = SHIPPED_PROFILES.find((profile) => profile.id === 'default');
  if (!found) throw new Error('The shipped default payer profile is missing');
  return found;
}

/** The site's own profiles first, so that a site may answer for a payer before the shipped ones do. */
export const payerProfilesOf = (site: {
  readonly payerProfiles: readonly PayerProfile[];
}): readonly PayerProfile[] => [
  ...site.payerProfiles,
  ...SHIPPED_PROFILES.filter((shipped) => !site.payerProfiles.some((own) => own.id === shipped.id)),
];

/** The profile of that id, the site's own or shipped, or null. */
export const payerProfile = (
  id: string,
  site: { readonly payerProfiles: readonly PayerProfile[] },
): PayerProfile | null => payerProfilesOf(site).find((profile) => profile.id === id) ?? null;

const plain = (text: string): string => text.trim().toLowerCase().replaceAll(/\s+/g, ' ');

const names = (accepted: readonly string[], stated: readonly string[]): boolean =>
  accepted.some((word) => stated.some((one) => plain(word) === plain(one)));

/**
 * The payer profile for a coverage: by an identifier of its first payor, else by one of its names, else by those of
 * the next payor, else by the coverage type; the whole text must agree, because "Medicare" is not "Medicare Advantage
 * of Somewhere". Where nothing matches or the coverage could not be read, the default profile with the reason.
 */
export function chooseProfile(
  coverage: CoverageStatement,
  site: { readonly payerProfiles: readonly PayerProfile[] },
): ChosenProfile {
  const profiles = payerProfilesOf(site);
  const fallback = profiles.find((profile) => profile.id === 'default') ?? defaultProfile();
  if (coverage.how === 'not-readable') return { profile: fallback, basis: 'coverage not readable' };
  if (coverage.how === 'none') return { profile: fallback, basis: 'no coverage recorded' };
  const byPayor = coverage.payors.flatMap(
    (payor) =>
      profiles.find(({ match }) => names(match.payorIdentifiers, payor.identifiers)) ??
      profiles.find(({ match }) => names(match.payorNames, payor.names)) ??
      [],
  );
  const matched = byPayor[0] ?? profiles.find(({ match }) => names(match.types, coverage.types));
  return matched
    ? { profile: matched, basis: 'coverage' }
    : { profile: fallback, basis: 'no coverage matched' };
}
