import { describe, expect, it } from 'vitest';
import {
  evidence,
  facts,
  inShort,
  injection,
  judged,
  judgedInjection,
  procedure,
  sources,
} from '../test-kit/check-input.ts';
import type { InjectionProcedure, ProcedureFamily } from '../facts/encounter-facts.ts';
import { notRecorded, recorded } from '../vocab/fact.ts';
import type { Route } from '../vocab/route.ts';
import type { Site } from '../vocab/site.ts';
import { procedureFitsRoute } from './procedure-fits-route.ts';

const coded = (code: string, changes: Partial<InjectionProcedure> = {}) =>
  procedure({ code: recorded(code, evidence('code', code, 'Procedure/1')), ...changes });
const given = (route: Route, site: Site | null) => ({
  route: recorded(route, evidence('dosage.route', route)),
  site: site === null ? notRecorded([]) : recorded(site, evidence('dosage.site', site)),
});
const shot = (code: string, family: ProcedureFamily = 'administration') =>
  coded(code, { reference: 'Procedure/2', family, evidence: evidence('code', code, 'Procedure/2') });
const none = { procedure: { how: 'none', references: [] } } as const;

describe('procedure-fits-route', () => {
  it.each<[Route, Site | null, string, string]>([
    ['intra-articular', 'knee', '20610', 'met fits'],
    ['intra-articular', 'knee', '20611', 'met fits'],
    ['intra-articular', 'knee', '20605', 'gap place'],
    ['intra-articular', 'knee', '20600', 'gap place'],
    ['intra-articular', 'ankle', '20605', 'met fits'],
    ['intra-articular', 'ankle', '20610', 'gap place'],
    ['intra-articular', 'index-finger', '20600', 'met fits'],
    ['intra-articular', 'sacroiliac-joint', '27096', 'met fits'],
    ['intra-articular', null, '20610', 'met fits'],
    ['intra-articular', 'knee', '20550', 'gap route'],
    ['intra-articular', 'knee', '96372', 'gap route'],
    ['intrabursal', 'subacromial-bursa', '20610', 'met fits'],
    ['intramuscular', 'deltoid', '96372', 'met fits'],
    ['intramuscular', 'deltoid', '20610', 'gap route'],
    ['intravenous', null, '96374', 'met fits'],
    ['intravenous-infusion', null, '96365', 'met fits'],
    ['epidural', 'lumbar-spine', '62323', 'met fits'],
    ['epidural', 'lumbar-spine', '62321', 'gap place'],
    ['intramuscular', 'deltoid', '64450', 'cannot-tell codeNotConfirmed'],
    ['intra-articular', 'knee', '99213', 'not-applicable codeUnknown'],
  ])('%s into the %s with %s: %s', (route, site, code, expected) => {
    const results = judgedInjection(procedureFitsRoute, given(route, site), { procedures: [coded(code)] });
    expect(inShort(results)).toEqual([expected]);
    expect(results[0]?.reason).toBe(expected.startsWith('cannot-tell') ? 'code-not-in-table' : null);
  });

  it('puts route, site and code side by side', () => {
    const [route] = judgedInjection(procedureFitsRoute, given('intramuscular', 'deltoid'));
    expect(route?.message).toContain('recorded as intramuscular. Procedure 20610');
    expect(route?.evidence.map(({ path }) => path)).toEqual([
      'dosage.route',
      'dosage.site',
      'code.coding[0]',
    ]);
    expect(route?.searched).toEqual(['route', 'site', 'Procedure.code']);
    const [place] = judgedInjection(procedureFitsRoute, given('intra-articular', 'wrist'));
    expect(place?.message).toContain('the site is wrist. Procedure 20610');
  });

  it('judges by site alone where the route is not known', () => {
    const wrist = { ...given('intra-articular', 'wrist'), route: notRecorded([]) };
    expect(inShort(judgedInjection(procedureFitsRoute, wrist))).toEqual(['gap place']);
    const nothing = { route: notRecorded([]), site: notRecorded([]) };
    expect(inShort(judgedInjection(procedureFitsRoute, nothing))).toEqual(['not-applicable codeUnknown']);
    const uncoded = { procedures: [procedure({ code: notRecorded([]) })] };
    expect(inShort(judgedInjection(procedureFitsRoute, {}, uncoded))).toEqual(['not-applicable codeUnknown']);
  });

  it('finds 96372 beside a joint code where only one shot was given', () => {
    const both = { procedures: [procedure(), shot('96372')] };
    const [result] = judgedInjection(procedureFitsRoute, {}, both);
    expect(result).toMatchObject({ outcome: 'gap', messageKey: 'secondCode' });
    expect(result?.message).toContain('96372 stands beside 20610');
    expect(result?.evidence).toContainEqual(expect.objectContaining({ reference: 'Procedure/2' }));
  });

  it.each([
    ['another drug was injected', { otherInjectables: ['MedicationAdministration/9'] }],
    [
      'the second code did not take place',
      { procedures: [procedure(), { ...shot('96372'), counts: false }] },
    ],
    ['the second code is for a vein', { procedures: [procedure(), shot('96374')] }],
    ['the second code is no administration', { procedures: [procedure(), shot('20552', 'trigger-point')] }],
  ])('leaves a second code alone where %s', (_, changes) => {
    const both = { procedures: [procedure(), shot('96372')], ...changes };
    expect(inShort(judgedInjection(procedureFitsRoute, {}, both))).toEqual(['met fits']);
  });

  it.each<[string, Parameters<typeof injection>[0]]>([
    ['into a muscle', given('intramuscular', 'deltoid')],
    ['under the skin', given('subcutaneous', 'abdomen')],
    ['by a route not known', { route: notRecorded([]), site: notRecorded([]) }],
  ])('leaves a second code alone where a second shot went %s', (_, changes) => {
    const second = injection({ reference: 'MedicationAdministration/2', ...none, ...changes });
    const results = judged(procedureFitsRoute, {
      facts: facts({ injections: [injection(), second], procedures: [procedure(), shot('96372')] }),
    });
    expect(results[0]).toMatchObject({ outcome: 'met', messageKey: 'fits' });
  });

  it('asks for no second shot where the matched code is itself an administration', () => {
    const both = { procedures: [coded('96374'), shot('96372')] };
    expect(inShort(judgedInjection(procedureFitsRoute, given('intravenous', null), both))).toEqual([
      'met fits',
    ]);
  });

  it('names the only procedure there is where none matched', () => {
    const [result] = judgedInjection(procedureFitsRoute, none, { procedures: [shot('96372')] });
    expect(result).toMatchObject({ outcome: 'gap', messageKey: 'otherRoute' });
    expect(result?.message).toContain('recorded as intra-articular. The only procedure recorded is 96372');
    expect(result?.evidence).toContainEqual(expect.objectContaining({ reference: 'Procedure/2' }));
    const uncoded = { procedures: [{ ...shot('96372'), code: notRecorded([]) }] };
    expect(judgedInjection(procedureFitsRoute, none, uncoded)[0]?.message).toContain('without a code');
  });

  it.each([
    ['there is no procedure', none, { procedures: [] }],
    [
      'several could match',
      { procedure: { how: 'more-than-one-candidate', references: ['Procedure/1'] } as const },
      {},
    ],
    ['neither route nor match is known', { ...none, route: notRecorded([]) }, {}],
    ['the other code is for another drug', none, { procedures: [shot('96372')], otherInjectables: ['x'] }],
  ])('compares nothing where %s', (_, changes, other) => {
    expect(inShort(judgedInjection(procedureFitsRoute, changes, other))).toEqual(['not-applicable notKnown']);
  });

  it('clears nothing while procedures are unread', () => {
    const unread = { sources: sources({ Procedure: 'partial' }) };
    expect(inShort(judgedInjection(procedureFitsRoute, {}, unread))).toEqual([
      'cannot-tell sourceUnavailable',
    ]);
    const empty = { ...unread, procedures: [] };
    expect(inShort(judgedInjection(procedureFitsRoute, none, empty))).toEqual([
      'cannot-tell sourceUnavailable',
    ]);
  });
});
