import { expect, test } from 'vitest';
import { DRUGS, type Drug } from '../vocab/drug.ts';
import { ROUTES, type Route } from '../vocab/route.ts';
import { FORMULATION_ROUTES, formulationRoute } from './formulation-routes.ts';

const ACETATE = 'methylprednisolone-acetate';
const SUCCINATE = 'methylprednisolone-sodium-succinate';
const KENALOG = 'triamcinolone-acetonide';

const inShort = (drug: Drug, route: Route): string => {
  const row = formulationRoute(drug, route);
  return row ? `${row.verdict} ${row.verified ? 'verified' : 'lead'}` : 'silent';
};

test.each<readonly [Drug, string, readonly Route[]]>([
  [ACETATE, 'contraindicated verified', ['intravenous', 'intravenous-push', 'intravenous-infusion']],
  [ACETATE, 'contraindicated verified', ['intrathecal']],
  [ACETATE, 'warned verified', ['epidural']],
  [ACETATE, 'labelled verified', ['intramuscular', 'intra-articular', 'intrabursal', 'tendon-sheath']],
  [ACETATE, 'labelled verified', ['soft-tissue', 'periarticular', 'trigger-point', 'intralesional']],
  [ACETATE, 'silent', ['subcutaneous', 'intradermal', 'perineural', 'ocular', 'oral', 'topical', 'other']],
  [SUCCINATE, 'labelled verified', ['intravenous', 'intravenous-push', 'intravenous-infusion']],
  [SUCCINATE, 'labelled verified', ['intramuscular']],
  [SUCCINATE, 'contraindicated lead', ['intrathecal']],
  [SUCCINATE, 'off-label verified', ['intra-articular', 'epidural', 'subcutaneous', 'oral', 'other']],
  [
    KENALOG,
    'contraindicated lead',
    ['intravenous', 'intravenous-push', 'intravenous-infusion', 'intrathecal'],
  ],
  [KENALOG, 'silent', ['intra-articular', 'intramuscular', 'epidural']],
  ['dexamethasone-sodium-phosphate', 'silent', ['intravenous', 'intrathecal', 'intra-articular']],
])('%s is %s by %j', (drug, expected, routes) => {
  expect(routes.map((route) => inShort(drug, route))).toEqual(routes.map(() => expected));
});

test('every suspension that is no methylprednisolone is kept from veins and the canal, as a lead', () => {
  const kept = DRUGS.filter((drug) => drug !== ACETATE && inShort(drug, 'intravenous') !== 'silent');
  expect(kept.filter((drug) => drug !== SUCCINATE).toSorted()).toEqual([
    'betamethasone-acetate-sodium-phosphate',
    'dexamethasone-acetate',
    'hydrocortisone-acetate',
    'triamcinolone-acetonide',
    'triamcinolone-acetonide-er',
    'triamcinolone-diacetate',
    'triamcinolone-hexacetonide',
  ]);
});

test('an off-label row speaks of its own route alone and keeps the words of the label', () => {
  const labelled = formulationRoute(SUCCINATE, 'intramuscular');
  expect(formulationRoute(SUCCINATE, 'intra-articular')).toEqual({
    ...labelled,
    verdict: 'off-label',
    routes: ['intra-articular'],
  });
});

test('every row has words and a source, and no route of a drug stands in two rows', () => {
  for (const { says, source } of FORMULATION_ROUTES) expect([says, source]).not.toContain('');
  const twice = DRUGS.flatMap((drug) =>
    ROUTES.filter(
      (route) =>
        FORMULATION_ROUTES.filter((row) => row.drug === drug && row.routes.includes(route)).length > 1,
    ),
  );
  expect(twice).toEqual([]);
});
