import { describe, expect, it } from 'vitest';
import { evidence, facts, inShort, injection, judged, profile, sources } from '../test-kit/check-input.ts';
import { frequencyRule, pastInjection } from '../test-kit/policy-builder.ts';
import type { Authorisation, EncounterFacts, Injection, PastInjection } from '../facts/encounter-facts.ts';
import type { FrequencyRule } from '../tables/payer-profile.ts';
import { dateOfDay, dayNumber } from '../vocab/calendar.ts';
import { conflicting, notRecorded, recorded } from '../vocab/fact.ts';
import { frequencyWithinPolicy } from './frequency-within-policy.ts';

const TODAY = '2026-11-23';
const ago = (days: number, changes: Partial<PastInjection> = {}): PastInjection => {
  const date = dateOfDay((dayNumber(TODAY) ?? 0) - days);
  const from = evidence('effectiveDateTime', date, `MedicationAdministration/${days}`);
  return pastInjection({ date, evidence: from, ...changes });
};
interface Case {
  readonly history: readonly PastInjection[];
  readonly now?: Partial<Injection>;
  readonly rules?: readonly FrequencyRule[];
  readonly other?: Partial<EncounterFacts>;
}
const asked = ({ history, now = {}, rules = [frequencyRule()], other = {} }: Case) =>
  judged(frequencyWithinPolicy, {
    facts: facts({ injections: [injection(now)], history, ...other }),
    profile: profile({ frequency: rules }),
  });
const three = [ago(100), ago(200), ago(300)];

describe('frequency-within-policy: counting', () => {
  it.each<[string, readonly PastInjection[], string]>([
    ['none before', [], 'met within'],
    ['two before', [ago(100), ago(200)], 'met within'],
    ['three before', three, 'gap tooMany'],
    ['three before, the first on the last day inside', [ago(100), ago(200), ago(364)], 'gap tooMany'],
    ['three before, the first just outside', [ago(100), ago(200), ago(365)], 'met within'],
    ['three entries on two dates', [ago(100), ago(100, { from: 'procedure' }), ago(200)], 'met within'],
    ['90 days after the last', [ago(90)], 'met within'],
    ['89 days after the last', [ago(89)], 'gap tooSoon'],
    ['too many and too soon', [ago(10), ago(100), ago(200)], 'gap tooMany'],
    ['the day itself', [ago(0)], 'met within'],
    ['a later date', [ago(-10)], 'met within'],
    ['any corticosteroid', [ago(10, { drug: 'triamcinolone-acetonide' })], 'gap tooSoon'],
    ['the other side', [ago(10, { side: 'left' })], 'met within'],
    ['both sides', [ago(10, { side: 'bilateral' })], 'gap tooSoon'],
    ['another joint', [ago(10, { site: 'shoulder' })], 'met within'],
    ['a bursa of the joint', [ago(10, { site: 'prepatellar-bursa', route: 'intrabursal' })], 'gap tooSoon'],
    ['a muscle', [ago(10, { site: 'gluteus', route: 'intramuscular' })], 'met within'],
    ['a vein', [ago(10, { site: null, side: null, route: 'intravenous' })], 'met within'],
    ['a joint procedure', [ago(10, { route: null, from: 'procedure', family: 'joint' })], 'gap tooSoon'],
    [
      'an administration code',
      [ago(10, { route: null, from: 'procedure', family: 'administration' })],
      'met within',
    ],
    ['a tendon procedure', [ago(10, { route: null, from: 'procedure', family: 'tendon' })], 'met within'],
    ['no route, the same place', [ago(10, { route: null })], 'gap tooSoon'],
    ['no side', [ago(10, { side: null })], 'cannot-tell placeUnknown'],
    ['no site', [ago(10, { site: null, side: null })], 'cannot-tell placeUnknown'],
    ['no place, long enough ago', [ago(100, { site: null, side: null })], 'met within'],
    [
      'three of which one has no side',
      [ago(100), ago(200), ago(300, { side: null })],
      'cannot-tell placeUnknown',
    ],
    ['a doubtful one', [ago(10, { doubtful: true })], 'cannot-tell placeUnknown'],
    ['a doubtful one of another joint', [ago(10, { doubtful: true, site: 'shoulder' })], 'met within'],
    ['a doubtful one, long enough ago', [ago(100, { doubtful: true })], 'met within'],
    [
      'a month that may be too near',
      [ago(10, { doubtful: true, date: '2026-08' })],
      'cannot-tell placeUnknown',
    ],
    ['a month that is not', [ago(10, { doubtful: true, date: '2026-07' })], 'met within'],
    ['a doubtful one after too many', [...three, ago(150, { doubtful: true })], 'gap tooMany'],
    ['a code of no family', [ago(10, { route: null, family: 'injection-unspecified' })], 'gap tooSoon'],
  ])('%s: %s', (_, history, expected) => {
    expect(inShort(asked({ history }))).toEqual([expected]);
  });

  it('names the numbers, and shows what was counted', () => {
    const [many] = asked({ history: three });
    expect(many?.message).toContain('session 4 in 365 days, same site and side. Profile: 3.');
    expect(new Set(many?.evidence.map(({ reference }) => reference)).size).toBe(4);
    expect(many?.searched).toEqual([
      'earlier administrations and procedures',
      'authorisations',
      'reason of the injection',
    ]);
    const [soon] = asked({ history: [ago(40), ago(200), ago(20)].slice(0, 2) });
    expect(soon?.message).toContain('40 days after 14 Oct 2026');
    expect(soon?.message).toContain('Profile: 90.');
    const [met] = asked({ history: [ago(100)] });
    expect(met?.message).toContain('2 of 3 sessions in 365 days');
    expect(asked({ history: [ago(10, { side: null })] })[0]?.reason).toBe('more-than-one-candidate');
  });

  it('applies without a shortest interval, and one longer than the window', () => {
    expect(inShort(asked({ history: [ago(1)], rules: [frequencyRule({ minIntervalDays: null })] }))).toEqual([
      'met within',
    ]);
    const slow = [frequencyRule({ windowDays: 30, minIntervalDays: 60 })];
    expect(inShort(asked({ history: [ago(45)], rules: slow }))).toEqual(['gap tooSoon']);
    expect(inShort(asked({ history: [ago(60)], rules: slow }))).toEqual(['met within']);
  });
});

describe('frequency-within-policy: scope', () => {
  const at = (
    route: Injection['route'],
    site: Injection['site'],
    side: Injection['side'] = recorded('right', []),
  ) => ({
    route,
    site,
    side,
  });
  const spine = at(recorded('epidural', []), recorded('lumbar-spine', []), notRecorded([]));
  const near = (changes: Partial<PastInjection>) => [ago(5, { side: null, ...changes })];
  const only = (scope: FrequencyRule['scope']) => [frequencyRule({ scope, minIntervalDays: 14 })];

  it.each<[string, Case, string]>([
    [
      'epidural, same region',
      { now: spine, rules: only('epidural'), history: near({ route: 'epidural', site: 'lumbar-spine' }) },
      'gap tooSoon',
    ],
    [
      'epidural, other region',
      { now: spine, rules: only('epidural'), history: near({ route: 'epidural', site: 'cervical-spine' }) },
      'met within',
    ],
    [
      'epidural procedure',
      {
        now: spine,
        rules: only('epidural'),
        history: near({ route: null, family: 'epidural', site: 'lumbar-spine' }),
      },
      'gap tooSoon',
    ],
    [
      'epidural, region not known',
      { now: spine, rules: only('epidural'), history: near({ route: 'epidural', site: null }) },
      'cannot-tell placeUnknown',
    ],
    [
      'trigger points anywhere',
      {
        now: at(recorded('trigger-point', []), notRecorded([])),
        rules: only('trigger-point'),
        history: near({ route: 'trigger-point', site: 'neck' }),
      },
      'gap tooSoon',
    ],
    [
      'trigger points, kind not known',
      {
        now: at(recorded('trigger-point', []), notRecorded([])),
        rules: only('trigger-point'),
        history: near({ route: null, site: null }),
      },
      'cannot-tell placeUnknown',
    ],
    [
      'sacroiliac',
      {
        now: at(recorded('intra-articular', []), recorded('sacroiliac-joint', [])),
        rules: only('sacroiliac'),
        history: near({ site: 'sacroiliac-joint', side: 'right' }),
      },
      'gap tooSoon',
    ],
    [
      'sacroiliac is no other joint',
      {
        now: at(recorded('intra-articular', []), recorded('sacroiliac-joint', [])),
        rules: only('sacroiliac'),
        history: near({ site: 'hip', side: 'right' }),
      },
      'met within',
    ],
    [
      'tendon',
      {
        now: at(recorded('tendon-sheath', []), recorded('lateral-epicondyle', [])),
        rules: only('tendon'),
        history: near({ route: 'soft-tissue', site: 'elbow', side: 'right' }),
      },
      'gap tooSoon',
    ],
    [
      'a finger is not its neighbour',
      {
        now: at(recorded('intra-articular', []), recorded('index-finger', [])),
        history: near({ site: 'ring-finger', side: 'right' }),
      },
      'met within',
    ],
    [
      'a finger named no nearer',
      {
        now: at(recorded('intra-articular', []), recorded('index-finger', [])),
        history: near({ site: 'finger', side: 'right' }),
      },
      'gap tooSoon',
    ],
    ['no rule for the kind', { rules: only('tendon'), history: near({}) }, 'not-applicable noRule'],
    [
      'a muscle is not counted',
      { now: at(recorded('intramuscular', []), recorded('gluteus', [])), history: near({}) },
      'not-applicable noRule',
    ],
    ['route not known', { now: { route: notRecorded([]) }, history: three }, 'not-applicable notKnown'],
    ['site not known', { now: { site: notRecorded([]) }, history: three }, 'not-applicable notKnown'],
    ['side not known', { now: { side: notRecorded([]) }, history: three }, 'not-applicable notKnown'],
    [
      'date not known',
      { now: { serviceDate: { date: null, basis: 'not-recorded', neighbour: null } }, history: three },
      'not-applicable notKnown',
    ],
    [
      'a rule not confirmed at its source',
      { rules: [frequencyRule({ verified: false })], history: three },
      'cannot-tell ruleNotConfirmed',
    ],
  ])('%s', (_, given, expected) => {
    expect(inShort(asked(given))).toEqual([expected]);
  });
});

describe('frequency-within-policy: what settles it', () => {
  const approval = (changes: Partial<Authorisation> = {}): Authorisation => ({
    reference: 'ClaimResponse/1',
    outcome: 'approved',
    codes: ['20610'],
    decided: null,
    start: '2026-11-23',
    end: '2026-11-23',
    evidence: evidence('outcome', 'complete', 'ClaimResponse/1'),
    ...changes,
  });

  it.each<[string, Partial<Authorisation>, string]>([
    ['approved for the day', {}, 'met authorised'],
    ['approved without dates', { start: null, end: null }, 'met authorised'],
    ['approved for the drug', { codes: ['J3250'] }, 'met authorised'],
    ['approved for nobody knows what', { codes: [null] }, 'gap tooMany'],
    ['approved for something else', { codes: ['73721'] }, 'gap tooMany'],
    ['approved from tomorrow', { start: '2026-11-24', end: null }, 'gap tooMany'],
    ['approved until yesterday', { start: null, end: '2026-11-22' }, 'gap tooMany'],
    ['denied', { outcome: 'denied' }, 'gap tooMany'],
  ])('an authorisation %s', (_, changes, expected) => {
    const results = asked({ history: three, other: { authorisations: [approval(changes)] } });
    expect(inShort(results)).toEqual([expected]);
    const approvals = results[0]?.evidence.filter(({ reference }) => reference === 'ClaimResponse/1');
    expect(approvals).toEqual(expected.startsWith('met') ? approval().evidence : []);
  });

  it.each<[string, string]>([
    ['knee pain returned; 12 weeks of relief after the last injection', 'met reasonStated'],
    ['repeat injection, good response in August', 'met reasonStated'],
    ['no relief from the previous injection', 'gap tooMany'],
    ['knee osteoarthritis pain, oral NSAID failed', 'gap tooMany'],
    ['repeat injection', 'gap tooMany'],
    ['flare of osteoarthritis', 'gap tooMany'],
  ])('a reason "%s"', (text, expected) => {
    const at = evidence('reasonCode[0].text', text);
    const results = asked({ history: three, now: { rationale: recorded(text, at) } });
    expect(inShort(results)).toEqual([expected]);
    const reasons = results[0]?.evidence.filter(({ path }) => path === 'reasonCode[0].text');
    expect(reasons).toEqual(expected.startsWith('met') ? at : []);
  });

  it('reads each of several reasons, and does without any', () => {
    const two = conflicting(['knee pain', 'relief for 3 months after prior injection'], []);
    expect(inShort(asked({ history: three, now: { rationale: two } }))).toEqual(['met reasonStated']);
    expect(inShort(asked({ history: three, now: { rationale: notRecorded([]) } }))).toEqual(['gap tooMany']);
  });

  it.each([
    ['MedicationAdministration', [], 'cannot-tell sourceUnavailable'],
    ['Procedure', [], 'cannot-tell sourceUnavailable'],
    ['Coverage', [], 'cannot-tell sourceUnavailable'],
    ['ClaimResponse', three, 'cannot-tell sourceUnavailable'],
    ['Coverage', three, 'cannot-tell sourceUnavailable'],
    ['ClaimResponse', [], 'met within'],
  ] as const)('with %s refused', (type, history, expected) => {
    expect(inShort(asked({ history, other: { sources: sources({ [type]: 'denied' }) } }))[0]).toBe(expected);
  });

  it('does not fall silent about a rule another profile may have', () => {
    const unread = { sources: sources({ Coverage: 'denied' }) };
    expect(inShort(asked({ history: [], rules: [], other: unread }))).toEqual([
      'cannot-tell sourceUnavailable',
    ]);
    const open = asked({ history: three, rules: [frequencyRule({ verified: false })] });
    expect(open[0]?.reason).toBe('code-not-in-table');
    expect(open[0]?.message).toContain('session 4 in 365 days');
  });

  it('forgives an EHR without authorisations or coverage', () => {
    const other = { sources: sources({ ClaimResponse: 'unsupported', Coverage: 'unsupported' }) };
    expect(inShort(asked({ history: three, other }))).toEqual(['gap tooMany']);
    expect(inShort(asked({ history: [], other }))).toEqual(['met within']);
  });
});
