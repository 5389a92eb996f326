import { expect, it } from 'vitest';
import { asFile, NO_INPUT, type InputCounts } from './input-counts.ts';

const endsOf = (counts: Partial<InputCounts>, patient = 'Patient/1') => {
  const { incomplete } = asFile([], patient, { ...NO_INPUT, ...counts });
  return {
    given: incomplete.get('MedicationAdministration')?.completeness ?? 'complete',
    orders: incomplete.get('MedicationRequest')?.completeness ?? 'complete',
  };
};
const both = ['MedicationAdministration', 'MedicationRequest'];
const unsupported = { completeness: 'unsupported', reason: 'r' } as const;
const denied = { completeness: 'denied', reason: 'r' } as const;
const lost = { 'Patient/1': ['MedicationAdministration'] };

it('has a type without a file as not offered, and the rest as whole', () => {
  expect(endsOf({ present: both })).toEqual({ given: 'complete', orders: 'complete' });
  expect(endsOf({ present: ['MedicationRequest'] })).toEqual({ given: 'unsupported', orders: 'complete' });
});

it('has a type read in part for the patient a lost line named, and for nobody else', () => {
  expect(endsOf({ present: both, incompleteFor: lost })).toEqual({ given: 'partial', orders: 'complete' });
  expect(endsOf({ present: both, incompleteFor: lost }, 'Patient/2').given).toBe('complete');
  expect(endsOf({ present: [], incompleteFor: lost }).given).toBe('partial');
});

it('takes the worse of what was lost for one patient and what is said for all', () => {
  const said = (all: InputCounts['incomplete'][string]) =>
    endsOf({ present: both, incompleteFor: lost, incomplete: { MedicationAdministration: all } }).given;
  expect(said(unsupported)).toBe('partial');
  expect(said(denied)).toBe('denied');
});
