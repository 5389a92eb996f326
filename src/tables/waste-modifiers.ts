/**
 * First dates of service on which Medicare takes the modifiers for discarded drug, and their sources
 * (reference to domain facts §2.5: JW on its own line since 2017, JZ required since 1 July 2023).
 */
export const WASTE_MODIFIERS = {
  JW: {
    from: '2017-01-01',
    source:
      'https://retinalphysician.com/issues/2023/september/coding-qa-medicare-reimbursement-for-discarded-drugs',
    verified: true,
  },
  JZ: {
    from: '2023-07-01',
    source: 'https://medicare.fcso.com/Claim_submission_guidelines/0503966.asp',
    verified: true,
  },
} as const satisfies Record<
  string,
  { readonly from: string; readonly source: string; readonly verified: boolean }
>;
