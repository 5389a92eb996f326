import type { DoseProblem, Injection } from '../facts/encounter-facts.ts';
import { toDecimal } from '../vocab/rational.ts';
import { defineCheck, type Answer } from './define-check.ts';
import { quoted } from './subject-words.ts';

type Key = keyof typeof MESSAGES;
const MESSAGES = {
  inMilligrams: 'The dose is {mg} mg.',
  noDose: 'No dose of the administration to convert.',
  volumeWithoutStrength: 'The dose is {amount}, and the strength of the product is not recorded.',
  containerWithoutStrength: 'The dose is {amount}, and the content of one container is not recorded.',
  mixedVolume:
    'The dose is {amount}, and the text beside it names a mixture: the share of the drug is not certain.',
  unitUnknown: 'The dose is "{amount}", in a unit that names no mass or volume.',
  unitAbsent: 'The dose is "{amount}", without a unit.',
  notANumber: 'The dose "{amount}" is not a number.',
  notExact: 'The dose "{amount}" is not an exact amount.',
  perWeightOrTime: 'The dose "{amount}" is stated by weight or time, and not as an amount given.',
  severalDoses: 'The text "{amount}" names more than one dose.',
  strengthFromOrder: 'The dose is {amount}, and only the order states the strength of the product.',
  strengthsDiffer: 'The dose is {amount}, and the record states more than one strength of the product.',
  notConvertible: 'The dose "{amount}" cannot be converted to milligrams.',
} as const;

/** Problems that leave the amount known and the milligrams unknown. `zero-or-negative` belongs to dose-recorded. */
const KEY_OF: Readonly<Record<Exclude<DoseProblem, 'zero-or-negative'>, Key>> = {
  'volume-without-strength': 'volumeWithoutStrength',
  'container-without-strength': 'containerWithoutStrength',
  'mixed-volume': 'mixedVolume',
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
    if (!isStated(amount) || problem === 'zero-or-negative')
      return { outcome: 'not-applicable', key: 'noDose', rests: 'absence' };
    if (mg.how === 'recorded' || mg.how === 'text-only') {
      const params = { mg: toDecimal(mg.value) };
      return { outcome: 'met', key: 'inMilligrams', params, evidence: mg.evidence, rests: 'presence' };
    }
    const open = {
      outcome: 'cannot-tell',
      params: { amount: quoted(amount.value) },
      evidence: amount.evidence,
    } as const;
    if (mg.how === 'order-only') return { ...open, key: 'strengthFromOrder', reason: 'order-only' };
    if (mg.how === 'conflicting') return { ...open, key: 'strengthsDiffer', reason: 'conflicting' };
    return {
      ...open,
      key: problem === null ? 'notConvertible' : KEY_OF[problem],
      reason: 'unit-not-convertible',
    };
  },
});

type Stated = Extract<Injection['dose']['amount'], { readonly how: 'recorded' | 'text-only' }>;

/** An amount stands there; absent, unreadable and contradicting ones are findings of `dose-recorded`. */
const isStated = (amount: Injection['dose']['amount']): amount is Stated =>
  amount.how === 'recorded' || amount.how === 'text-only';
