import type { Drug } from '../vocab/drug.ts';
import { isIntravenous, type Route } from '../vocab/route.ts';

/**
 * What a product's label says about a route.
 *
 * - `labelled`: the label names it. - `contraindicated`: the label forbids it.
 * - `warned`: the label warns of it and it is not approved. - `off-label`: the label is silent on it.
 */
export type RouteVerdict = 'labelled' | 'off-label' | 'warned' | 'contraindicated';

export interface FormulationRoute {
  readonly drug: Drug;
  readonly verdict: RouteVerdict;
  readonly routes: readonly Route[];
  /** The label's words in ours, for the finding. */
  readonly says: string;
  readonly source: string;
  readonly verified: boolean;
}

const ACETATE_LABEL =
  'https://dailymed.nlm.nih.gov/dailymed/lookup.cfm?setid=a8b270fb-43bc-46d9-bfde-5f5655efab17';
const SUCCINATE_LABEL =
  'https://dailymed.nlm.nih.gov/dailymed/lookup.cfm?setid=c5d22210-73c6-4697-a267-75e243508642';
const UNREAD_LABEL = 'general knowledge of the US label; the label itself was not read';
const VEIN = ['intravenous', 'intravenous-push', 'intravenous-infusion'] as const;

const suspension = (drug: Drug): FormulationRoute => ({
  drug,
  verdict: 'contraindicated',
  routes: [...VEIN, 'intrathecal'],
  says: 'a suspension, not for a vein or the spinal canal',
  source: UNREAD_LABEL,
  verified: false,
});

/** Rows of the labels that were read, and (unverified) of suspensions whose labels were not. */
export const FORMULATION_ROUTES: readonly FormulationRoute[] = [
  {
    drug: 'methylprednisolone-acetate',
    verdict: 'contraindicated',
    routes: [...VEIN],
    says: 'not for intravenous use',
    source: ACETATE_LABEL,
    verified: true,
  },
  {
    drug: 'methylprednisolone-acetate',
    verdict: 'contraindicated',
    routes: ['intrathecal'],
    says: 'contraindicated by the intrathecal route',
    source: ACETATE_LABEL,
    verified: true,
  },
  {
    drug: 'methylprednisolone-acetate',
    verdict: 'warned',
    routes: ['epidural'],
    says: 'serious neurologic events; not approved',
    source: 'http://www.fda.gov/Drugs/DrugSafety/ucm394280.htm',
    verified: true,
  },
  {
    drug: 'methylprednisolone-acetate',
    verdict: 'labelled',
    routes: [
      'intramuscular',
      'intra-articular',
      'intrabursal',
      'tendon-sheath',
      'soft-tissue',
      'periarticular',
      'trigger-point',
      'intralesional',
    ],
    says: 'for intramuscular, intra-articular, soft tissue and intralesional use',
    source: ACETATE_LABEL,
    verified: true,
  },
  {
    drug: 'methylprednisolone-sodium-succinate',
    verdict: 'labelled',
    routes: [...VEIN, 'intramuscular'],
    says: 'for intravenous and intramuscular use',
    source: SUCCINATE_LABEL,
    verified: true,
  },
  {
    drug: 'methylprednisolone-sodium-succinate',
    verdict: 'contraindicated',
    routes: ['intrathecal'],
    says: 'contraindicated by the intrathecal route',
    source: UNREAD_LABEL,
    verified: false,
  },
  suspension('triamcinolone-acetonide'),
  suspension('triamcinolone-acetonide-er'),
  suspension('triamcinolone-diacetate'),
  suspension('triamcinolone-hexacetonide'),
  suspension('dexamethasone-acetate'),
  suspension('betamethasone-acetate-sodium-phosphate'),
  suspension('hydrocortisone-acetate'),
];

/** Drugs whose label routes were read whole: a route in none of their rows is off-label. */
const WHOLE_LABEL: ReadonlySet<Drug> = new Set(['methylprednisolone-sodium-succinate']);

/** The row about a drug by a route, or null when no row speaks of it. */
export function formulationRoute(drug: Drug, route: Route): FormulationRoute | null {
  const row = FORMULATION_ROUTES.find((each) => each.drug === drug && each.routes.includes(route));
  if (row) return row;
  const labelled = FORMULATION_ROUTES.find((each) => each.drug === drug && each.verdict === 'labelled');
  if (!labelled || !WHOLE_LABEL.has(drug) || isIntravenous(route)) return null;
  return { ...labelled, verdict: 'off-label', routes: [route] };
}
