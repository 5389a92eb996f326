import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SOURCE_WORDS } from '../checks/reasons.ts';
import { CHECKS } from '../checks/registry.ts';
import { runChecks } from '../checks/run-checks.ts';
import type { EncounterFacts } from '../facts/encounter-facts.ts';
import type { ExcludedReason } from '../vocab/excluded.ts';
import { checkInput, evidence, facts, injection, procedure, sources } from '../test-kit/check-input.ts';
import { COMPLETENESS, SOURCE_TYPES, type Completeness, type SourceType } from '../vocab/completeness.ts';
import { notRecorded, orderOnly, recorded, textOnly } from '../vocab/fact.ts';
import { reportCheck } from './report-checks.ts';
import type { ReportCheck, ReportState } from './report-schema.ts';
import { claimSentence, lookedAtOf, signSentence, unsettledOf } from './sentences.ts';
import { claimStateOf, claimUnread, countsOf, signRan, signStateOf, signUnread } from './state.ts';

type Statuses = Partial<Record<SourceType, Completeness>>;

const judge = (changes: Partial<EncounterFacts>) => {
  const input = checkInput({ facts: facts(changes) });
  const results = runChecks(CHECKS, input);
  const checks = results.map(reportCheck);
  const about = { facts: input.facts, checks, unknownDrugs: 0 };
  return { results, checks, about, facts: input.facts };
};
const statesOf = (changes: Partial<EncounterFacts>): readonly [ReportState, ReportState] => {
  const { about } = judge(changes);
  return [signStateOf(about), claimStateOf(about)];
};
const isClear = (state: ReportState): boolean => state === 'no-gaps' || state === 'nothing-to-check';

const statuses = fc.record(
  Object.fromEntries(SOURCE_TYPES.map((type) => [type, fc.constantFrom(...COMPLETENESS)])),
  { requiredKeys: [] },
);
const at = evidence('dosage', 'x');
/** Injections in the states a record can be in, so that gaps, unknowns and clear results all occur. */
const someInjection = fc
  .record({
    route: fc.constantFrom(
      recorded('intra-articular' as const, at),
      notRecorded(['dosage.route']),
      textOnly('intramuscular' as const, at),
    ),
    side: fc.constantFrom(
      recorded('right' as const, at),
      notRecorded(['dosage.site']),
      orderOnly('left' as const, at),
    ),
    performer: fc.constantFrom(recorded('R. Osei RN', at), notRecorded(['performer'])),
  })
  .map((changes) => injection(changes));
const someFacts: fc.Arbitrary<Partial<EncounterFacts>> = fc.record({
  injections: fc.array(someInjection, { maxLength: 1 }),
  procedures: fc.constantFrom([], [procedure()]),
  diagnoses: fc.constantFrom([], facts().diagnoses),
  therapies: fc.constantFrom([], facts().therapies),
});

describe('states', () => {
  it.each([
    ['status-unknown', 'cannot-tell'],
    ['modifier-not-understood', 'cannot-tell'],
    ['not-done', 'nothing-to-check'],
    ['in-progress', 'nothing-to-check'],
    ['entered-in-error', 'nothing-to-check'],
  ] as const)('of an injection left out as %s alone is %s', (excluded, state) => {
    const left = injection({ billing: { billed: false, excluded, evidence: at } });
    expect(statesOf({ injections: [left], procedures: [] })).toEqual([state, state]);
  });

  it('is never clearer for a source that got lost', () => {
    fc.assert(
      fc.property(someFacts, statuses, fc.constantFrom(...SOURCE_TYPES), (chart, read, lost) => {
        const before = statesOf({ ...chart, sources: sources(read) });
        const after = statesOf({ ...chart, sources: sources({ ...read, [lost]: 'failed' }) });
        const cleared = after.filter((state, place) => isClear(state) && !isClear(before[place] ?? 'gaps'));
        expect(cleared).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it.each<SourceType>(['MedicationAdministration', 'Procedure', 'Encounter'])(
    'is clear in no way while %s is not complete',
    (type) => {
      const incomplete = fc.constantFrom<Completeness>('partial', 'denied', 'unsupported', 'failed');
      fc.assert(
        fc.property(someFacts, incomplete, (chart, completeness) => {
          const lost: Statuses = { [type]: completeness };
          expect(statesOf({ ...chart, sources: sources(lost) }).filter(isClear)).toEqual([]);
        }),
        { numRuns: 60 },
      );
    },
  );

  it('calls an encounter without injection and procedure nothing to check, and with a procedure no gaps', () => {
    const none = { injections: [], procedures: [], diagnoses: [], therapies: [] };
    expect(statesOf(none)).toEqual(['nothing-to-check', 'nothing-to-check']);
    expect(statesOf({ ...none, procedures: [procedure()] })[0]).toBe('no-gaps');
    expect(statesOf({ ...none, procedures: [procedure({ counts: false })] })[0]).toBe('nothing-to-check');
  });

  it('does not count excluded injections', () => {
    const refused = injection({ billing: { billed: false, excluded: 'not-done', evidence: at } });
    expect(statesOf({ injections: [refused], procedures: [] })).toEqual([
      'nothing-to-check',
      'nothing-to-check',
    ]);
  });

  it('is not clear while a drug could not be made out', () => {
    const { about } = judge({ injections: [], procedures: [] });
    expect(signStateOf({ ...about, unknownDrugs: 1 })).toBe('cannot-tell');
    expect(claimStateOf({ ...about, unknownDrugs: 1 })).toBe('cannot-tell');
  });

  it('is no gaps of an injection without any procedure, as long as it was given', () => {
    const { about } = judge({ procedures: [] });
    expect(signStateOf({ ...about, checks: [] })).toBe('no-gaps');
    expect(claimStateOf({ ...about, checks: [] })).toBe('no-gaps');
  });

  it('takes a source nobody mentioned for unread', () => {
    const { about } = judge({});
    const without = about.facts.sources.filter(({ type }) => type !== 'Procedure');
    expect(signStateOf({ ...about, checks: [], facts: { ...about.facts, sources: without } })).toBe(
      'cannot-tell',
    );
  });
});

const EXCLUDED_REASONS = [
  'not-done',
  'entered-in-error',
  'on-hold',
  'in-progress',
  'status-unknown',
  'recorded-as-not-given',
  'duplicate-resource',
  'modifier-not-understood',
] as const satisfies readonly ExcludedReason[];

const check = (changes: Partial<ReportCheck>): ReportCheck => {
  const [first] = judge({}).checks;
  if (!first) throw new Error('no check');
  return { ...first, ...changes };
};
const ACKNOWLEDGED = { who: 'Compliance lead', when: '2026-11-01', why: 'contract' };

describe('counts', () => {
  const checks = [
    check({ id: 'a', severity: 'fix-before-signing', outcome: 'gap' }),
    check({ id: 'a', severity: 'fix-before-signing', outcome: 'met' }),
    check({ id: 'b', severity: 'fix-before-signing', outcome: 'cannot-tell' }),
    check({ id: 'b', severity: 'fix-before-signing', outcome: 'cannot-tell' }),
    check({ id: 'c', severity: 'resolve-before-claim', outcome: 'gap' }),
    check({ id: 'd', severity: 'resolve-before-claim', outcome: 'gap', acknowledged: ACKNOWLEDGED }),
    check({ id: 'e', severity: 'resolve-before-claim', outcome: 'cannot-tell' }),
    check({ id: 'f', severity: 'note', outcome: 'gap' }),
    check({ id: 'g', severity: 'fix-before-signing', outcome: 'not-applicable' }),
  ];

  it('counts findings as findings and checks as checks, notes and acknowledged gaps not at all', () => {
    expect(countsOf(checks)).toEqual({
      toFix: 1,
      toResolve: 1,
      signCouldNotCheck: 2,
      claimCouldNotCheck: 3,
      checksRan: 2,
      checksNotRun: 1,
    });
  });

  it('decides each state by its own severities', () => {
    const about = { facts: facts(), unknownDrugs: 0 };
    const [claimOnly] = checks.filter(({ id }) => id === 'c');
    if (!claimOnly) throw new Error('no check');
    expect(signStateOf({ ...about, checks: [claimOnly] })).toBe('no-gaps');
    expect(claimStateOf({ ...about, checks: [claimOnly] })).toBe('gaps');
    expect(claimStateOf({ ...about, checks: checks.filter(({ id }) => id === 'd') })).toBe('no-gaps');
    expect(claimStateOf({ ...about, checks: checks.filter(({ id }) => id === 'f') })).toBe('no-gaps');
    expect(signStateOf({ ...about, checks: checks.filter(({ id }) => id === 'b') })).toBe('cannot-tell');
  });
});

describe('sentences', () => {
  const counts = {
    toFix: 2,
    toResolve: 1,
    signCouldNotCheck: 1,
    claimCouldNotCheck: 3,
    checksRan: 21,
    checksNotRun: 2,
  };
  const input = {
    counts,
    ran: { ran: 21, notRun: 2 },
    unread: [],
    unknownDrugs: 0,
    undecided: 0,
    unplaced: 0,
  };

  it('are those of the specification, word for word', () => {
    expect(signSentence('gaps', input)).toBe('2 to fix before you sign. 1 could not be checked.');
    expect(signSentence('no-gaps', input)).toBe('No gaps found. 21 checks ran, 2 could not.');
    expect(signSentence('cannot-tell', input)).toBe('No gaps found. 21 checks ran, 2 could not.');
    expect(
      signSentence('cannot-tell', {
        ...input,
        ran: { ran: 12, notRun: 9 },
        unread: ['MedicationAdministration'],
      }),
    ).toBe('Medication administrations could not be read. 9 of 21 checks did not run.');
    expect(signSentence('nothing-to-check', input)).toBe(
      'No corticosteroid injection recorded in this encounter.',
    );
  });

  it('count for the coder what is to resolve before the claim as well', () => {
    expect(claimSentence('gaps', input)).toBe(
      '2 to fix before signing, 1 to resolve before the claim. 3 could not be checked.',
    );
    expect(claimSentence('no-gaps', input)).toBe('No gaps found. 21 checks ran, 2 could not.');
    const only = (toFix: number, toResolve: number): string =>
      claimSentence('gaps', { ...input, counts: { ...counts, toFix, toResolve } });
    expect(only(0, 1)).toBe('1 to resolve before the claim. 3 could not be checked.');
    expect(only(2, 0)).toBe('2 to fix before signing. 3 could not be checked.');
  });

  it('say what stands open beside the checks, with gaps and without', () => {
    const open = { ...input, undecided: 1, unknownDrugs: 1, unplaced: 2 };
    const said = unsettledOf(open);
    expect(said).toHaveLength(3);
    expect(unsettledOf(input)).toEqual([]);
    expect(signSentence('gaps', open)).toBe([signSentence('gaps', input), ...said].join(' '));
    expect(claimSentence('gaps', open)).toBe([claimSentence('gaps', input), ...said].join(' '));
    expect(signSentence('cannot-tell', open)).toBe(said.join(' '));
    const unread = { unread: ['MedicationAdministration'] } as const;
    expect(signSentence('cannot-tell', { ...open, ...unread })).toBe(
      [signSentence('cannot-tell', { ...input, ...unread }), ...said].join(' '),
    );
  });

  it('say that a drug could not be made out, and not that nothing was found', () => {
    expect(signSentence('cannot-tell', { ...input, unknownDrugs: 1 })).toMatch(
      /^The drug of 1 administration /,
    );
    expect(signSentence('cannot-tell', { ...input, unknownDrugs: 3 })).toMatch(
      /^The drug of 3 administrations /,
    );
  });

  it('say that nobody can tell whether an injection was given', () => {
    expect(signSentence('cannot-tell', { ...input, undecided: 1 })).toMatch(
      /^Whether 1 injection was given /,
    );
    expect(signSentence('cannot-tell', { ...input, undecided: 2 })).toMatch(
      /^Whether 2 injections were given /,
    );
  });

  it('name the sources that hold findings back, those of the subjects before all others', () => {
    const {
      results,
      facts: read,
      checks,
    } = judge({
      therapies: [],
      sources: sources({ MedicationStatement: 'denied', DocumentReference: 'failed' }),
    });
    expect(signUnread(results, read)).toEqual(['MedicationStatement', 'DocumentReference']);
    expect(signRan(checks).notRun).toBeGreaterThan(0);
    const lost = judge({
      therapies: [],
      sources: sources({ MedicationStatement: 'denied', MedicationAdministration: 'failed' }),
    });
    expect(signUnread(lost.results, lost.facts)).toEqual(['MedicationAdministration']);
  });

  it('name to each person only the sources their own checks ask for', () => {
    const { results, facts: read } = judge({ sources: sources({ ChargeItem: 'denied' }) });
    expect([signUnread(results, read), claimUnread(results, read)]).toEqual([[], ['ChargeItem']]);
  });

  it('say how many injections of no encounter may be of this one', () => {
    expect(signSentence('cannot-tell', { ...input, unplaced: 1 })).toMatch(/^1 administration names /);
    expect(claimSentence('cannot-tell', { ...input, unplaced: 2 })).toMatch(/^2 administrations name /);
  });

  it('name first what keeps anything else from being said', () => {
    const all = { ...input, unread: ['Procedure'], undecided: 1, unknownDrugs: 1, unplaced: 1 } as const;
    const heads = [
      signSentence('cannot-tell', all),
      signSentence('cannot-tell', { ...all, unread: [] }),
      signSentence('cannot-tell', { ...all, unread: [], undecided: 0 }),
      signSentence('cannot-tell', { ...all, unread: [], undecided: 0, unknownDrugs: 0 }),
    ].map((sentence) => sentence.split(' ').slice(0, 2).join(' '));
    expect(heads).toEqual(['Procedures could', 'Whether 1', 'The drug', '1 administration']);
  });

  it('say what was looked at, how each reading ended, and what was seen and not counted', () => {
    const refused = injection({ billing: { billed: false, excluded: 'not-done', evidence: at } });
    const looked = lookedAtOf(facts({ injections: [refused], sources: sources({ Procedure: 'denied' }) }));
    expect(looked).toContain('medication administrations: 1 read');
    expect(looked).toContain('procedures: not permitted');
    expect(looked).toContain('1 injection not counted: not given');
    const others = EXCLUDED_REASONS.flatMap((excluded) =>
      lookedAtOf(
        facts({
          injections: [injection({ billing: { billed: false, excluded, evidence: at } })],
          sources: [],
        }),
      ),
    );
    expect(new Set(others).size).toBe(EXCLUDED_REASONS.length);
    expect(others.filter((words) => !/^1 injection not counted: \w/.test(words))).toEqual([]);
    const endings = COMPLETENESS.map(
      (completeness) => lookedAtOf(facts({ sources: sources({ Procedure: completeness }) }))[4],
    );
    expect(new Set(endings).size).toBe(COMPLETENESS.length);
    expect(endings.filter((words) => !/^procedures: \w/.test(words ?? ''))).toEqual([]);
    expect(lookedAtOf(facts())).toEqual(
      SOURCE_TYPES.map((type) => expect.stringMatching(new RegExp(`^${SOURCE_WORDS[type]}: 1 read$`))),
    );
  });
});
