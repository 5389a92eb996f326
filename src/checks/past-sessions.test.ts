import { describe, expect, it } from 'vitest';
import { evidence, injection } from '../test-kit/check-input.ts';
import { frequencyRule, pastInjection } from '../test-kit/policy-builder.ts';
import type { PastInjection } from '../facts/encounter-facts.ts';
import { notRecorded, recorded, type Fact } from '../vocab/fact.ts';
import type { Route } from '../vocab/route.ts';
import type { Side, Site } from '../vocab/site.ts';
import { scopeOf, sessionsBefore } from './past-sessions.ts';

const fact = <T>(value: T | null): Fact<T> => (value === null ? notRecorded([]) : recorded(value, []));
const into = (route: Route | null, site: Site | null, side: Side | null) =>
  injection({ route: fact(route), site: fact(site), side: fact(side) });

describe('scopeOf', () => {
  it.each<[Route | null, Site | null, Side | null, string]>([
    ['intra-articular', 'knee', 'right', 'joint-or-bursa'],
    ['intrabursal', 'subacromial-bursa', 'left', 'joint-or-bursa'],
    ['intra-articular', 'sacroiliac-joint', 'right', 'sacroiliac'],
    ['tendon-sheath', 'wrist', 'right', 'tendon'],
    ['soft-tissue', 'plantar-fascia', 'right', 'tendon'],
    ['periarticular', 'knee', 'right', 'tendon'],
    ['perineural', 'carpal-tunnel', 'right', 'tendon'],
    ['epidural', 'lumbar-spine', null, 'epidural'],
    ['trigger-point', null, null, 'trigger-point'],
    ['intramuscular', null, null, 'other'],
    ['intravenous', null, null, 'other'],
    ['intralesional', 'skin', null, 'other'],
    [null, 'knee', 'right', 'not-known'],
    ['intra-articular', null, 'right', 'not-known'],
    ['intra-articular', 'knee', null, 'not-known'],
    ['epidural', null, null, 'not-known'],
  ])('%s into the %s, side %s: %s', (route, site, side, scope) => {
    expect(scopeOf(into(route, site, side))).toBe(scope);
  });
});

const DATE = '2026-11-23';
const past = (changes: Partial<PastInjection> = {}): PastInjection =>
  pastInjection({
    date: '2026-10-24',
    drug: null,
    evidence: evidence('effectiveDateTime', '2026-10-24'),
    ...changes,
  });
const counted = (
  history: readonly PastInjection[],
  given: Partial<Parameters<typeof sessionsBefore>[0]> = {},
) =>
  sessionsBefore({
    injection: into('intra-articular', 'knee', 'right'),
    rule: frequencyRule(),
    date: DATE,
    history,
    doubtful: false,
    ...given,
  });
/** How often one earlier injection counts: for sure, and at most. */
const counts = (one: PastInjection, given: Partial<Parameters<typeof sessionsBefore>[0]> = {}) => [
  counted([one], given).count,
  counted([one], { ...given, doubtful: true }).count,
];

describe('sessionsBefore: what counts', () => {
  it.each<[string, Partial<PastInjection>, readonly number[]]>([
    ['the same place', {}, [1, 1]],
    ['the other side', { side: 'left' }, [0, 0]],
    ['both sides', { side: 'bilateral' }, [1, 1]],
    ['a side not known', { side: null }, [0, 1]],
    ['a site not known', { site: null }, [0, 1]],
    ['a bursa of the joint, however written', { site: 'pes-anserine-bursa' }, [1, 1]],
    ['another joint', { site: 'hip' }, [0, 0]],
    ['beside the joint', { route: 'periarticular' }, [0, 0]],
    ['a route not known, at the same place', { route: null }, [1, 1]],
    ['a vein', { route: 'intravenous', site: null }, [0, 0]],
    ['a joint procedure', { route: null, family: 'joint' }, [1, 1]],
    ['a nerve procedure', { route: null, family: 'nerve' }, [0, 0]],
    ['a procedure of a joint of the spine', { route: null, family: 'spine-joint' }, [0, 0]],
    ['an intralesional procedure', { route: null, family: 'intralesional' }, [0, 0]],
    ['the route before the family', { route: 'intramuscular', family: 'joint' }, [0, 0]],
    ['a doubtful one', { doubtful: true }, [0, 1]],
    ['a doubtful one of the other side', { doubtful: true, side: 'left' }, [0, 0]],
    ['a procedure that names no kind', { route: null, family: 'injection-unspecified' }, [1, 1]],
  ])('%s', (_, changes, expected) => {
    expect(counts(past(changes))).toEqual(expected);
  });

  it('counts both sides against either, when the injection itself is bilateral', () => {
    expect(counts(past(), { injection: into('intra-articular', 'knee', 'bilateral') })).toEqual([1, 1]);
  });

  it('keeps fingers apart, and one finger together with the hand that names none', () => {
    const finger = { injection: into('intra-articular', 'index-finger', 'right') };
    expect(counts(past({ site: 'index-finger' }), finger)).toEqual([1, 1]);
    expect(counts(past({ site: 'hand' }), finger)).toEqual([1, 1]);
    expect(counts(past({ site: 'ring-finger' }), finger)).toEqual([0, 0]);
    expect(counts(past({ site: 'thumb-carpometacarpal-joint' }), finger)).toEqual([0, 0]);
    const thumbBase = { injection: into('intra-articular', 'thumb-carpometacarpal-joint', 'right') };
    expect(counts(past({ site: 'index-finger' }), thumbBase)).toEqual([0, 0]);
  });

  it('joins two joints of one region for joints alone', () => {
    const shoulder = { injection: into('intra-articular', 'acromioclavicular-joint', 'right') };
    expect(counts(past({ site: 'subacromial-bursa' }), shoulder)).toEqual([1, 1]);
    const tendon = {
      injection: into('tendon-sheath', 'lateral-epicondyle', 'right'),
      rule: frequencyRule({ scope: 'tendon' as const }),
    };
    expect(counts(past({ route: 'soft-tissue', site: 'medial-epicondyle' }), tendon)).toEqual([0, 0]);
    expect(counts(past({ route: 'soft-tissue', site: 'elbow' }), tendon)).toEqual([1, 1]);
    expect(counts(past({ route: null, family: 'nerve-tunnel', site: 'elbow' }), tendon)).toEqual([1, 1]);
    expect(counts(past({ route: null, family: 'soft-tissue', site: 'elbow' }), tendon)).toEqual([1, 1]);
  });

  it('counts trigger points wherever they are, and an epidural by region', () => {
    const points = {
      injection: into('trigger-point', 'neck', null),
      rule: frequencyRule({ scope: 'trigger-point' as const }),
    };
    expect(counts(past({ route: 'trigger-point', site: 'scapula' }), points)).toEqual([1, 1]);
    expect(counts(past({ route: null, family: 'trigger-point', site: null }), points)).toEqual([1, 1]);
    expect(counts(past({ route: null, family: 'injection-unspecified' }), points)).toEqual([0, 1]);
    expect(counts(past(), points)).toEqual([0, 0]);
    const spine = {
      injection: into('epidural', 'lumbar-spine', null),
      rule: frequencyRule({ scope: 'epidural' as const }),
    };
    expect(counts(past({ route: 'epidural', site: 'lumbar-spine', side: null }), spine)).toEqual([1, 1]);
    expect(counts(past({ route: 'epidural', site: 'thoracic-spine', side: null }), spine)).toEqual([0, 0]);
    expect(counts(past({ route: null, family: 'epidural', site: null }), spine)).toEqual([0, 1]);
    const sacroiliac = {
      injection: into('intra-articular', 'sacroiliac-joint', 'right'),
      rule: frequencyRule({ scope: 'sacroiliac' as const }),
    };
    expect(
      counts(past({ route: null, family: 'spine-joint', site: 'sacroiliac-joint' }), sacroiliac),
    ).toEqual([1, 1]);
  });
});

describe('sessionsBefore: window and limits', () => {
  it.each<[string, number]>([
    ['2026-11-22', 1],
    ['2025-11-24', 1],
    ['2025-11-23', 0],
    ['2026-11-23', 0],
    ['2026-11-24', 0],
    ['2026-02-30', 0],
  ])('an injection on %s counts %s', (date, expected) => {
    const sessions = counted([past({ date })]);
    expect(sessions.count).toBe(expected);
    expect(sessions.evidence).toHaveLength(expected);
  });

  it.each<[string, number, number | undefined]>([
    ['', 1, 1],
    ['2026', 1, 1],
    ['2026-11', 1, 1],
    ['2026-10', 1, 23],
    ['2026-09', 1, 53],
    ['2025', 1, 327],
    ['2025-11', 1, 357],
    ['2025-10', 0, undefined],
    ['2024', 0, undefined],
    ['2026-12', 0, undefined],
    ['2027', 0, undefined],
  ])('one dated "%s" may count %s times, %s days before at least', (written, count, daysAgo) => {
    const doubtful = past({ date: written, doubtful: true });
    const given = { doubtful: true, rule: frequencyRule({ minIntervalDays: null }) };
    expect(counted([doubtful], given)).toMatchObject({ count });
    expect(counted([doubtful], given).last?.daysAgo).toBe(daysAgo);
    // Two of one month are two, as far as anybody can tell.
    expect(counted([doubtful, { ...doubtful }], given).count).toBe(2 * count);
  });

  it('takes no day of a month for one before its first', () => {
    const doubtful = past({ date: '2026-11', doubtful: true });
    expect(counted([doubtful], { date: '2026-11-01', doubtful: true }).count).toBe(0);
  });

  it('finds the nearest, whatever the order, also beyond the window', () => {
    const dates = ['2026-09-01', '2026-10-24', '2026-08-01'].map((date) => past({ date }));
    expect(counted(dates).last).toEqual({ date: '2026-10-24', daysAgo: 30 });
    const narrow = counted([past()], { rule: frequencyRule({ windowDays: 30, minIntervalDays: 31 }) });
    expect(narrow).toMatchObject({ count: 0, exceeded: 'tooSoon', last: { daysAgo: 30 } });
    expect(counted([])).toEqual({ count: 0, last: null, exceeded: null, evidence: [] });
  });

  it('names the count before the interval, and no interval where the rule has none', () => {
    const two = [past(), past({ date: '2026-06-01' })];
    expect(counted(two, { rule: frequencyRule({ maxCount: 2 }) }).exceeded).toBe('tooMany');
    expect(counted(two).exceeded).toBe('tooSoon');
    expect(counted(two, { rule: frequencyRule({ minIntervalDays: null }) }).exceeded).toBeNull();
    expect(counted(two, { rule: frequencyRule({ minIntervalDays: 30 }) }).exceeded).toBeNull();
    expect(counted(two, { rule: frequencyRule({ minIntervalDays: 31 }) }).exceeded).toBe('tooSoon');
  });
});
