import type { SourceType } from '../vocab/completeness.ts';
import type { CannotTellReason } from '../vocab/outcome.ts';

/** Names of sources for people, plural and lower case. */
export const SOURCE_WORDS: Readonly<Record<SourceType, string>> = {
  Patient: 'patient details',
  Encounter: 'encounter details',
  MedicationAdministration: 'medication administrations',
  Medication: 'medications',
  Procedure: 'procedures',
  Condition: 'diagnoses',
  MedicationRequest: 'medication orders',
  MedicationStatement: 'medication statements',
  ServiceRequest: 'service orders',
  MedicationDispense: 'medication dispenses',
  DocumentReference: 'notes',
  Binary: 'note texts',
  Coverage: 'coverage',
  ClaimResponse: 'authorisations',
  Claim: 'claims',
  ChargeItem: 'charges',
  AllergyIntolerance: 'allergies',
  Practitioner: 'practitioners',
  Organization: 'organizations',
  Observation: 'observations',
};

/** Why a check could not tell, in one sentence, and what would settle it, in another. */
export interface ReasonWords {
  readonly sentence: string;
  readonly settle: string;
}

const WORDS: Readonly<Record<Exclude<CannotTellReason, 'source-unavailable'>, ReasonWords>> = {
  'code-not-in-table': {
    sentence: 'What stands in the record is not in the tables of this app.',
    settle: 'A code or name the tables know, or an entry for it in the site configuration.',
  },
  'unit-not-convertible': {
    sentence: 'The amount recorded cannot be converted to milligrams.',
    settle: 'The dose in milligrams, or the strength of the product beside the volume.',
  },
  'more-than-one-candidate': {
    sentence: 'More than one record could be meant, and none is chosen.',
    settle: 'A link in the record from the injection to the one that belongs to it.',
  },
  'no-table-for-date': {
    sentence: 'No table edition in this app covers the date.',
    settle: 'A table edition for that date, or the date in full where it is not.',
  },
  'text-only': {
    sentence: 'It stands in free text only, where nothing but a person can confirm it.',
    settle: 'The same recorded in its own field.',
  },
  'order-only': {
    sentence: 'The order states it, the administration does not.',
    settle: 'The same recorded with the administration.',
  },
  conflicting: {
    sentence: 'Two places in the record state different things, and neither is chosen.',
    settle: 'A correction of the statement that is wrong.',
  },
  'date-ambiguous': {
    sentence: 'The local date is not certain, because no time zone is stated.',
    settle: 'The time zone of the site in its configuration, or a time with its zone.',
  },
  'check-error': {
    sentence: 'This check stopped with an error of its own.',
    settle: 'A report of the check and the kind of record to whoever maintains this app.',
  },
};

/** "a", "a and b", "a, b and c". */
const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;

export const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** "Procedures and notes"; used at the head of a sentence. */
export const sourcesInWords = (types: readonly SourceType[]): string =>
  capitalised(list(types.map((type) => SOURCE_WORDS[type])));

/** The words of a reason. `unread` names the sources that were not fully read, for `source-unavailable`. */
export function reasonWords(reason: CannotTellReason, unread: readonly SourceType[]): ReasonWords {
  if (reason !== 'source-unavailable') return WORDS[reason];
  const what = unread.length === 0 ? 'A source' : sourcesInWords(unread);
  return {
    sentence: `${what} could not be fully read.`,
    settle: 'Permission to read them, or a recheck once the system answers.',
  };
}
