import type { EncounterReport } from '../report-schema.ts';

/** Why an encounter has no line and no injection that could have made one. */
export const noLineWords = ({ claimState }: Pick<EncounterReport, 'claimState'>): string =>
  claimState === 'nothing-to-check'
    ? 'No corticosteroid injection recorded in this encounter.'
    : 'No line is proposed. Whether there should be one is not settled.';
