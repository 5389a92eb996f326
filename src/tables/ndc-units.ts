import type { Drug } from '../vocab/drug.ts';

/**
 * The unit in which a drug's NDC is counted on a claim: suspensions and solutions by the mL, powder vials by the
 * vial. Drugs not listed are not known. No source was found that states it (reference to domain facts §2.7 calls it
 * own knowledge) but for the extended-release kit (North Carolina Medicaid, 4 January 2018: "The NDC units should be
 * reported as UN1"), so it stands beside the HCPCS units and never decides a code or a count of them.
 */
export const NDC_UNITS: Readonly<
  Partial<Record<Drug, { readonly unit: 'ML' | 'UN'; readonly verified: boolean }>>
> = {
  'methylprednisolone-acetate': { unit: 'ML', verified: false },
  'methylprednisolone-sodium-succinate': { unit: 'UN', verified: false },
  'triamcinolone-acetonide': { unit: 'ML', verified: false },
  'triamcinolone-acetonide-er': { unit: 'UN', verified: true },
  'triamcinolone-acetonide-preservative-free': { unit: 'ML', verified: false },
  'triamcinolone-diacetate': { unit: 'ML', verified: false },
  'triamcinolone-hexacetonide': { unit: 'ML', verified: false },
  'dexamethasone-acetate': { unit: 'ML', verified: false },
  'dexamethasone-sodium-phosphate': { unit: 'ML', verified: false },
  'betamethasone-acetate-sodium-phosphate': { unit: 'ML', verified: false },
  'hydrocortisone-acetate': { unit: 'ML', verified: false },
  'hydrocortisone-sodium-phosphate': { unit: 'ML', verified: false },
  'hydrocortisone-sodium-succinate': { unit: 'UN', verified: false },
};
