import type { Injection } from '../facts/encounter-facts.ts';
import type { CodeRow, CodeTable } from '../tables/code-table.ts';
import { billableRows, CMS_TABLE_ID, rowsInForce } from '../tables/code-tables.ts';
import type { PayerProfile } from '../tables/payer-profile.ts';
import { unitOf } from '../tables/unit-scale.ts';
import type { Drug } from '../vocab/drug.ts';
import { multiply, rational } from '../vocab/rational.ts';
import { asMilligrams, billed } from '../vocab/units.ts';
import { discardStep, doseSteps, unitStep } from './arithmetic.ts';
import { chooseUnits, type CodeUnits } from './choose-units.ts';
import type { ClaimLine, LineRole, Modifier, Unlined, UnlinedReason } from './claim-line.ts';
import { knownPlace, withDistinct, type KnownPlace } from './distinct-lines.ts';
import { unready, type DosedInjection } from './dosed-injection.ts';
import { groupAdministrations, type AdministrationGroup } from './group-administrations.ts';
import { notInTable, remarksOf, restsOn, rowRemarks } from './line-basis.ts';
import { anatomicalModifier, reducedModifier } from './line-modifiers.ts';
import { discardNdc, lineNdc, withoutQuantity } from './line-ndc.ts';
import { judgeWaste, type WasteJudgement } from './waste.ts';

/** One table in one role, and what its lines depend on besides the administrations. */
export interface TableInRole {
  readonly role: LineRole;
  readonly table: CodeTable;
  /** Takes over for a drug the table does not know at all; null where there is none. */
  readonly fallback: CodeTable | null;
  readonly profile: PayerProfile;
  /** Every administration of the encounter: an order may have several, in other groups. */
  readonly injections: readonly Injection[];
}

export interface LinesOfTable {
  readonly lines: readonly ClaimLine[];
  readonly unlined: readonly Unlined[];
}

/** Largest count of units a claim line can hold as a number. More is no dose that anybody gave. */
const MOST_UNITS = BigInt(Number.MAX_SAFE_INTEGER);

const codesOf = (rows: readonly CodeRow[]): string =>
  rows
    .map(({ code }) => code)
    .toSorted()
    .join(' ');

/** Which table bills the drug, or null where neither the table nor its fallback knows it. */
function billingTable(inRole: TableInRole, drug: Drug): CodeTable | null {
  if (billableRows(inRole.table, drug).length > 0) return inRole.table;
  const { fallback } = inRole;
  return fallback && billableRows(fallback, drug).length > 0 ? fallback : null;
}

/** Why a table has no line for an administration, or null. */
function whyNoRow(
  table: CodeTable | null,
  { drug, date, injection }: DosedInjection,
): Exclude<UnlinedReason, 'not-billed'> | null {
  if (!table) return 'drug-not-in-table';
  const rows = rowsInForce(table, drug, date);
  const { neighbour } = injection.serviceDate;
  if (neighbour !== null && codesOf(rowsInForce(table, drug, neighbour)) !== codesOf(rows))
    return 'date-ambiguous';
  return rows.length === 0 ? 'no-row-in-force' : null;
}

const unlinedFor = (
  { injection }: DosedInjection,
  role: LineRole,
  why: Exclude<UnlinedReason, 'not-billed'>,
  words?: string,
): Unlined => {
  const reason = unready(why, words);
  return { administration: injection.reference, role, why, words: reason.ready ? '' : reason.words };
};

interface GroupModifiers {
  readonly placed: Modifier | null;
  readonly reduced: Modifier | null;
  /** A dose under the one ordered, where this table has no modifier for it. */
  readonly remark: string | null;
}

/** Modifiers of the lines of what was given, in the order they stand on the claim. */
function modifiersOf(group: AdministrationGroup, table: CodeTable, inRole: TableInRole): GroupModifiers {
  const anatomical = anatomicalModifier(group);
  const isSide = anatomical?.code === 'RT' || anatomical?.code === 'LT';
  const placed =
    table.modifierRules.anatomical || (inRole.profile.sideOnDrugLine && isSide) ? anatomical : null;
  const reduced = reducedModifier(group, inRole.injections);
  return table.modifierRules.reduced
    ? { placed, reduced, remark: null }
    : { placed, reduced: null, remark: reduced && 'a smaller dose is handled by units, without 52' };
}

interface LineParts {
  readonly group: AdministrationGroup;
  readonly table: CodeTable;
  readonly inRole: TableInRole;
  readonly choice: readonly CodeUnits[];
  readonly waste: WasteJudgement;
}

/** What all lines of one group share. */
function sharedOf({ group, table, inRole, choice, waste }: LineParts, { placed, remark }: GroupModifiers) {
  const usesPlace = placed !== null || table.grouping === 'per-site';
  return {
    role: inRole.role,
    table: table.id,
    edition: table.edition,
    system: table.system,
    drug: group.first.drug,
    serviceDate: group.first.date,
    doseMg: group.totalMg,
    administrations: group.members.map(({ injection }) => injection.reference),
    restsOn: restsOn(group, { place: usesPlace, waste: waste.used }),
    remarks: [
      ...(table.id === inRole.table.id ? [] : [notInTable(inRole.table)]),
      ...rowRemarks(choice),
      ...remarksOf(group),
      ...(remark === null ? [] : [remark]),
      ...waste.remarks,
    ],
  };
}

const countOf = ({ row, units }: CodeUnits) => ({
  code: row.code,
  description: row.description,
  units: billed(units),
  billedMg: asMilligrams(multiply(unitOf(row), rational(units))),
});

function linesOfGroup(parts: LineParts): readonly ClaimLine[] {
  const { group, table, inRole, choice, waste } = parts;
  const modifiers = modifiersOf(group, table, inRole);
  const { placed, reduced } = modifiers;
  const shared = sharedOf(parts, modifiers);
  const steps = doseSteps(group);
  const ndc = lineNdc(group);
  const given = choice.map((each, index): ClaimLine => ({
    ...shared,
    ...countOf(each),
    modifiers: [placed, reduced, waste.jz].flatMap((modifier) => modifier ?? []),
    discardedMg: null,
    // One NDC quantity stands for the whole group: a second code of the same dose must not count it again.
    ndc: index === 0 ? ndc : withoutQuantity(ndc),
    arithmetic: [...steps, unitStep(group.totalMg, choice)],
  }));
  const { jw } = waste;
  if (!jw) return given;
  const discarded = jw.units.map((each, index): ClaimLine => ({
    ...shared,
    ...countOf(each),
    modifiers: [...(placed ? [placed] : []), jw.modifier],
    discardedMg: jw.discardedMg,
    ndc: index === 0 ? discardNdc(group, jw.discardedMg) : withoutQuantity(ndc),
    arithmetic: [jw.step, discardStep(jw.discardedMg, jw.units)],
  }));
  return [...given, ...discarded];
}

function groupToDrafts(
  group: AdministrationGroup,
  table: CodeTable,
  inRole: TableInRole,
): LinesOfTable & { readonly place: KnownPlace | null } {
  const rows = rowsInForce(table, group.first.drug, group.first.date);
  const choice = chooseUnits(rows, group.totalMg);
  if (choice.some(({ units }) => units > MOST_UNITS)) {
    const unlined = group.members.map((member) =>
      unlinedFor(
        member,
        inRole.role,
        'dose-not-convertible',
        'The recorded amount is too large to be a dose.',
      ),
    );
    return { lines: [], unlined, place: null };
  }
  const waste =
    table.modifierRules.waste && inRole.profile.waste ? judgeWaste(group, choice, rows) : NO_WASTE;
  return {
    lines: linesOfGroup({ group, table, inRole, choice, waste }),
    unlined: [],
    place: knownPlace(group),
  };
}

const NO_WASTE: WasteJudgement = { jz: null, jw: null, used: false, remarks: [] };

/** Lines of one table in one role for administrations that can make lines, and those the table has no row for. */
export function linesOfTable(dosed: readonly DosedInjection[], inRole: TableInRole): LinesOfTable {
  const placed = dosed.map((each) => {
    const table = billingTable(inRole, each.drug);
    return { each, table, why: whyNoRow(table, each) };
  });
  const unlined = placed.flatMap(({ each, why }) => (why ? [unlinedFor(each, inRole.role, why)] : []));
  const tables = [inRole.table, ...(inRole.fallback ? [inRole.fallback] : [])];
  const results = tables.flatMap((table) => {
    const own = placed.filter((entry) => entry.table === table && entry.why === null).map(({ each }) => each);
    const groups = groupAdministrations(own, table, inRole.profile).map((group) =>
      groupToDrafts(group, table, inRole),
    );
    const drafts = groups.flatMap(({ lines, place }) => lines.map((line) => ({ line, place })));
    const lines = table.modifierRules.distinct ? withDistinct(drafts) : drafts.map(({ line }) => line);
    return [{ lines, unlined: groups.flatMap((group) => group.unlined) }];
  });
  return {
    lines: results.flatMap(({ lines }) => lines),
    unlined: [...unlined, ...results.flatMap((result) => result.unlined)],
  };
}

/** The CMS table takes over for drugs another active table does not know. */
export const fallbackFor = (active: CodeTable, crossCheck: CodeTable): CodeTable | null =>
  active.id !== CMS_TABLE_ID && crossCheck.id === CMS_TABLE_ID ? crossCheck : null;
