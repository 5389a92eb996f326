import { describe, expect, it } from 'vitest';
import { evidence, inShort, judgedInjection } from '../test-kit/check-input.ts';
import type { Drug } from '../vocab/drug.ts';
import { notRecognised, orderOnly, recorded, textOnly } from '../vocab/fact.ts';
import type { Route } from '../vocab/route.ts';
import { routeFitsFormulation } from './route-fits-formulation.ts';

const at = evidence('dosage.route', 'route');
const given = (drug: Drug, route: Route) => ({ drug: recorded(drug, at), route: recorded(route, at) });
const ACETATE = 'methylprednisolone-acetate';
const SUCCINATE = 'methylprednisolone-sodium-succinate';

describe('route-fits-formulation', () => {
  it.each<[Drug, Route, string]>([
    [ACETATE, 'intra-articular', 'met fits'],
    [ACETATE, 'intramuscular', 'met fits'],
    [ACETATE, 'intralesional', 'met fits'],
    [ACETATE, 'intravenous', 'gap contraindicated'],
    [ACETATE, 'intravenous-push', 'gap contraindicated'],
    [ACETATE, 'intravenous-infusion', 'gap contraindicated'],
    [ACETATE, 'intrathecal', 'gap contraindicated'],
    [ACETATE, 'epidural', 'gap warned'],
    [ACETATE, 'subcutaneous', 'not-applicable noRule'],
    [SUCCINATE, 'intravenous', 'met fits'],
    [SUCCINATE, 'intravenous-infusion', 'met fits'],
    [SUCCINATE, 'intramuscular', 'met fits'],
    [SUCCINATE, 'intra-articular', 'not-applicable noRule'],
    [SUCCINATE, 'intrathecal', 'cannot-tell labelNotRead'],
    ['triamcinolone-acetonide', 'intravenous', 'cannot-tell labelNotRead'],
    ['triamcinolone-acetonide', 'intra-articular', 'not-applicable noRule'],
    ['dexamethasone-sodium-phosphate', 'intravenous', 'not-applicable noRule'],
  ])('%s by route %s: %s', (drug, route, expected) => {
    expect(inShort(judgedInjection(routeFitsFormulation, given(drug, route)))).toEqual([expected]);
  });

  it("names the label's words in the gap, and both statements as evidence", () => {
    const [vein] = judgedInjection(routeFitsFormulation, given(ACETATE, 'intravenous'));
    expect(vein?.message).toContain('not for intravenous use');
    expect(vein?.evidence).toEqual(at);
    expect(vein?.searched).toEqual(['drug', 'route', 'product label']);
    const [epidural] = judgedInjection(routeFitsFormulation, given(ACETATE, 'epidural'));
    expect(epidural?.message).toContain('serious neurologic events');
  });

  it('says that a label was not read where it was not', () => {
    const [result] = judgedInjection(routeFitsFormulation, given('triamcinolone-acetonide', 'intravenous'));
    expect(result).toMatchObject({ outcome: 'cannot-tell', reason: 'code-not-in-table' });
  });

  it('takes a route from text at its word, and does not accuse on the order alone', () => {
    const text = { route: textOnly('intravenous' as const, at) };
    expect(inShort(judgedInjection(routeFitsFormulation, text))).toEqual(['gap contraindicated']);
    const [order] = judgedInjection(routeFitsFormulation, { route: orderOnly('intravenous' as const, at) });
    expect(order).toMatchObject({ outcome: 'cannot-tell', messageKey: 'orderOnly', reason: 'order-only' });
  });

  it.each([
    ['formulation', { drug: notRecognised('methylprednisolone', at) }],
    ['route', { route: notRecognised('LOCAL', at) }],
  ])('asks nothing while the %s is not known', (_, changes) => {
    expect(inShort(judgedInjection(routeFitsFormulation, changes))).toEqual(['not-applicable notKnown']);
  });
});
