import { NDC_UNITS } from '../tables/ndc-units.ts';
import { ndcRow, type NdcRow } from '../tables/ndc.ts';
import { valueOf } from '../vocab/fact.ts';
import {
  add,
  ceil,
  compare,
  divide,
  parseDecimal,
  rational,
  toExact,
  type Rational,
} from '../vocab/rational.ts';
import type { Milligrams } from '../vocab/units.ts';
import type { LineNdc } from './claim-line.ts';
import type { DosedInjection } from './dosed-injection.ts';
import type { AdministrationGroup } from './group-administrations.ts';
import { poolsOf, totalOf } from './opened-containers.ts';

const ELEVEN_DIGITS = /^(\d{5})(\d{4})(\d{2})$/;
const AMOUNT_IN_ML = /^([\d.]+) ?m[lL]$/;

/** mL given: by the strength of the package, else as the amount itself says. Null where neither is known. */
function millilitresOf({ injection, doseMg }: DosedInjection, row: NdcRow | null): Rational | null {
  if (row?.mgPerMl) return divide(doseMg, row.mgPerMl);
  const written = AMOUNT_IN_ML.exec(valueOf(injection.dose.amount) ?? '')?.[1];
  return written === undefined ? null : parseDecimal(written);
}

function millilitres({ members }: AdministrationGroup, row: NdcRow | null): Rational | null {
  const volumes = members.map((member) => millilitresOf(member, row));
  return volumes.reduce<Rational | null>((sum, each) => sum && each && add(sum, each), rational(0n));
}

/**
 * Vials opened, by the same containers that JW and JZ are judged by. Not known where vials of several places may have
 * been fewer, because what was given and discarded would fit into less; nor for part of a vial of which the table
 * does not know that it was for one patient.
 */
function vials({ members, totalMg }: AdministrationGroup, row: NdcRow | null): Rational | null {
  const content = row?.mgPerContainer ?? null;
  const pools = poolsOf(members, () => content);
  if (!row || !content || !pools) return null;
  const opened = totalOf(pools, 'openedMg');
  const [count, atLeast] = [opened, add(totalMg, totalOf(pools, 'discardedMg'))].map((mg) =>
    ceil(divide(mg, content) ?? rational(0n)),
  );
  const isWhole = compare(totalMg, opened) === 0 || (row.kind === 'single-dose' && row.kindVerified);
  return isWhole && count !== undefined && count === atLeast ? rational(count) : null;
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
  const row = ndcRow(code);
  const quantity = asDecimal(
    unit === 'ML' ? millilitres(group, row) : unit === 'UN' ? vials(group, row) : null,
  );
  const hyphenated = parts.slice(1).join('-');
  return { code, hyphenated, qualifier: 'N4', quantity, unit: quantity === null ? null : unit };
}

/** The NDC on a line for discarded drug: its mL where known; an opened vial is counted with what was given. */
export function discardNdc(group: AdministrationGroup, discardedMg: Milligrams): LineNdc | null {
  const ndc = lineNdc(group);
  if (!ndc) return null;
  const perMl = NDC_UNITS[group.first.drug]?.unit === 'ML' ? ndcRow(ndc.code)?.mgPerMl : null;
  const quantity = perMl ? asDecimal(divide(discardedMg, perMl)) : null;
  return { ...ndc, quantity, unit: quantity === null ? null : 'ML' };
}

/** The same NDC where another line of the same group already carries the quantity. */
export const withoutQuantity = (ndc: LineNdc | null): LineNdc | null =>
  ndc && { ...ndc, quantity: null, unit: null };
