import { NDC_UNITS } from '../tables/ndc-units.ts';
import { valueOf } from '../vocab/fact.ts';
import {
  add,
  ceil,
  compare,
  divide,
  multiply,
  parseDecimal,
  rational,
  toExact,
  type Rational,
} from '../vocab/rational.ts';
import type { Milligrams } from '../vocab/units.ts';
import type { LineNdc } from './claim-line.ts';
import type { DosedInjection } from './dosed-injection.ts';
import type { AdministrationGroup } from './group-administrations.ts';

const ELEVEN_DIGITS = /^(\d{5})(\d{4})(\d{2})$/;
const AMOUNT_IN_ML = /^([\d.]+) ?m[lL]$/;

/** mL given: by the container's strength, else as the amount itself says. Null where neither is known. */
function millilitresOf({ injection, doseMg }: DosedInjection): Rational | null {
  const container = valueOf(injection.container);
  const perMg =
    container?.volumeMl && container.mgPerContainer
      ? divide(container.volumeMl, container.mgPerContainer)
      : null;
  if (perMg) return multiply(doseMg, perMg);
  const written = AMOUNT_IN_ML.exec(valueOf(injection.dose.amount) ?? '')?.[1];
  return written === undefined ? null : parseDecimal(written);
}

function millilitres({ members }: AdministrationGroup): Rational | null {
  const volumes = members.map(millilitresOf);
  return volumes.reduce<Rational | null>((sum, each) => sum && each && add(sum, each), rational(0n));
}

/**
 * Vials opened. Known where every vial holds the same and it makes no difference whether administrations shared
 * one; two half vials may have been one vial or two, and the record does not say which.
 */
function vials({ members, totalMg }: AdministrationGroup): Rational | null {
  const contents = members.map(({ injection }) => valueOf(injection.container)?.mgPerContainer ?? null);
  const [content] = contents;
  if (!content || contents.some((each) => each === null || compare(each, content) !== 0)) return null;
  const opened = (dose: Rational): bigint => ceil(divide(dose, content) ?? rational(0n));
  const shared = opened(totalMg);
  const apart = members.reduce((sum, { doseMg }) => sum + opened(doseMg), 0n);
  return shared === apart && shared > 0n ? rational(shared) : null;
}

/** A quantity a claim can carry: a decimal that ends, never a fraction. */
const asDecimal = (quantity: Rational | null): string | null => {
  const exact = quantity && toExact(quantity);
  return exact === null || exact.includes('/') ? null : exact;
};

/**
 * The NDC of a line with its own quantity and unit, beside the HCPCS units. Null where no administration states one
 * or they state different ones: a line carries a single NDC.
 */
export function lineNdc(group: AdministrationGroup): LineNdc | null {
  const codes = new Set(group.members.map(({ injection }) => valueOf(injection.ndc)));
  const [code] = codes;
  const parts = codes.size === 1 && code ? ELEVEN_DIGITS.exec(code) : null;
  if (!code || !parts) return null;
  const unit = NDC_UNITS[group.first.drug]?.unit ?? null;
  const quantity = asDecimal(unit === 'ML' ? millilitres(group) : unit === 'UN' ? vials(group) : null);
  const hyphenated = parts.slice(1).join('-');
  return { code, hyphenated, qualifier: 'N4', quantity, unit: quantity === null ? null : unit };
}

/** mL of a discarded amount, where every container of the group has the same strength. */
function discardedMillilitres({ members }: AdministrationGroup, discardedMg: Milligrams): Rational | null {
  const strengths = members.map(({ injection }) => {
    const container = valueOf(injection.container);
    return container?.volumeMl && container.mgPerContainer
      ? divide(container.volumeMl, container.mgPerContainer)
      : null;
  });
  const [perMg] = strengths;
  const same = perMg && strengths.every((each) => each !== null && compare(each, perMg) === 0);
  return same ? multiply(discardedMg, perMg) : null;
}

/** The NDC on a line for discarded drug: its mL where known; an opened vial is counted with what was given. */
export function discardNdc(group: AdministrationGroup, discardedMg: Milligrams): LineNdc | null {
  const ndc = lineNdc(group);
  if (!ndc) return null;
  const isLiquid = NDC_UNITS[group.first.drug]?.unit === 'ML';
  const quantity = isLiquid ? asDecimal(discardedMillilitres(group, discardedMg)) : null;
  return { ...ndc, quantity, unit: quantity === null ? null : 'ML' };
}

/** The same NDC where another line of the same group already carries the quantity. */
export const withoutQuantity = (ndc: LineNdc | null): LineNdc | null =>
  ndc && { ...ndc, quantity: null, unit: null };
