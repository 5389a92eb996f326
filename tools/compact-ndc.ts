import { z } from 'zod';
import { DRUG_KEYS, grouped, meaningOf } from './compact-drugs.ts';

export const NDC_SCHEMA = z.array(
  z.strictObject({
    system: z.literal('http://hl7.org/fhir/sid/ndc'),
    code: z.string().regex(/^\d{11}$/),
    display: z.string(),
    meaning: z.string(),
    source: z.string().min(1),
    verified: z.boolean(),
    ndc11Hyphen: z.string(),
    ndc10: z.string().nullable(),
    ndc10Basis: z.string(),
    ndc10Verified: z.boolean(),
    labeler: z.string().nullable().optional(),
    brandOrName: z.string().nullable().optional(),
    hcpcs: z.string().nullable(),
    hcpcsDose: z.string().nullable().optional(),
    hcpcsBasis: z.string().nullable().optional(),
    hcpcsVerified: z.boolean().optional(),
    packageSize: z.number().optional(),
    packageQty: z.number().nullable().optional(),
    billUnitsPerItem: z.number().optional(),
    billUnitsPerNdc: z.number().optional(),
    drugKey: z.enum(Object.keys(DRUG_KEYS)),
    mgPerVial: z.number().nullable().optional(),
    volumeMl: z.number().nullable().optional(),
    strengthMgPerMl: z.number().nullable().optional(),
    form: z.string().nullable().optional(),
    rxcui: z.string().nullable().optional(),
    vialType: z.string().nullable().optional(),
    vialTypeVerified: z.boolean().optional(),
    note: z.string().optional(),
  }),
);
type Row = z.infer<typeof NDC_SCHEMA>[number];

/** `s` single-dose, `m` multi-dose, nothing where the source names neither; `u` where it is inferred from size. */
function containerKind(row: Row): string {
  const type = row.vialType ?? row.form ?? '';
  const kind = type.startsWith('single-dose') ? 's' : type.startsWith('multi-dose') ? 'm' : '';
  return kind && row.vialType && row.vialTypeVerified !== true ? `${kind}u` : kind;
}

/** Lines `drug|ingredient|form|mgPerContainer|millilitres|mgPerMl|kind|codes` of 11-digit NDCs. */
export function compactNdc(data: unknown): string {
  return grouped(
    NDC_SCHEMA.parse(data).filter((row) => row.verified),
    (row) =>
      [
        meaningOf(row.drugKey),
        row.mgPerVial ?? '',
        row.volumeMl ?? '',
        row.strengthMgPerMl ?? '',
        containerKind(row),
      ].join('|'),
    (row) => row.code,
  );
}
