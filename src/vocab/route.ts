/** Route classes the rules distinguish (spec/facts.md). `intravenous` is a vein with push or infusion not said. */
export const ROUTES = [
  'intra-articular',
  'intrabursal',
  'tendon-sheath',
  'soft-tissue',
  'intralesional',
  'periarticular',
  'trigger-point',
  'intramuscular',
  'intravenous',
  'intravenous-push',
  'intravenous-infusion',
  'subcutaneous',
  'intradermal',
  'epidural',
  'intrathecal',
  'perineural',
  'ocular',
  'oral',
  'topical',
  'other',
] as const;
export type Route = (typeof ROUTES)[number];

export const ROUTE_NAME: Readonly<Record<Route, string>> = {
  'intra-articular': 'intra-articular',
  intrabursal: 'into a bursa',
  'tendon-sheath': 'tendon sheath or insertion',
  'soft-tissue': 'soft tissue',
  intralesional: 'intralesional',
  periarticular: 'periarticular',
  'trigger-point': 'trigger point',
  intramuscular: 'intramuscular',
  intravenous: 'intravenous',
  'intravenous-push': 'intravenous push',
  'intravenous-infusion': 'intravenous infusion',
  subcutaneous: 'subcutaneous',
  intradermal: 'intradermal',
  epidural: 'epidural',
  intrathecal: 'intrathecal',
  perineural: 'perineural',
  ocular: 'ocular',
  oral: 'oral',
  topical: 'topical',
  other: 'another route',
};

const INTRAVENOUS: ReadonlySet<Route> = new Set(['intravenous', 'intravenous-push', 'intravenous-infusion']);
const NOT_INJECTED: ReadonlySet<Route> = new Set(['oral', 'topical']);

export const isIntravenous = (route: Route): boolean => INTRAVENOUS.has(route);
/** Routes by which nothing is injected: such an administration is not an injection. */
export const isNotInjected = (route: Route): boolean => NOT_INJECTED.has(route);
