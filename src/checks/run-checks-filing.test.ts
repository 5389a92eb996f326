import { describe, expect, it } from 'vitest';
import type { ClaimLine } from '../coding/claim-line.ts';
import { checkInput, coding, line } from '../test-kit/check-input.ts';
import { runCheck, type AnyCheck } from './run-checks.ts';

const ANY = {
  id: 'test-check',
  version: 1,
  question: 'Is it?',
  severity: 'note',
  basis: { document: 'Test', section: 'Test', read: '2026-11-23' },
  prevents: 'Nothing.',
  noun: 'Thing',
  gapTitle: 'Thing not recorded',
  where: 'Nowhere.',
  reads: ['administrations'],
  tables: [],
  messages: { said: 'It is said.' },
  evaluate: () => ({ outcome: 'not-applicable', key: 'said' }),
} as const satisfies Omit<AnyCheck<'line'>, 'on' | 'subjects'>;

describe('what a result is filed under', () => {
  const of = { code: 'J3250', serviceDate: '2026-11-23' } as const;
  const disagreement = {
    ...of,
    kinds: ['different-ingredient'],
    cmsMeaning: null,
    message: 'x',
    administrations: ['MedicationAdministration/2', 'MedicationAdministration/3'],
  } as const;
  const about = (
    lines: readonly ClaimLine[],
    administrations: readonly string[] = disagreement.administrations,
  ) => {
    const input = checkInput({
      coding: coding({ lines, disagreements: [{ ...disagreement, administrations }] }),
    });
    const disagreements: AnyCheck<'disagreement'> = {
      ...ANY,
      on: 'disagreement',
      subjects: () => input.coding.disagreements,
    };
    return runCheck(disagreements, input).map(({ subject, line: key }) => [subject, key]);
  };

  it('is for a line its first administration, and its own key among the lines of its code', () => {
    const lines = [line(), line({ administrations: ['MedicationAdministration/2'] })];
    const ofLines: AnyCheck<'line'> = { ...ANY, on: 'line', subjects: (input) => input.coding.lines };
    const results = runCheck(ofLines, checkInput({ coding: coding({ lines }) }));
    expect(results.map(({ subject, line: key }) => [subject, key])).toEqual([
      ['MedicationAdministration/1', 'practice/J3250/1'],
      ['MedicationAdministration/2', 'practice/J3250/2'],
    ]);
  });

  it('is for a disagreement the active line of its code on its date', () => {
    const lines = [
      line({ ...of, role: 'cross-check', table: 'cms-hcpcs' }),
      line({ ...of, serviceDate: '2026-11-22' }),
      line({ ...of, code: 'J3260' }),
      line(of),
    ];
    expect(about(lines)).toEqual([['MedicationAdministration/2', 'practice/J3250/2']]);
  });

  it('is for a disagreement without such a line no line, and the encounter where nothing was given', () => {
    expect(about([line({ ...of, code: 'J3260' })])).toEqual([['MedicationAdministration/2', null]]);
    expect(about([], [])).toEqual([['Encounter/1', null]]);
  });
});
