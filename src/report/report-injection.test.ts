import { describe, expect, it } from 'vitest';
import type { Injection } from '../facts/encounter-facts.ts';
import { evidence, injection } from '../test-kit/check-input.ts';
import { aContainer } from '../test-kit/coding-builder.ts';
import { aDose, mg, noDose, stated } from '../test-kit/injection-builder.ts';
import { anInjectionRow } from '../test-kit/report-builder.ts';
import { conflicting, notRecorded, orderOnly, recorded, type Fact } from '../vocab/fact.ts';
import { rational } from '../vocab/rational.ts';
import { ROUTE_NAME, type Route } from '../vocab/route.ts';
import type { Side, Site } from '../vocab/site.ts';
import { reportInjection } from './report-injection.ts';
import type { ReportInjection } from './report-schema.ts';

const rowOf = (changes: Partial<Injection> = {}): ReportInjection =>
  reportInjection(injection(changes), null);
const NONE = notRecorded(['administration']);
const ordered = (changes: Partial<Injection['order']>): ReportInjection['order'] =>
  rowOf({ order: { ...injection().order, ...changes } }).order;

describe('an injection in the report', () => {
  it('writes each fact under its own name, for programs and for people', () => {
    const { ingredient, drug, amount, doseMg, route, site, side, timeFact, ...rest } = rowOf({
      dose: aDose('12.5', { amount: stated('0.3125 mL', 'dosage.dose') }),
      route: stated<Route>('tendon-sheath', 'dosage.route'),
      site: stated<Site>('anterior-chest', 'dosage.site'),
      side: stated<Side>('left', 'dosage.site'),
      discarded: stated(mg('27.5'), 'note'),
    });
    const { performer, rationale, ndc, lot, expiry, discardedMg } = rest;
    const written = Object.entries({
      ingredient,
      drug,
      amount,
      doseMg,
      route,
      site,
      side,
      timeFact,
      performer,
      rationale,
      ndc,
      lot,
      expiry,
      discardedMg,
    }).map(([name, { how, value, words }]) => [name, how, value, words]);
    expect(written).toEqual([
      ['ingredient', 'recorded', 'methylprednisolone', 'methylprednisolone'],
      ['drug', 'recorded', 'methylprednisolone-acetate', 'methylprednisolone acetate'],
      ['amount', 'recorded', '0.3125 mL', '0.3125 mL'],
      ['doseMg', 'recorded', '12.5', '12.5 mg'],
      ['route', 'recorded', 'tendon-sheath', ROUTE_NAME['tendon-sheath']],
      ['site', 'recorded', 'anterior-chest', 'front of the chest'],
      ['side', 'recorded', 'left', 'left'],
      ['timeFact', 'recorded', '2026-11-23T14:05:00-05:00', '2026-11-23T14:05:00-05:00'],
      ['performer', 'recorded', 'R. Osei RN', 'R. Osei RN'],
      ['rationale', 'recorded', 'knee osteoarthritis pain', 'knee osteoarthritis pain'],
      ['ndc', 'recorded', '00009307301', '00009307301'],
      ['lot', 'recorded', 'LX2291', 'LX2291'],
      ['expiry', 'recorded', '2027-08', '2027-08'],
      ['discardedMg', 'recorded', '27.5', '27.5 mg'],
    ]);
  });

  it('says everything else as the record does', () => {
    const row = rowOf({ serviceDate: { date: '2026-11-23', basis: 'site-zone', neighbour: '2026-11-24' } });
    expect(row).toMatchObject({
      administration: 'MedicationAdministration/1',
      versionId: '1',
      status: 'completed',
      doseSteps: [],
      doseProblem: null,
      time: '2026-11-23T14:05:00-05:00',
      serviceDate: '2026-11-23',
      serviceDateBasis: 'site-zone',
      container: '40 mg 1 mL single-dose container',
      order: { how: 'request', references: ['MedicationRequest/1'], doseMg: '40', requester: 'A. Levin MD' },
      procedure: { how: 'matched', references: ['Procedure/1'] },
      encounterMatch: 'context',
      frequency: null,
      billed: true,
      partial: false,
      excluded: null,
    });
  });

  it('keeps the dose exact for programs and rounds it for people', () => {
    const { value, words } = rowOf({ dose: aDose('1', { mg: recorded(mg(rational(1n, 3n)), []) }) }).doseMg;
    expect([value, words]).toEqual(['1/3', '0.333 mg']);
  });

  it('shows how an amount became milligrams, or why it did not', () => {
    const steps = ['2 mL × 40 mg/mL = 80 mg'];
    expect(rowOf({ dose: aDose('80', { steps }) })).toMatchObject({ doseSteps: steps, doseProblem: null });
    expect(rowOf({ dose: { ...noDose(), problem: 'unit-absent' } })).toMatchObject({
      doseSteps: [],
      doseProblem: 'unit-absent',
      doseMg: { how: 'not-recorded', value: null, words: null, searched: ['dosage.dose', 'dosage.text'] },
    });
  });

  it('names both sides in words', () => {
    const { value, words } = rowOf({ side: stated<Side>('bilateral', 'dosage.site') }).side;
    expect([value, words]).toEqual(['bilateral', 'both sides']);
  });

  it('carries the numbers of the frequency rule', () => {
    const { frequency } = anInjectionRow();
    expect(frequency).not.toBe(null);
    expect(reportInjection(injection(), frequency).frequency).toEqual(frequency);
  });

  it('has no time where none is settled', () => {
    const two = conflicting(['2026-11-23', '2026-11-24'], evidence('effectiveDateTime', '2026-11-23'));
    expect(rowOf({ time: two })).toMatchObject({ time: null, timeFact: { how: 'conflicting' } });
  });
});

describe('the site of an injection in the report', () => {
  it.each<[string, Fact<Site>, boolean | null]>([
    ['is one of a pair', stated<Site>('knee', 'dosage.site'), true],
    ['is one of a pair in the order alone', orderOnly('hip', evidence('site', 'hip')), true],
    ['has no side', stated<Site>('lumbar-spine', 'dosage.site'), false],
    ['is not recorded', NONE, null],
    ['is conflicting', conflicting(['knee', 'hip'], evidence('dosage.site', 'knee')), null],
  ])('%s', (_, site, paired) => {
    expect(rowOf({ site }).paired).toBe(paired);
  });
});

describe('the container of an injection in the report', () => {
  it.each([
    ['of a known vial', aContainer('single-dose', '40'), '40 mg 1 mL single-dose container'],
    [
      'of parts',
      aContainer('multi-dose', '12.5', { volumeMl: rational(1n, 3n) }),
      '12.5 mg 0.333 mL multi-dose container',
    ],
    ['without content', aContainer('multi-dose', null), '1 mL multi-dose container'],
    ['without volume', aContainer('single-dose', '40', { volumeMl: null }), '40 mg single-dose container'],
    [
      'of a kind the pack size tells',
      aContainer('single-dose', null, { volumeMl: null, verified: false }),
      'single-dose container (from the pack size)',
    ],
    ['not recorded', NONE, null],
  ])('stands in words: %s', (_, container, words) => {
    expect(rowOf({ container }).container).toBe(words);
  });
});

describe('the order of an injection in the report', () => {
  it('has no dose where none is linked and none where it states none', () => {
    expect(ordered({ how: 'none', references: [], dose: null })).toMatchObject({ how: 'none', doseMg: null });
    expect(ordered({ dose: noDose() }).doseMg).toBe(null);
    expect(ordered({ dose: aDose('62.5') }).doseMg).toBe('62.5');
  });

  it('has no requester where none is recorded', () => {
    expect(ordered({ requester: NONE }).requester).toBe(null);
  });

  it('names candidates in the order of their references, as the procedure does', () => {
    const [how, a, b] = ['more-than-one-candidate', 'MedicationRequest/a', 'MedicationRequest/b'] as const;
    expect(ordered({ how, references: [b, a] })).toMatchObject({ how, references: [a, b] });
    expect(rowOf({ procedure: { how, references: ['Procedure/b', 'Procedure/a'] } }).procedure).toEqual({
      how,
      references: ['Procedure/a', 'Procedure/b'],
    });
  });
});

describe('the billing of an injection in the report', () => {
  it.each<[string, Injection['billing'], readonly unknown[]]>([
    ['billed whole', { billed: true, partial: false }, [true, false, null]],
    ['billed in part', { billed: true, partial: true }, [true, true, null]],
    [
      'excluded, with the reason',
      { billed: false, excluded: 'not-done', evidence: [] },
      [false, false, 'not-done'],
    ],
  ])('is %s', (_, billing, expected) => {
    const { billed, partial, excluded } = rowOf({ billing });
    expect([billed, partial, excluded]).toEqual(expected);
  });
});
