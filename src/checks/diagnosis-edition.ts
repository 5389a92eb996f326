import { DIAGNOSIS_EDITION, isPastDiagnosisEdition } from '../tables/diagnoses.ts';

/**
 * What a message adds when the diagnosis table is older than the date of service: the rules go on applying,
 * and whoever reads the finding sees how old they are. Empty while the edition covers the date.
 */
export const ageNote = (date: string | null): string =>
  date !== null && isPastDiagnosisEdition(date) ? ` By ${DIAGNOSIS_EDITION.name.replace(/ \(.*/, '')}.` : '';
