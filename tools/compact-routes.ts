import { z } from 'zod';
import { ROUTES } from '../src/vocab/route.ts';
import { grouped, isPackable } from './compact-drugs.ts';

export const ROUTES_SCHEMA = z.array(
  z.strictObject({
    system: z.string().min(1),
    code: z.string(),
    display: z.string(),
    meaning: z.string(),
    source: z.string().min(1),
    verified: z.boolean(),
    routeClass: z.string(),
    /** The class in our vocabulary; null where the code names no one route. */
    route: z.enum(ROUTES).nullable(),
    routeNote: z.string().optional(),
    /** Whether the route puts a needle into the patient; null where the code does not say. */
    injected: z.boolean().nullable(),
    altDisplays: z.array(z.string()).optional(),
    altSystems: z.array(z.string()).optional(),
    inRouteHierarchy: z.boolean().optional(),
    contextSystem: z.string().optional(),
    doNotLoad: z.boolean().optional(),
  }),
);
type Row = z.infer<typeof ROUTES_SCHEMA>[number];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/snomed\.info\/sct$|ValueSet\/route-codes$/, 'SNOMED'],
  [/v3-RouteOfAdministration$/, 'V3-ROUTE'],
  [/v2-0162$/, 'V2-0162'],
  [/v2-0165$/, 'V2-0165'],
  [/Thesaurus\.owl$/, 'NCI'],
  [/\.(7\.\d+\.\d+\.\d+)$/, 'EPIC'],
  [/codeSet\/(\d+)$/, 'CERNER'],
  [/^text$/, 'TEXT'],
];

/** Our name of a source's code system; a vendor's local set keeps its number: `EPIC:7.4.798268.7025`. */
export function systemOf(uri: string): string {
  for (const [pattern, name] of SYSTEMS) {
    const match = pattern.exec(uri);
    if (match) return match[1] ? `${name}:${match[1]}` : name;
  }
  throw new Error(`No name for code system ${uri}`);
}

const codeOf = (row: Row): string => (row.system === 'text' ? row.code.toLowerCase() : row.code);

/**
 * Lines `system|route|injected|codes`. Text rows are matched whole and lower case, verified or not, because a text
 * reading is marked as such anyway; coded rows only where verified. Rows marked doNotLoad record wrong public
 * labels and stay out, and so do texts with a comma: the text reader reads those, a look-up of whole words does not.
 */
export function compactRoutes(data: unknown): string {
  const rows = ROUTES_SCHEMA.parse(data).filter(
    (row) => row.doNotLoad !== true && (row.verified || (row.system === 'text' && isPackable(row.code))),
  );
  const seen = new Set<string>();
  const once = rows.filter((row) => {
    const key = `${systemOf(row.system)} ${codeOf(row)}`;
    return seen.has(key) ? false : Boolean(seen.add(key));
  });
  return grouped(
    once,
    (row) =>
      [systemOf(row.system), row.route ?? '', row.injected === null ? '' : row.injected ? 'i' : 'n'].join(
        '|',
      ),
    codeOf,
  );
}
