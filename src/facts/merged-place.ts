import { conflicting, evidenceOf, recorded, type Fact } from '../vocab/fact.ts';
import type { Side, Site } from '../vocab/site.ts';
import { liesIn } from '../tables/sites.ts';
import type { InjectionProcedure } from './encounter-facts.ts';
import { firstStated, isStated } from './merge-facts.ts';
import type { OwnInjection } from './own-injection.ts';

const stated = <T>(fact: Fact<T>): fact is Fact<T> & { readonly value: T } => 'value' in fact;

/** Two statements of a site: the narrower where one lies in the other, else a conflict. */
function mergedSite(own: Fact<Site>, procedure: Fact<Site>): Fact<Site> {
  if (!stated(own) || !stated(procedure)) return isStated(own) ? own : firstStated([own, procedure]);
  const from = [...evidenceOf(own), ...evidenceOf(procedure)];
  if (own.value === procedure.value || liesIn(own.value, procedure.value))
    return own.how === 'recorded' || procedure.how !== 'recorded' || own.value !== procedure.value
      ? own
      : recorded(own.value, from);
  if (liesIn(procedure.value, own.value))
    return own.how === 'recorded' && procedure.how !== 'recorded' ? own : procedure;
  return conflicting([own.value, procedure.value], from);
}

/** Two statements of a side. A procedure on both sides covers an administration on one of them. */
function mergedSide(own: Fact<Side>, procedure: Fact<Side>): Fact<Side> {
  if (!stated(own) || !stated(procedure)) return isStated(own) ? own : firstStated([own, procedure]);
  const from = [...evidenceOf(own), ...evidenceOf(procedure)];
  if (own.value === procedure.value)
    return own.how !== 'recorded' && procedure.how === 'recorded' ? recorded(own.value, from) : own;
  return procedure.value === 'bilateral' ? own : conflicting([own.value, procedure.value], from);
}

/**
 * Site and side of an injection: the administration's, completed by its matched procedure's, then by the order's
 * (order-only). Two that differ conflict and neither is chosen.
 */
export function mergedPlace(
  own: OwnInjection,
  procedure: InjectionProcedure | null,
): { readonly site: Fact<Site>; readonly side: Fact<Side> } {
  const site = procedure ? mergedSite(own.own.site, procedure.site) : own.own.site;
  const side = procedure ? mergedSide(own.own.side, procedure.side) : own.own.side;
  return {
    site: isStated(site) ? site : firstStated([site, own.ordered.site]),
    side: isStated(side) ? side : firstStated([side, own.ordered.side]),
  };
}
