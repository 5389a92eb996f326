import { unitOf } from '../tables/unit-scale.ts';
import { divide, toShown } from '../vocab/rational.ts';
import type { Milligrams } from '../vocab/units.ts';
import { billedMgOf, type CodeUnits } from './choose-units.ts';
import type { AdministrationGroup } from './group-administrations.ts';

/** "40 mg", "13.333 mg (exactly 40/3 mg)". */
export const showMg = (value: Milligrams): string => toShown(value, 'mg');

const times = ({ row, units }: CodeUnits): string =>
  units === 1n ? showMg(unitOf(row)) : `${units} × ${showMg(unitOf(row))}`;

const coded = (choice: readonly CodeUnits[], suffix = ''): string =>
  choice.map(({ row, units }) => `${row.code}${suffix} × ${units}`).join(' and ');

/** "80 mg ≤ 80 mg, J3260 × 1"; "160 mg ≤ 2 × 80 mg = 160 mg, J3260 × 2"; several codes joined by +. */
function coveringStep(dose: Milligrams, choice: readonly CodeUnits[]): string {
  const [only] = choice;
  const sum =
    choice.length === 1 && only?.units === 1n
      ? times(only)
      : `${choice.map(times).join(' + ')} = ${showMg(billedMgOf(choice))}`;
  return `${showMg(dose)} ≤ ${sum}, ${coded(choice)}`;
}

/** "40 mg ÷ 1 mg = 40, J1010 × 40"; "12.5 mg ÷ 1 mg = 12.5, rounded up to 13, J1010 × 13". */
function dividingStep(dose: Milligrams, only: CodeUnits): string {
  const quotient = divide(dose, unitOf(only.row));
  if (!quotient) throw new Error(`${only.row.code} has a unit of zero`);
  const rounded = quotient.d === 1n ? '' : `, rounded up to ${only.units}`;
  return `${showMg(dose)} ÷ ${showMg(unitOf(only.row))} = ${toShown(quotient)}${rounded}, ${coded([only])}`;
}

/** From dose to units in one step a person can check. */
export function unitStep(dose: Milligrams, choice: readonly CodeUnits[]): string {
  const [only] = choice;
  return only && choice.length === 1 && only.row.basis === 'per'
    ? dividingStep(dose, only)
    : coveringStep(dose, choice);
}

/** Every conversion from the amounts as recorded, then their sum where there are several. */
export function doseSteps({ members, totalMg }: AdministrationGroup): readonly string[] {
  const conversions = members.flatMap(({ injection }) => injection.dose.steps);
  if (members.length === 1) return conversions;
  const terms = members.map(({ doseMg }) => showMg(doseMg)).join(' + ');
  return [...conversions, `${terms} = ${showMg(totalMg)}`];
}

/** From the discarded amount to the units of the JW line. */
export function discardStep(discarded: Milligrams, choice: readonly CodeUnits[]): string {
  const sum = showMg(billedMgOf(choice));
  return `${showMg(discarded)} discarded, in whole units at most ${sum}, ${coded(choice, '-JW')}`;
}
