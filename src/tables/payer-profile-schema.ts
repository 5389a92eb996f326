import { z } from './zod.ts';
import { THERAPY_KINDS } from '../vocab/therapy.ts';
import { words } from './code-table-schema.ts';
import type { PayerProfile } from './payer-profile.ts';
import { refusalOf, type Parsed } from './schema-refusal.ts';

// Not z.int(): it brings number formats nothing else needs into every visit's download.
const whole = z.refine(Number.isSafeInteger, 'must be a whole number');
export const days = z.number().check(whole, z.minimum(1), z.maximum(36_525));
const list = z.array(words);

export const payerProfileSchema = z.strictObject({
  id: z
    .string()
    .check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be lower-case letters, digits and hyphens')),
  title: words,
  example: z.boolean(),
  match: z.strictObject({ payorNames: list, payorIdentifiers: list, types: list }),
  codeTable: z.nullable(words),
  sideOnDrugLine: z.boolean(),
  requireNdc: z.boolean(),
  requirePriorAuthorisation: z.boolean(),
  stepTherapy: z.nullable(
    z.strictObject({
      count: z.number().check(whole, z.minimum(1), z.maximum(100)),
      kinds: z.array(z.enum(THERAPY_KINDS)).check(z.minLength(1)),
      outcomes: z.array(z.enum(['failed', 'tried', 'intolerant', 'contraindicated'])).check(z.minLength(1)),
      lookbackDays: days,
    }),
  ),
  frequency: z.array(
    z.strictObject({
      scope: z.enum(['joint-or-bursa', 'tendon', 'trigger-point', 'epidural', 'sacroiliac']),
      maxCount: z.number().check(whole, z.minimum(1), z.maximum(1000)),
      windowDays: days,
      minIntervalDays: z.nullable(days),
      source: words,
      verified: z.boolean(),
    }),
  ),
  waste: z.boolean(),
  priorTherapyEverywhere: z.boolean(),
  source: words,
});

/** A payer profile a site supplies, or path and reason of the first thing wrong with it. */
export function parsePayerProfile(json: unknown): Parsed<PayerProfile> {
  const parsed = payerProfileSchema.safeParse(json);
  return parsed.success ? { ok: true, value: parsed.data } : refusalOf(parsed.error.issues);
}
