import { codeEncounter, type CodingTables } from '../coding/code-encounter.ts';
import type { ClaimLine, Coding, LineRole } from '../coding/claim-line.ts';
import type { Container, Injection } from '../facts/encounter-facts.ts';
import type { CodeRow, CodeTable } from '../tables/code-table.ts';
import { shippedCodeTable } from '../tables/code-tables.ts';
import type { PayerProfile } from '../tables/payer-profile.ts';
import { defaultProfile } from '../tables/payer-profiles.ts';
import type { Fact } from '../vocab/fact.ts';
import { facts, mg, stated } from './injection-builder.ts';

export const PRACTICE = shippedCodeTable('practice');
export const CMS = shippedCodeTable('cms-hcpcs');

/** The default profile with members changed. */
export const aProfile = (overrides: Partial<PayerProfile> = {}): PayerProfile => ({
  ...defaultProfile(),
  ...overrides,
});

/** Codes injections with the practice table active and CMS beside it, unless said otherwise. */
export const code = (injections: readonly Injection[], tables: Partial<CodingTables> = {}): Coding =>
  codeEncounter(facts({ injections }), { active: PRACTICE, crossCheck: CMS, profile: aProfile(), ...tables });

/** The same with CMS active and the practice table as cross-check. */
export const codeByCms = (injections: readonly Injection[], profile = aProfile()): Coding =>
  code(injections, { active: CMS, crossCheck: PRACTICE, profile });

/** "J3250-RT-52 ×1": a line as tests compare it. */
export const lineWords = ({ code: hcpcs, modifiers, units }: ClaimLine): string =>
  `${[hcpcs, ...modifiers.map((modifier) => modifier.code)].join('-')} ×${units}`;

export const linesOf = (coding: Coding, role: LineRole = 'active'): readonly string[] =>
  coding.lines.filter((line) => line.role === role).map(lineWords);

/** "a1 dose-not-recorded" of every administration without a line in a role. */
export const unlinedOf = (coding: Coding, role: LineRole = 'active'): readonly string[] =>
  coding.unlined
    .filter((each) => each.role === role)
    .map(({ administration, why }) => `${administration.replace('MedicationAdministration/', '')} ${why}`);

/** A container of known kind and content, in mg and mL. */
export const aContainer = (
  kind: Container['kind'],
  content: string | null,
  overrides: Partial<Container> = {},
): Fact<Container> =>
  stated<Container>(
    {
      kind,
      mgPerContainer: content === null ? null : mg(content),
      volumeMl: mg('1'),
      verified: true,
      ...overrides,
    },
    'medicationCodeableConcept.coding[0]',
    'NDC',
  );

/** A code row for tables of a test's own. */
export const aRow = (overrides: Partial<CodeRow> = {}): CodeRow => ({
  code: 'X0001',
  drug: 'methylprednisolone-acetate',
  ingredient: 'methylprednisolone acetate',
  description: 'Methylprednisolone acetate; every 10 mg is one unit',
  basis: 'per',
  unitMg: '10',
  effective: null,
  terminated: null,
  note: null,
  verified: true,
  ...overrides,
});

/** A code table of a test's own: the practice table's rules with other rows. */
export const aTable = (rows: readonly CodeRow[], overrides: Partial<CodeTable> = {}): CodeTable => ({
  ...PRACTICE,
  id: 'own',
  title: 'Own table',
  edition: '2026-09',
  system: 'https://clinic.example/codes',
  rows,
  ...overrides,
});
