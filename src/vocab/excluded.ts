/** Why an administration is shown and does not count. */
export type ExcludedReason = keyof typeof EXCLUDED_WORDS;

const EXCLUDED_WORDS = {
  'not-done': 'not given',
  'entered-in-error': 'entered in error',
  'on-hold': 'on hold',
  'in-progress': 'in progress, not finished',
  'status-unknown': 'status not known',
  'recorded-as-not-given': 'recorded as not given',
  'duplicate-resource': 'the same record twice',
  'modifier-not-understood': 'carries an extension this app does not understand',
} as const;

const isReason = (reason: string): reason is ExcludedReason => Object.hasOwn(EXCLUDED_WORDS, reason);

/** The reason in words, to read on after "not counted:". A reason of a newer report stands as it is written. */
export const excludedWords = (reason: string): string =>
  isReason(reason) ? EXCLUDED_WORDS[reason] : reason.replaceAll('-', ' ');
