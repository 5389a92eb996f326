import type { Injection } from '../facts/encounter-facts.ts';
import type { CodeTable } from '../tables/code-table.ts';
import type { How } from '../vocab/fact.ts';
import { valueOf } from '../vocab/fact.ts';
import type { ClaimLine } from './claim-line.ts';
import type { CodeUnits } from './choose-units.ts';
import type { AdministrationGroup } from './group-administrations.ts';

/** How the values a line of this table rests on are known. Sites and sides count where the table uses them. */
function howsOf(
  injection: Injection,
  uses: { readonly place: boolean; readonly waste: boolean },
): readonly How[] {
  const { drug, dose, route, time, site, side, container, discarded } = injection;
  return [
    drug,
    dose.mg,
    route,
    time,
    ...(uses.place ? [site, side] : []),
    ...(uses.waste ? [container, discarded] : []),
  ].map(({ how }) => how);
}

/** The weakest way any value of the group is known: an order says what was wanted, so it is weaker than text. */
export function restsOn(
  { members }: AdministrationGroup,
  uses: { readonly place: boolean; readonly waste: boolean },
): ClaimLine['restsOn'] {
  const hows = new Set(members.flatMap(({ injection }) => howsOf(injection, uses)));
  if (hows.has('order-only')) return 'order-only';
  return hows.has('text-only') ? 'text-only' : 'recorded';
}

const isBilateral = ({ injection }: AdministrationGroup['first']): boolean =>
  valueOf(injection.side) === 'bilateral';

/** Words that stand on a line because of the administrations behind it. */
export function remarksOf({ members }: AdministrationGroup): readonly string[] {
  const injections = members.map(({ injection }) => injection);
  const remarks: readonly (readonly [boolean, string])[] = [
    [injections.some(({ billing }) => billing.billed && billing.partial), 'given in part'],
    [injections.some(({ serviceDate }) => serviceDate.basis === 'utc-zone-not-stated'), 'zone not stated'],
    [members.some(isBilateral), 'both sides recorded with one dose'],
    [
      injections.some(({ alike }) => alike.length > 0),
      'alike administrations within five minutes are summed',
    ],
    [new Set(injections.map(({ ndc }) => valueOf(ndc))).size > 1, 'products with different NDCs'],
    [injections.some(({ ndc }) => ndc.how === 'order-only'), 'NDC from the order'],
  ];
  return remarks.flatMap(([stands, words]) => (stands ? [words] : []));
}

/** Words a line carries because of the rows it was made from. */
export const rowRemarks = (choice: readonly CodeUnits[]): readonly string[] =>
  choice.flatMap(({ row }) => row.lineRemark ?? []);

/** "not in the practice table": the line comes from CMS because the active table does not know the drug. */
export const notInTable = (table: CodeTable): string =>
  `not in the ${table.id === 'practice' ? 'practice table' : `table "${table.title}"`}`;
