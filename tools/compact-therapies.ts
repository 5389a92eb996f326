import { z } from 'zod';
import { THERAPY_KINDS } from '../src/vocab/therapy.ts';

const KINDS = z.enum(THERAPY_KINDS);
const STANDING = z.enum(['referral', 'advice', 'aspirin', 'not-a-therapy']);

export const THERAPIES_SCHEMA = z.strictObject({
  kinds: z.strictObject({
    words: z.record(z.string(), z.tuple([KINDS.nullable()]).or(z.tuple([KINDS, STANDING]))),
    source: z.string(),
  }),
  overrides: z.strictObject({
    codes: z.record(
      z.string(),
      z.strictObject({ standing: STANDING, why: z.string(), kind: KINDS.optional() }),
    ),
    source: z.string(),
  }),
  rows: z.array(
    z.strictObject({
      system: z.string().min(1),
      code: z.string().min(1),
      display: z.string(),
      meaning: z.string(),
      source: z.string().min(1),
      verified: z.boolean(),
      therapy: z.string(),
      tty: z.string().optional(),
    }),
  ),
});

const SYSTEMS: Readonly<Record<string, string>> = {
  'http://www.nlm.nih.gov/research/umls/rxnorm': 'RXNORM',
  'http://www.whocc.no/atc': 'ATC',
  'http://snomed.info/sct': 'SNOMED',
  'http://www.ama-assn.org/go/cpt': 'CPT',
  'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets': 'HCPCS',
};

/** Taught, assessed or talked about: asked for, not carried out. */
const ASKED_FOR = /(?<!re-)educat|encourag|counsel|advice|assess|evaluat|recommend|promotion/i;

/**
 * Lines `system|kind|standing|code=name;code=name`. Codes nobody confirmed are no evidence and are left out. Only drugs
 * carry names: a service the record names in no words is named by its kind. Phrases of notes live in `facts/text`, not
 * here.
 */
export function compactTherapies(input: unknown): string {
  const { kinds, overrides, rows } = THERAPIES_SCHEMA.parse(input);
  const lines = new Map<string, string[]>();
  for (const row of rows.filter((row) => row.system !== 'text')) {
    const system = SYSTEMS[row.system];
    const meaning = kinds.words[row.therapy];
    if (!system || !meaning) throw new Error(`therapies.json: ${row.system} ${row.therapy} has no meaning`);
    const override = overrides.codes[row.code];
    const [kind, standing = 'treatment'] = meaning;
    // A referral to a surgeon is no therapy, a billing modifier is no service.
    if (kind === null || override?.standing === 'not-a-therapy' || !row.verified) continue;
    const isService = !['RXNORM', 'ATC'].includes(system);
    const askedFor = isService && ASKED_FOR.test(row.display) ? 'referral' : standing;
    const key = [system, override?.kind ?? kind, override?.standing ?? askedFor].join('|');
    const name = isService ? '' : `=${row.display.replaceAll(/[;=|]/g, ',')}`;
    lines.set(key, [...(lines.get(key) ?? []), `${row.code}${name}`]);
  }
  return [...lines].map(([key, codes]) => `${key}|${codes.join(';')}`).join('\n');
}
