import type { DoseProblem } from '../facts/encounter-facts.ts';
import { toDecimal } from '../vocab/rational.ts';
import { defineCheck, type Answer } from './define-check.ts';
import { quoted } from './subject-words.ts';

type Key = keyof typeof MESSAGES;
const MESSAGES = {
  inMilligrams: 'The dose is {mg} mg.',
  noDose: 'No dose of the administration to convert.',
  volumeWithoutStrength: 'The dose is {amount}, and the strength of the product is not recorded.',
  containerWithoutStrength: 'The dose is {amount}, and the content of one container is not recorded.',
  unitUnknown: 'The dose is "{amount}", in a unit that names no mass or volume.',
  unitAbsent: 'The dose is "{amount}", without a unit.',
  notANumber: 'The dose "{amount}" is not a number.',
  notExact: 'The dose "{amount}" is not an exact amount.',
  perWeightOrTime: 'The dose "{amount}" is stated by weight or time, and not as an amount given.',
  severalDoses: 'The text "{amount}" names more than one dose.',
  notConvertible: 'The dose "{amount}" cannot be converted to milligrams.',
} as const;

/** Problems that leave the amount known and the milligrams unknown. `zero-or-negative` belongs to dose-recorded. */
const KEY_OF: Readonly<Record<Exclude<DoseProblem, 'zero-or-negative'>, Key>> = {
  'volume-without-strength': 'volumeWithoutStrength',
  'container-without-strength': 'containerWithoutStrength',
  'unit-unknown': 'unitUnknown',
  'unit-absent': 'unitAbsent',
  'not-a-number': 'notANumber',
  'not-exact': 'notExact',
  'per-weight-or-time': 'perWeightOrTime',
  'several-doses': 'severalDoses',
};

/** Codes are counted in milligrams. There is no gap here: an amount was recorded, it only cannot be converted. */
export const doseInMilligrams = defineCheck({
  id: 'dose-in-milligrams',
  version: 1,
  question: 'Can the recorded dose be stated in milligrams?',
  severity: 'fix-before-signing',
  basis: {
    document: 'Practice reference for J3250, J3260 and J2930',
    section: 'Documentation: drug, dose, route, site, side',
    read: '2026-11-23',
  },
  prevents: 'Units counted from a volume or a vial whose content nobody recorded.',
  noun: 'Dose in milligrams',
  gapTitle: 'Dose not in milligrams',
  where: 'Dose of the administration in milligrams, or the strength of the product given.',
  on: 'injection',
  reads: ['administrations'],
  readsWhereOffered: ['medications', 'orders'],
  tables: ['drugs', 'ndc'],
  messages: MESSAGES,
  subjects: ({ injections }) => injections,
  evaluate({ dose }): Answer<Key> {
    const { amount, mg, problem } = dose;
    const settledElsewhere = amount.how === 'not-recorded' || amount.how === 'order-only';
    if (settledElsewhere || amount.how === 'conflicting' || problem === 'zero-or-negative')
      return { outcome: 'not-applicable', key: 'noDose', rests: 'absence' };
    if (mg.how === 'recorded' || mg.how === 'text-only') {
      const params = { mg: toDecimal(mg.value) };
      return { outcome: 'met', key: 'inMilligrams', params, evidence: mg.evidence, rests: 'presence' };
    }
    const written = amount.how === 'not-recognised' ? amount.original : amount.value;
    return {
      outcome: 'cannot-tell',
      key: problem === null ? 'notConvertible' : KEY_OF[problem],
      params: { amount: quoted(written) },
      evidence: amount.evidence,
      reason: mg.how === 'conflicting' ? 'conflicting' : 'unit-not-convertible',
    };
  },
});
