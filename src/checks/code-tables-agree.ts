import type { ClaimLine } from '../coding/claim-line.ts';
import { CMS_TABLE_ID } from '../tables/code-tables.ts';
import { formatDate } from '../vocab/calendar.ts';
import { defineCheck, type CheckInput } from './define-check.ts';
import { injectionEvidence } from './subject-words.ts';

const isSameCode = (a: ClaimLine, b: ClaimLine): boolean =>
  a.code === b.code && a.table === b.table && a.serviceDate === b.serviceDate;

const hasCounterpart = (line: ClaimLine, lines: readonly ClaimLine[]): boolean =>
  lines.some(
    (other) =>
      other.table !== line.table &&
      other.administrations.some((reference) => line.administrations.includes(reference)),
  );

/**
 * One line for each code and date, however many administrations it bills. The lines compared are those of the
 * table that is not CMS, whichever of the two is active, so that the finding is the same; a line of CMS stands
 * for itself where the other table has none.
 */
const oneOfEachCode = ({ coding }: CheckInput): readonly ClaimLine[] => {
  const { lines } = coding;
  const asked = lines.filter(
    (line) => line.table !== CMS_TABLE_ID || (line.role === 'active' && !hasCounterpart(line, lines)),
  );
  return asked.filter((line, place) => asked.findIndex((other) => isSameCode(line, other)) === place);
};

/**
 * The two code tables side by side. Coding finds the disagreements; this check makes each one a finding that is
 * never hidden, even where the site has acknowledged it.
 */
export const codeTablesAgree = defineCheck({
  id: 'code-tables-agree',
  version: 1,
  question: 'Do the practice table and the CMS table agree on this code?',
  severity: 'resolve-before-claim',
  basis: {
    document: 'CMS HCPCS Level II quarterly file',
    section: 'J-codes for injected corticosteroids, by date of service',
    read: '2026-11-23',
  },
  prevents: 'Line denied or paid for another drug, because the payer reads the code from the CMS table.',
  noun: 'Code tables',
  gapTitle: 'Code tables disagree',
  where: 'The settings of this app: the active code table and the rules chosen by coverage.',
  on: 'line',
  reads: ['administrations'],
  tables: ['practice', 'cms-hcpcs'],
  messages: {
    agree: 'The code tables do not disagree on {code} for {date}.',
    disagree: '{words}',
    dateAmbiguous:
      'Whether the code tables agree on {code} depends on the local date, and the time zone is not stated.',
    oneTableOnly: '{code} has no counterpart: only the CMS table has a code for this drug.',
  },
  subjects: oneOfEachCode,
  evaluate(line, { coding, injections }) {
    const params = { code: line.code, date: formatDate(line.serviceDate) };
    if (line.table === CMS_TABLE_ID) return { outcome: 'not-applicable', key: 'oneTableOnly', params };
    const found = coding.disagreements.find(
      ({ code, serviceDate }) => code === line.code && serviceDate === line.serviceDate,
    );
    const administrations = found?.administrations ?? line.administrations;
    const evidence = injections
      .filter(({ reference }) => administrations.includes(reference))
      .flatMap(injectionEvidence);
    const dateOpen = coding.unlined.some(
      ({ administration, why }) => why === 'date-ambiguous' && administrations.includes(administration),
    );
    // Another ingredient is another one on both dates; everything else may hold on one of them only.
    if (dateOpen && !found?.kinds.includes('different-ingredient'))
      return { outcome: 'cannot-tell', key: 'dateAmbiguous', params, evidence, reason: 'date-ambiguous' };
    if (!found) return { outcome: 'met', key: 'agree', params, evidence, rests: 'presence' };
    return {
      outcome: 'gap',
      key: 'disagree',
      params: { words: found.message },
      evidence,
      searched: [coding.activeTable, coding.crossCheckTable].map((id) => `code table ${id}`),
      rests: 'presence',
    };
  },
  acknowledgedBy: (line, acknowledgements) =>
    acknowledgements.find(({ check, code }) => check === 'code-tables-agree' && code === line.code) ?? null,
});
