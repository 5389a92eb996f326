import { z } from 'zod';
import { SITES } from '../src/vocab/site.ts';

const size = z.enum(['small', 'medium', 'large']).nullable();
export const SITES_SCHEMA = z.strictObject({
  title: z.string(),
  rows: z.array(
    z.strictObject({
      site: z.enum(SITES),
      within: z.enum(SITES).nullable(),
      region: z.string(),
      kind: z.enum([
        'joint',
        'bursa',
        'tendon',
        'fascia',
        'tunnel',
        'digit',
        'muscle',
        'eyelid',
        'spine',
        'region',
        'skin',
        'other',
      ]),
      paired: z.boolean(),
      codingSize: size,
      labelSize: size,
      modifiers: z.strictObject({ left: z.string(), right: z.string() }).nullable(),
      verified: z.boolean(),
      source: z.string().min(1),
    }),
  ),
});

/** One line a site: `site|within|region|kind|paired|codingSize|labelSize|left|right|verified`. */
export function compactSites(data: unknown): string {
  return SITES_SCHEMA.parse(data)
    .rows.map((row) =>
      [
        row.site,
        row.within ?? '',
        row.region,
        row.kind,
        row.paired ? 'p' : '',
        row.codingSize ?? '',
        row.labelSize ?? '',
        row.modifiers?.left ?? '',
        row.modifiers?.right ?? '',
        row.verified ? 'v' : '',
      ].join('|'),
    )
    .join('\n');
}
