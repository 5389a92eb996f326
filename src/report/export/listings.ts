import { codeTable, rowOf } from '../../tables/code-tables.ts';
import { formatDate } from '../../vocab/calendar.ts';
import type { EncounterReport, ReportLine } from '../report-schema.ts';

/** What a table says a code is on a date of service. */
export interface Listing {
  readonly table: string;
  readonly title: string;
  readonly edition: string;
  /** URI its codes carry in a FHIR Claim. */
  readonly system: string;
  /** In our own words. */
  readonly description: string;
}

type Report = Pick<EncounterReport, 'lines' | 'tables'>;

const ROLES = ['active', 'cross-check'] as const;

const idOf = ({ tables }: Report, role: (typeof ROLES)[number]): string =>
  role === 'active' ? tables.active : tables.crossCheck;

/** Rows of a site's own table are not in the report: of it only the codes on lines are known. */
const shipped = (id: string) => codeTable(id, { codeTables: [] });

/**
 * What the two tables say a code is on the date of a line, the active one first, by a line or by what ships. The code
 * that was proposed is what its own line says. None for a code neither has: any meaning given to it would be a claim.
 */
export function listingsOf(report: Report, original: ReportLine, code: string): readonly Listing[] {
  const { lines, tables } = report;
  const { serviceDate } = original;
  const ofLine = ({ table, edition, system, description }: ReportLine): Listing => ({
    table,
    title: tables.titles[table] ?? table,
    edition,
    system,
    description,
  });
  if (code === original.code) return [ofLine(original)];
  const found = ROLES.flatMap((role): readonly Listing[] => {
    const line = lines.find(
      (one) => one.role === role && one.code === code && one.serviceDate === serviceDate,
    );
    if (line) return [ofLine(line)];
    const table = shipped(idOf(report, role));
    const row = table && rowOf(table, code, serviceDate);
    if (!table || !row) return [];
    const { id, title, edition, system } = table;
    return [{ table: id, title, edition, system, description: row.description }];
  });
  // A drug the practice does not list has its active line from the CMS table, which is the cross-check as well.
  return found.filter(({ table }, at) => found.findIndex((one) => one.table === table) === at);
}

/** That no table lists a code, and in which it was looked up: a site's own is known by the encounter's lines alone. */
export function unlistedWords(report: Report, code: string, serviceDate: string): string {
  const ids = ROLES.map((role) => idOf(report, role));
  const title = (id: string): string => report.tables.titles[id] ?? id;
  const looked = ids.filter((id) => shipped(id) !== null).map(title);
  const own = ids
    .filter((id) => shipped(id) === null)
    .map((id) => ` Of ${title(id)} only the lines of this encounter were looked at.`);
  return `${code} on ${formatDate(serviceDate)} is not listed in ${looked.join(' or ')}.${own.join('')}`;
}

/** What a code is, under each table that lists it; one sentence where none does. */
export const meaningsOf = (
  report: Report,
  line: { readonly original: ReportLine; readonly code: string; readonly listings: readonly Listing[] },
): readonly string[] =>
  line.listings.length === 0
    ? [unlistedWords(report, line.code, line.original.serviceDate)]
    : line.listings.map(({ title, description }) => `${title}: ${description}`);
