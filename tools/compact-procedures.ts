import { z } from 'zod';
import { ROUTES } from '../src/vocab/route.ts';
import { SITES } from '../src/vocab/site.ts';

const FAMILIES = z.enum([
  'joint',
  'spine-joint',
  'tendon',
  'trigger-point',
  'soft-tissue',
  'nerve',
  'nerve-tunnel',
  'epidural',
  'intralesional',
  'administration',
  'injection-unspecified',
]);

export const PROCEDURES_SCHEMA = z.object({
  notice: z.string(),
  routeToFamily: z.record(z.string(), z.array(z.string())),
  conflicts: z.array(z.object({ rule: z.string(), severity: z.string(), source: z.string() })),
  pairs: z.array(
    z.object({
      cpt: z.string(),
      descriptionInOurWords: z.string(),
      family: FAMILIES,
      routes: z.array(z.string()),
      siteClasses: z.array(z.string()).min(1),
      pairsWithAcetateSteroid: z.boolean(),
      source: z.array(z.string()).min(1),
      verified: z.boolean(),
    }),
  ),
  routeWords: z.object({ words: z.record(z.string(), z.array(z.enum(ROUTES))), source: z.string() }),
  siteWords: z.object({ words: z.record(z.string(), z.array(z.enum(SITES))), source: z.string() }),
  jointSizes: z.object({
    sizes: z.record(z.string(), z.enum(['small', 'medium', 'large'])),
    source: z.string(),
  }),
  snomed: z.array(
    z.object({
      code: z.string(),
      display: z.string(),
      family: FAMILIES,
      routes: z.array(z.enum(ROUTES)),
      sites: z.array(z.enum(SITES)),
      source: z.string(),
      verified: z.boolean(),
    }),
  ),
});
type Data = z.infer<typeof PROCEDURES_SCHEMA>;

/** "64490-64495" → six codes. */
export function codesOf(cpt: string): readonly string[] {
  const [from = '', to] = cpt.split('-');
  if (to === undefined) return [from];
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, step) => String(Number(from) + step));
}

function mapped<T>(words: readonly string[], table: Readonly<Record<string, readonly T[]>>): string {
  const meanings = words.flatMap((word) => {
    const known = table[word];
    if (!known) throw new Error(`No meaning for "${word}" in procedures.json`);
    return known;
  });
  return [...new Set(meanings)].join(',');
}

const systemOf = (code: string): string => (/^\d/.test(code) ? 'CPT' : 'HCPCS');

/** Lines `system|codes|family|size|routes|sites|verified|description`. */
export function compactProcedures(input: unknown): string {
  const data: Data = PROCEDURES_SCHEMA.parse(input);
  const pairs = data.pairs.map((pair) =>
    [
      systemOf(pair.cpt),
      codesOf(pair.cpt).join(','),
      pair.family,
      data.jointSizes.sizes[pair.cpt] ?? '',
      mapped(pair.routes, data.routeWords.words),
      mapped(pair.siteClasses, data.siteWords.words),
      pair.verified ? 'v' : 'u',
      pair.descriptionInOurWords,
    ].join('|'),
  );
  const snomed = data.snomed.map((row) =>
    [
      'SNOMED',
      row.code,
      row.family,
      '',
      row.routes.join(','),
      row.sites.join(','),
      row.verified ? 'v' : 'u',
      row.display,
    ].join('|'),
  );
  return [...pairs, ...snomed].join('\n');
}
