import { defineCheck } from './define-check.ts';
import { drugWords, injectionEvidence } from './subject-words.ts';
import { mayOrder } from '../tables/ordering-credentials.ts';
import { evidenceOf, valueOf } from '../vocab/fact.ts';

export const orderLinked = defineCheck({
  id: 'order-linked',
  version: 1,
  question: 'Is there an order for the injection?',
  severity: 'resolve-before-claim',
  basis: {
    document: 'NGS Medicare, CERT details: drug administration',
    section: 'Signed and dated order with drug, dose and route',
    read: '2026-11-23',
  },
  prevents: 'Denied for insufficient documentation: no signed order for the drug (CERT)',
  noun: 'Order',
  gapTitle: 'Order not found',
  where: 'The medication order that the administration carries out.',
  on: 'injection',
  reads: ['administrations', 'orders'],
  tables: ['ordering-credentials'],
  messages: {
    linked: 'The administration names its order.',
    sameDrugAndDate: 'An order for the same drug and date was found.',
    inPerson: 'Given in person by a clinician who may order it.',
    several: '{drug}: several orders fit, and the administration names none of them.',
    unread: '{drug}: the order it names could not be read.',
    missing: '{drug}: no order was found.',
  },
  subjects: ({ injections }) => injections,
  evaluate(injection) {
    const { order, performer } = injection;
    const { evidence } = order;
    const params = { drug: drugWords(injection) };
    switch (order.how) {
      case 'request':
        return { outcome: 'met', key: 'linked', evidence, rests: 'presence' };
      case 'drug-and-date':
        return { outcome: 'met', key: 'sameDrugAndDate', evidence, rests: 'presence' };
      case 'more-than-one-candidate':
        return {
          outcome: 'cannot-tell',
          key: 'several',
          params,
          evidence,
          reason: 'more-than-one-candidate',
        };
      case 'reference-not-read':
        return { outcome: 'cannot-tell', key: 'unread', params, evidence, reason: 'source-unavailable' };
      case 'none':
        return mayOrder(valueOf(performer) ?? '')
          ? { outcome: 'met', key: 'inPerson', evidence: evidenceOf(performer), rests: 'presence' }
          : {
              outcome: 'gap',
              key: 'missing',
              params,
              evidence: injectionEvidence(injection),
              searched: ['MedicationAdministration.request', 'MedicationRequest of the same drug and date'],
              rests: 'absence',
              restsOn: ['orders'],
            };
      default:
        return order.how satisfies never;
    }
  },
});
