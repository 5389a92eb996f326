import { formatDate } from '../vocab/calendar.ts';

/** Who took responsibility for a finding, when and why. */
export interface Acknowledged {
  readonly who: string;
  /** `YYYY-MM-DD`. */
  readonly when: string;
  readonly why: string;
}

/** "Acknowledged by M. Adeyemi, 2 Nov 2026: the payer takes this code". */
export const acknowledgedWords = ({ who, when, why }: Acknowledged): string =>
  `Acknowledged by ${who}, ${formatDate(when)}: ${why}`;
