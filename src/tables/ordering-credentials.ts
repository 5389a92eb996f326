/**
 * Credentials after a name whose holder may order a drug, so that giving it in person stands for the order.
 * Prescribing authority of US states; general knowledge, which is why a nurse's or assistant's never counts.
 */
const ORDERING_CREDENTIALS: ReadonlySet<string> = new Set([
  'MD',
  'DO',
  'DPM',
  'MBBS',
  'NP',
  'NP-C',
  'FNP',
  'FNP-C',
  'FNP-BC',
  'APRN',
  'DNP',
  'PA',
  'PA-C',
]);

/** True when the name, as recorded, ends in or carries an ordering credential as a word of its own. */
export const mayOrder = (name: string): boolean =>
  name.split(/[\s,;()]/).some((word) => ORDERING_CREDENTIALS.has(word.replaceAll('.', '')));
