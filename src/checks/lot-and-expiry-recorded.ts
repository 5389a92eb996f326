import { defineCheck } from './define-check.ts';
import { drugWords, injectionEvidence } from './subject-words.ts';
import { evidenceOfAll } from './subjects.ts';

export const lotAndExpiryRecorded = defineCheck({
  id: 'lot-and-expiry-recorded',
  version: 1,
  question: 'Are lot number and expiry of the product recorded?',
  severity: 'note',
  basis: {
    document: 'Reviewer checklists of NGS, Noridian, First Coast and Novitas',
    section: 'None of them asks for the lot or the expiry of this drug: good practice only',
    read: '2026-11-23',
  },
  prevents: 'Nothing known: no payer source found asks for it',
  noun: 'Lot and expiry',
  gapTitle: 'Lot or expiry not recorded',
  where: 'The product of the administration.',
  on: 'injection',
  reads: ['administrations'],
  tables: [],
  messages: {
    recorded: 'Lot and expiry are recorded.',
    textOnly: '{drug}: lot or expiry stands in text, or in more than one form.',
    noLot: '{drug}: the lot number is not recorded.',
    noExpiry: '{drug}: the expiry is not recorded.',
    neither: '{drug}: lot number and expiry are not recorded.',
  },
  subjects: ({ injections }) => injections,
  evaluate(injection) {
    const { lot, expiry } = injection;
    const params = { drug: drugWords(injection) };
    const noLot = lot.how === 'not-recorded';
    const noExpiry = expiry.how === 'not-recorded';
    if (noLot || noExpiry)
      return {
        outcome: 'gap',
        key: noLot && noExpiry ? 'neither' : noLot ? 'noLot' : 'noExpiry',
        params,
        evidence: injectionEvidence(injection),
        searched: [...new Set([lot, expiry].flatMap((one) => ('searched' in one ? one.searched : [])))],
        rests: 'absence',
        restsOn: ['administrations'],
      };
    const evidence = evidenceOfAll(lot, expiry);
    return lot.how === 'recorded' && expiry.how === 'recorded'
      ? { outcome: 'met', key: 'recorded', evidence, rests: 'presence' }
      : { outcome: 'cannot-tell', key: 'textOnly', params, evidence, reason: 'text-only' };
  },
});
