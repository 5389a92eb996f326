/** Kinds of conservative treatment the app tells apart. */
export const THERAPY_KINDS = [
  'nsaid',
  'topical',
  'analgesic',
  'oral-steroid',
  'adjunct',
  'physical-therapy',
  'exercise',
  'bracing',
  'prior-injection',
  'activity-modification',
  'weight',
  'ice-heat-rest',
  'conservative-unspecified',
  'other',
] as const;
export type TherapyKind = (typeof THERAPY_KINDS)[number];
