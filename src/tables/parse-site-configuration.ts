import { z } from './zod.ts';
import { DRUGS } from '../vocab/drug.ts';
import { ROUTES } from '../vocab/route.ts';
import { SIDES, SITES } from '../vocab/site.ts';
import {
  calendarDate,
  codeTableFileSchema,
  ownTableRefusal,
  tableOfFile,
  words,
} from './code-table-schema.ts';
import { codeTable, codeTablesOf } from './code-tables.ts';
import { days, payerProfileSchema } from './payer-profile-schema.ts';
import { refusalOf, refuse, type Parsed, type Refusal } from './schema-refusal.ts';
import { DEFAULT_SITE, type KnownSystem, type SiteConfiguration } from './site-configuration.ts';

/** Every known system, so that a name added to the type and not here does not compile. */
const KNOWN_SYSTEMS = {
  RXNORM: 'RXNORM',
  NDC: 'NDC',
  SNOMED: 'SNOMED',
  ICD10CM: 'ICD10CM',
  CPT: 'CPT',
  HCPCS: 'HCPCS',
  UCUM: 'UCUM',
  'V2-0162': 'V2-0162',
  'V2-0163': 'V2-0163',
  'V3-ROUTE': 'V3-ROUTE',
  NCI: 'NCI',
  ATC: 'ATC',
} as const satisfies { readonly [System in KnownSystem]: System };

const localCode = <Meaning extends z.core.$ZodType>(means: Meaning) =>
  z.strictObject({ system: words, code: words, means });

/** `time zone` names the platform knows; a name it does not know would silently become UTC. */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const siteSchema = z.strictObject({
  systemAliases: z.optional(z.record(words, z.enum(KNOWN_SYSTEMS))),
  drugs: z.optional(
    z.array(
      localCode(
        z.union([z.strictObject({ drug: z.enum(DRUGS) }), z.strictObject({ notAnInjection: words })]),
      ),
    ),
  ),
  routes: z.optional(z.array(localCode(z.enum(ROUTES)))),
  sites: z.optional(
    z.array(localCode(z.strictObject({ site: z.enum(SITES), side: z.nullable(z.enum(SIDES)) }))),
  ),
  timeZone: z.optional(
    z.nullable(z.string().check(z.refine(isTimeZone, 'must be an IANA time zone, like "America/New_York"'))),
  ),
  codeTable: z.optional(words),
  codeTables: z.optional(z.array(codeTableFileSchema)),
  payerProfiles: z.optional(z.array(payerProfileSchema)),
  lookbackDays: z.optional(days),
  priorTherapySources: z.optional(z.enum(['structured', 'structured-and-notes'])),
  acknowledgements: z.optional(
    z.array(
      z.strictObject({
        check: z.enum(['code-tables-agree']),
        code: words,
        who: words,
        when: calendarDate,
        why: words,
      }),
    ),
  ),
});

function twice(ids: readonly string[]): number {
  return ids.findIndex((id, index) => ids.indexOf(id) !== index);
}

function localCodeTwice(
  name: string,
  codes: readonly { readonly system: string; readonly code: string }[],
): Refusal | null {
  const index = twice(codes.map(({ system, code }) => `${system}|${code}`));
  return index < 0 ? null : refuse(`${name}[${index}]`, 'maps a code that is mapped before');
}

function tablesRefusal({ codeTables, codeTable: active }: SiteConfiguration): Refusal | null {
  for (const [index, table] of codeTables.entries()) {
    const refusal = ownTableRefusal(table, `codeTables[${index}].`);
    if (refusal) return refusal;
  }
  const again = twice(codeTables.map(({ id }) => id));
  if (again >= 0) return refuse(`codeTables[${again}].id`, 'stands twice');
  return codeTable(active, { codeTables })
    ? null
    : refuse('codeTable', `"${active}" is neither a shipped code table nor one of codeTables`);
}

function profilesRefusal({ payerProfiles, codeTables }: SiteConfiguration): Refusal | null {
  const again = twice(payerProfiles.map(({ id }) => id));
  if (again >= 0) return refuse(`payerProfiles[${again}].id`, 'stands twice');
  const index = payerProfiles.findIndex(
    (profile) => profile.codeTable !== null && codeTable(profile.codeTable, { codeTables }) === null,
  );
  return index < 0
    ? null
    : refuse(`payerProfiles[${index}].codeTable`, 'names neither a shipped code table nor one of codeTables');
}

/** A code no table lists is on no line: acknowledging it would silently acknowledge nothing. */
function acknowledgementsRefusal(site: SiteConfiguration): Refusal | null {
  const listed = codeTablesOf(site).flatMap(({ rows }) => rows.map(({ code }) => code));
  const index = site.acknowledgements.findIndex(({ code }) => !listed.includes(code));
  return index < 0
    ? null
    : refuse(`acknowledgements[${index}].code`, 'is in neither a shipped code table nor one of codeTables');
}

/**
 * What a deployment says about itself, checked before anything rests on it: unknown members, unknown words, code
 * tables whose rows contradict each other and ids that name nothing are refused with path and reason. Members left
 * out take the shipped defaults.
 */
export function parseSiteConfiguration(json: unknown): Parsed<SiteConfiguration> {
  const parsed = siteSchema.safeParse(json);
  if (!parsed.success) return refusalOf(parsed.error.issues);
  const stated = Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined));
  const codeTables = (parsed.data.codeTables ?? []).map(tableOfFile);
  const value: SiteConfiguration = { ...DEFAULT_SITE, ...stated, codeTables };
  const refusal =
    tablesRefusal(value) ??
    profilesRefusal(value) ??
    acknowledgementsRefusal(value) ??
    localCodeTwice('drugs', value.drugs) ??
    localCodeTwice('routes', value.routes) ??
    localCodeTwice('sites', value.sites);
  return refusal ?? { ok: true, value };
}
