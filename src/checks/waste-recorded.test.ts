import { describe, expect, it } from 'vitest';
import { evidence, facts, inShort, injection, judged, profile, sources } from '../test-kit/check-input.ts';
import type { Container, Injection } from '../facts/encounter-facts.ts';
import { shippedCodeTable } from '../tables/code-tables.ts';
import { conflicting, notRecognised, notRecorded, recorded, textOnly } from '../vocab/fact.ts';
import { parseDecimal, rational } from '../vocab/rational.ts';
import { asMilligrams } from '../vocab/units.ts';
import { wasteRecorded } from './waste-recorded.ts';

const at = evidence('dosage.dose', 'dose');
const mg = (value: string) => asMilligrams(parseDecimal(value) ?? rational(0n));
const cms = { activeTable: shippedCodeTable('cms-hcpcs'), profile: profile({ waste: true }) };
const vial = (changes: Partial<Container> = {}) => ({
  container: recorded(
    {
      kind: 'single-dose',
      mgPerContainer: mg('40'),
      volumeMl: rational(1n),
      verified: true,
      ...changes,
    } as const,
    evidence('medication', 'NDC'),
  ),
});
const given = (value: string, changes: Partial<Injection> = {}) =>
  injection({
    dose: { amount: recorded(`${value} mg`, at), mg: recorded(mg(value), at), steps: [], problem: null },
    ...vial(),
    ...changes,
  });
const discarded = (value: string) => ({ discarded: recorded(mg(value), evidence('extension', value)) });
const asked = (...injections: readonly Injection[]) =>
  judged(wasteRecorded, { facts: facts({ injections }), ...cms });

describe('waste-recorded', () => {
  it.each<[string, Partial<Injection>, string]>([
    ['40', {}, 'met nothingLeft'],
    ['80', {}, 'met nothingLeft'],
    ['20', {}, 'gap missing'],
    ['60', {}, 'gap missing'],
    ['20', discarded('20'), 'met accounted'],
    ['12.5', discarded('27.5'), 'met accounted'],
    ['60', discarded('20'), 'met accounted'],
    ['20', { discarded: textOnly(mg('20'), at) }, 'met accounted'],
    ['40', discarded('0'), 'met accounted'],
    ['20', discarded('10'), 'gap doesNotAddUp'],
    ['40', discarded('40'), 'gap doesNotAddUp'],
  ])('%s mg of a 40 mg vial: %o is %s', (value, changes, expected) => {
    expect(inShort(asked(given(value, changes)))).toEqual([expected]);
  });

  it('is asked of an injection beside another whose dose is not known, in either order', () => {
    const unknown = given('40', {
      dose: {
        amount: notRecorded(['dosage.dose']),
        mg: notRecorded(['dosage.dose']),
        steps: [],
        problem: null,
      },
    });
    const missing = ['not-applicable doseNotKnown', 'gap missing'];
    expect(inShort(asked(unknown, given('20')))).toEqual(missing);
    expect(inShort(asked(given('20'), unknown))).toEqual(missing.toReversed());
  });

  it.each<[string, string, Partial<Injection>, string]>([
    ['two amounts that differ', '40', { discarded: conflicting([mg('10'), mg('20')], at) }, 'conflicting'],
    ['the same beside a rest', '20', { discarded: conflicting([mg('10'), mg('20')], at) }, 'conflicting'],
    ['an amount nobody can read', '40', { discarded: notRecognised('0.5 vial wasted', at) }, 'notReadable'],
    ['the same beside a rest', '20', { discarded: notRecognised('0.5 vial wasted', at) }, 'notReadable'],
  ])('cannot tell from %s: %s mg of a 40 mg vial', (_, value, changes, key) => {
    const [result] = asked(given(value, changes));
    expect([result?.outcome, result?.messageKey]).toEqual(['cannot-tell', key]);
    expect(result?.reason).toBe(key === 'conflicting' ? 'conflicting' : 'unit-not-convertible');
    expect(result?.evidence).toEqual(at);
  });

  it('cannot tell for a group of which one discarded amount is not determined', () => {
    const second = (found: Injection['discarded']) =>
      given('20', { reference: 'MedicationAdministration/2', discarded: found });
    const unread = notRecognised('0.5 vial wasted', at);
    const differing = conflicting([mg('10'), mg('20')], at);
    expect(inShort(asked(given('20'), second(unread)))[0]).toBe('cannot-tell notReadable');
    expect(inShort(asked(given('20', { discarded: unread }), second(differing)))[0]).toBe(
      'cannot-tell conflicting',
    );
  });

  it('names the three amounts and shows the evidence behind them', () => {
    const [result] = asked(given('20', discarded('10')));
    expect(result?.message).toContain('20 mg given, 10 mg discarded, 40 mg opened');
    expect(result?.evidence.map(({ path }) => path)).toEqual(['dosage.dose', 'extension', 'medication']);
    expect(result?.searched).toEqual([
      'discarded amount of the administration',
      'MedicationAdministration.note',
    ]);
  });

  it.each<[string, Partial<Injection>, string]>([
    ['a multi-dose container', vial({ kind: 'multi-dose' }), 'not-applicable multiDose'],
    ['a kind only inferred', vial({ kind: 'multi-dose', verified: false }), 'cannot-tell containerUnknown'],
    ['a single dose only inferred', vial({ verified: false }), 'cannot-tell containerUnknown'],
    ['an unknown content', vial({ mgPerContainer: null }), 'cannot-tell containerUnknown'],
    ['no container', { container: notRecorded([]) }, 'cannot-tell containerUnknown'],
    ['no dose', { dose: { ...injection().dose, mg: notRecorded([]) } }, 'not-applicable doseNotKnown'],
    [
      'a date before the modifiers',
      { serviceDate: { date: '2016-12-31', basis: 'own-offset', neighbour: null } },
      'not-applicable notAsked',
    ],
    [
      'the first date of the modifiers',
      { serviceDate: { date: '2017-01-01', basis: 'own-offset', neighbour: null } },
      'gap missing',
    ],
    ['no date', { serviceDate: { date: null, basis: 'not-recorded', neighbour: null } }, 'gap missing'],
  ])('answers %s', (_, changes, expected) => {
    const results = asked(given('20', changes));
    expect(inShort(results)).toEqual([expected]);
    expect(results[0]?.reason).toBe(expected.startsWith('cannot-tell') ? 'code-not-in-table' : null);
  });

  it('counts injections of one date from one product together, once', () => {
    const second = given('20', { reference: 'MedicationAdministration/2' });
    expect(inShort(asked(given('20'), second))).toEqual(['met nothingLeft', 'not-applicable counted']);
    const half = given('20', discarded('10'));
    expect(inShort(asked(half, { ...second, ...discarded('10'), dose: given('10').dose }))).toEqual([
      'gap doesNotAddUp',
      'not-applicable counted',
    ]);
  });

  it('sums what one of several recorded as discarded, and judges a container not known apart', () => {
    const second = given('20', { reference: 'MedicationAdministration/2' });
    const first = (value: string) => given('10', discarded(value));
    expect(inShort(asked(first('10'), second))[0]).toBe('met accounted');
    expect(inShort(asked(first('5'), second))[0]).toBe('gap doesNotAddUp');
    const unknown = { ...second, container: notRecorded([]) };
    expect(inShort(asked(given('20'), unknown))).toEqual(['gap missing', 'cannot-tell containerUnknown']);
  });

  it('is met where each place accounts for a container of its own', () => {
    const side = recorded('left' as const, []);
    const other = given('20', { reference: 'MedicationAdministration/2', side, ...discarded('20') });
    expect(inShort(asked(given('20', discarded('20')), other))).toEqual([
      'met accounted',
      'not-applicable counted',
    ]);
    const half = given('20', { reference: 'MedicationAdministration/2', side, ...discarded('10') });
    expect(inShort(asked(given('20', discarded('20')), half))[0]).toBe('gap doesNotAddUp');
  });

  it('does not take a container for shared between places that nobody recorded as shared', () => {
    const left = { reference: 'MedicationAdministration/2', side: recorded('left' as const, []) };
    const shared = ['gap sharingNotRecorded', 'not-applicable counted'];
    expect(inShort(asked(given('20'), given('20', left)))).toEqual(shared);
    expect(inShort(asked(given('20', discarded('10')), given('10', left)))).toEqual(shared);
    expect(inShort(asked(given('40'), given('40', left)))[0]).toBe('met nothingLeft');
    expect(inShort(asked(given('20'), given('10', left)))[0]).toBe('gap missing');
  });

  it.each<[string, Partial<Injection>]>([
    ['another product', { ndc: recorded('00009030602', []) }],
    ['another content', vial({ mgPerContainer: mg('80') })],
    ['another drug', { drug: recorded('methylprednisolone-sodium-succinate', []) }],
    ['another date', { serviceDate: { date: '2026-11-24', basis: 'own-offset', neighbour: null } }],
  ])('does not count %s along', (_, changes) => {
    const other = given('20', { reference: 'MedicationAdministration/2', ...changes });
    expect(inShort(asked(given('20'), other))).toEqual(['gap missing', 'gap missing']);
  });

  it.each([
    ['the practice table is active', { ...cms, activeTable: shippedCodeTable('practice') }],
    ['the profile leaves waste off', { ...cms, profile: profile() }],
  ])('asks nothing while %s', (_, changes) => {
    const theFacts = facts({ injections: [given('20')] });
    expect(inShort(judged(wasteRecorded, { facts: theFacts, ...changes }))).toEqual([
      'not-applicable notAsked',
    ]);
    const unread = { ...theFacts, sources: sources({ Coverage: 'denied' }) };
    expect(inShort(judged(wasteRecorded, { facts: unread, ...changes }))).toEqual([
      'cannot-tell sourceUnavailable',
    ]);
  });
});
