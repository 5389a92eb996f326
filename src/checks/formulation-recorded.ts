import { DRUG_NAME } from '../vocab/drug.ts';
import { evidenceOf, valueOf } from '../vocab/fact.ts';
import { answerFact } from './answer-fact.ts';
import { defineCheck } from './define-check.ts';
import { injectionEvidence } from './subject-words.ts';

/** Acetate and sodium succinate are different drugs to every code table; the ingredient alone names neither. */
export const formulationRecorded = defineCheck({
  id: 'formulation-recorded',
  version: 1,
  question: 'Does the record name the salt or presentation of the drug?',
  severity: 'fix-before-signing',
  basis: {
    document: 'Practice reference for J3250, J3260 and J2930',
    section: 'Documentation: drug, dose, route, site, side',
    read: '2026-11-23',
  },
  prevents: 'A code drawn for the wrong salt, or none that can be drawn at all.',
  noun: 'Formulation',
  gapTitle: 'Formulation not recorded',
  where: 'Product of the administration, named with its salt.',
  on: 'injection',
  reads: ['administrations'],
  readsWhereOffered: ['medications', 'orders'],
  tables: ['drugs', 'ndc'],
  messages: {
    recorded: 'Formulation recorded: {value}.',
    missing: '{ingredient} given. Which salt or presentation is not recorded.',
    textOnly: 'The formulation stands in text only: {value}.',
    orderOnly: 'The formulation stands in the order only: {value}.',
    notRecognised: 'The product "{original}" is not in the drug table.',
    conflicting: 'The record names more than one formulation: {values}.',
  },
  subjects: ({ injections }) => injections,
  evaluate(injection) {
    const { drug } = injection;
    const ingredient = valueOf(injection.ingredient);
    if (drug.how === 'not-recognised' && ingredient !== null)
      return {
        outcome: 'gap',
        key: 'missing',
        params: { ingredient },
        evidence: [...drug.evidence, ...evidenceOf(injection.ingredient)],
        searched: ['product of the administration', 'product of the order', 'text'],
        rests: 'absence',
      };
    return answerFact(drug, {
      words: (value) => DRUG_NAME[value],
      missing: {
        params: { ingredient: ingredient ?? 'corticosteroid' },
        evidence: injectionEvidence(injection),
      },
    });
  },
});
