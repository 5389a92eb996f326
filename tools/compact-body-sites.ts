import { z } from 'zod';
import { SITES } from '../src/vocab/site.ts';
import { grouped } from './compact-drugs.ts';
import { systemOf as routeSystemOf } from './compact-routes.ts';

export const BODY_SITES_SCHEMA = z.array(
  z.strictObject({
    system: z.string().min(1),
    code: z.string(),
    display: z.string(),
    meaning: z.string(),
    source: z.string().min(1),
    verified: z.boolean(),
    site: z.string().nullable(),
    /** The site in our vocabulary; null for laterality alone and for places nobody injects. */
    vocabSite: z.enum(SITES).nullable(),
    laterality: z.enum(['left', 'right', 'bilateral', 'unilateral']).nullable(),
    kind: z.string(),
    hcpcsModifier: z.string().optional(),
    status: z.string().optional(),
    note: z.string().optional(),
    contextSystem: z.string().optional(),
    doNotLoad: z.boolean().optional(),
  }),
);

function systemOf(uri: string): string {
  if (/(v2-0163|v3-ActSite)$/.test(uri)) return 'V2-0163';
  if (uri.endsWith('HCPCS-modifier')) return 'HCPCS';
  if (uri.endsWith('CPT-modifier')) return 'CPT';
  return routeSystemOf(uri);
}

/** Lines `system|site|side|codes`. Coded rows only where verified; text rows belong to the text reader. */
export function compactBodySites(data: unknown): string {
  const rows = BODY_SITES_SCHEMA.parse(data).filter(
    (row) =>
      row.doNotLoad !== true &&
      row.verified &&
      row.system !== 'text' &&
      (row.vocabSite !== null || row.laterality !== null),
  );
  const seen = new Set<string>();
  const once = rows.filter((row) => {
    const key = `${systemOf(row.system)} ${row.code}`;
    return seen.has(key) ? false : Boolean(seen.add(key));
  });
  return grouped(
    once,
    (row) => [systemOf(row.system), row.vocabSite ?? '', row.laterality ?? ''].join('|'),
    (row) => row.code,
  );
}
