import { describe, expect, it } from 'vitest';
import { checkInput, evidence, facts, injection, inShort, sources } from '../test-kit/check-input.ts';
import { COMPLETENESS, type Completeness } from '../vocab/completeness.ts';
import { defineCheck, type Answer, type CheckInput } from './define-check.ts';
import { runCheck, runChecks, type AnyCheck } from './run-checks.ts';

const at = evidence('dosage', 'x');
const gap = { outcome: 'gap', key: 'said', evidence: at, searched: ['dosage'] } as const;
const met = { outcome: 'met', key: 'said', evidence: at } as const;
const none = { outcome: 'not-applicable', key: 'said' } as const;
const sourceMissing = {
  outcome: 'cannot-tell',
  key: 'said',
  evidence: at,
  reason: 'source-unavailable',
} as const;

const check = (answer: () => Answer<'said'>): AnyCheck<'injection'> =>
  defineCheck({
    id: 'test-check',
    version: 1,
    question: 'Is it?',
    severity: 'fix-before-signing',
    basis: { document: 'Test', section: 'Test', read: '2026-11-23' },
    prevents: 'Nothing.',
    noun: 'Thing',
    gapTitle: 'Thing not recorded',
    where: 'Nowhere.',
    on: 'injection',
    reads: ['administrations', 'procedures'],
    readsWhereOffered: ['orders'],
    tables: [],
    messages: { said: 'it is said of {what}.' },
    subjects: ({ injections }) => injections,
    evaluate: () => ({ params: { what: 'this' }, ...answer() }),
  });

const run = (answer: () => Answer<'said'>, input: Partial<CheckInput> = {}): readonly string[] =>
  inShort(runCheck(check(answer), checkInput(input)));
const withSources = (changes: Parameters<typeof sources>[0]): Partial<CheckInput> => ({
  facts: facts({ sources: sources(changes) }),
});

const INCOMPLETE = COMPLETENESS.filter((completeness) => completeness !== 'complete');

describe('the runner', () => {
  it('fills the message and starts it with a capital', () => {
    const [result] = runCheck(
      check(() => ({ ...met, rests: 'presence' })),
      checkInput(),
    );
    expect(result).toMatchObject({ message: 'It is said of this.', subject: 'MedicationAdministration/1' });
  });

  it('decides not-applicable, for the encounter, when there is no subject', () => {
    const [result, ...rest] = runCheck(
      check(() => ({ ...met, rests: 'presence' })),
      checkInput({ facts: facts({ injections: [] }) }),
    );
    expect(rest).toEqual([]);
    expect(result).toMatchObject({
      outcome: 'not-applicable',
      messageKey: 'noSubject',
      subject: 'Encounter/1',
    });
  });

  it.each(INCOMPLETE)('adds an unknown for the encounter while subjects were read %s', (completeness) => {
    const input = withSources({ MedicationAdministration: completeness });
    expect(run(() => ({ ...met, rests: 'presence' }), input)).toEqual([
      'met said',
      'cannot-tell sourceUnavailable',
    ]);
    const empty = {
      facts: facts({ injections: [], sources: sources({ MedicationAdministration: completeness }) }),
    };
    expect(run(() => ({ ...met, rests: 'presence' }), empty)).toEqual(['cannot-tell sourceUnavailable']);
  });

  it.each(INCOMPLETE)(
    'takes back gap, met and not-applicable that rest on absence when a source is %s',
    (c) => {
      const input = withSources({ Procedure: c });
      for (const answer of [gap, met, none]) {
        expect(run(() => ({ ...answer, rests: 'absence' }), input)).toEqual([
          'cannot-tell sourceUnavailable',
        ]);
        expect(run(() => ({ ...answer, rests: 'presence' }), input)).toEqual([`${answer.outcome} said`]);
      }
    },
  );

  it('leaves not-applicable alone when it does not say what it rests on', () => {
    expect(run(() => none, withSources({ Procedure: 'failed' }))).toEqual(['not-applicable said']);
  });

  it('looks only at the groups an answer names', () => {
    const answer = (): Answer<'said'> => ({ ...gap, rests: 'absence', restsOn: ['administrations'] });
    expect(run(answer, withSources({ Procedure: 'failed' }))).toEqual(['gap said']);
  });

  it.each<[Completeness, string]>([
    ['unsupported', 'gap said'],
    ['partial', 'cannot-tell sourceUnavailable'],
    ['denied', 'cannot-tell sourceUnavailable'],
    ['failed', 'cannot-tell sourceUnavailable'],
  ])('forgives a group read where offered only for being unsupported: %s', (completeness, outcome) => {
    const input = withSources({ MedicationRequest: completeness });
    expect(run(() => ({ ...gap, rests: 'absence' }), input)).toEqual([outcome]);
  });

  it('takes a source the chart says nothing about for unread', () => {
    const input = { facts: facts({ sources: sources().filter(({ type }) => type !== 'Procedure') }) };
    expect(run(() => ({ ...gap, rests: 'absence' }), input)).toEqual(['cannot-tell sourceUnavailable']);
  });

  it('names the sources that held an answer back', () => {
    const [result] = runCheck(
      check(() => ({ ...gap, rests: 'absence' })),
      checkInput(withSources({ Procedure: 'failed', MedicationRequest: 'denied' })),
    );
    expect(result?.unread).toEqual(['Procedure', 'MedicationRequest']);
    expect(result?.reason).toBe('source-unavailable');
  });

  it('names the unread sources of a check that itself says a source is missing, and of no other', () => {
    const unread = (answer: Answer<'said'>) =>
      runCheck(
        check(() => answer),
        checkInput(withSources({ Procedure: 'failed' })),
      )[0];
    expect(unread(sourceMissing)).toMatchObject({ messageKey: 'said', unread: ['Procedure'] });
    const textOnly = { ...sourceMissing, reason: 'text-only' } as const;
    expect(unread(textOnly)).toMatchObject({ messageKey: 'said', unread: [] });
    expect(unread({ ...met, rests: 'presence' })).toMatchObject({ messageKey: 'said', unread: [] });
  });

  it('asks for nothing beyond its reads where a check names none to be read where offered', () => {
    const input = checkInput(withSources({ MedicationRequest: 'failed' }));
    const plain = (answer: Answer<'said'>): AnyCheck<'injection'> => {
      const { readsWhereOffered, ...rest } = check(() => answer);
      expect(readsWhereOffered).toEqual(['orders']);
      return rest;
    };
    expect(inShort(runCheck(plain({ ...gap, rests: 'absence' }), input))).toEqual(['gap said']);
    expect(runCheck(plain(sourceMissing), input)).toMatchObject([{ messageKey: 'said', unread: [] }]);
  });

  it('keeps a throw to the check that threw', () => {
    const broken = check(() => {
      throw new Error('broken');
    });
    const results = runChecks([broken, check(() => ({ ...met, rests: 'presence' }))], checkInput());
    expect(inShort(results)).toEqual(['cannot-tell checkError', 'met said']);
    expect(results[0]).toMatchObject({ reason: 'check-error', subject: 'MedicationAdministration/1' });
  });

  it('keeps a throw to the subject it happened on', () => {
    let calls = 0;
    const broken = check(() => {
      calls += 1;
      if (calls === 1) throw new Error('broken');
      return { ...met, rests: 'presence' };
    });
    const two = facts({ injections: [injection(), injection({ reference: 'MedicationAdministration/2' })] });
    expect(inShort(runCheck(broken, checkInput({ facts: two })))).toEqual([
      'cannot-tell checkError',
      'met said',
    ]);
  });

  it('takes a throw while finding subjects for a check error of the encounter', () => {
    const broken = {
      ...check(() => none),
      subjects: () => {
        throw new Error('broken');
      },
    };
    expect(runCheck(broken, checkInput())).toMatchObject([
      { messageKey: 'checkError', subject: 'Encounter/1', reason: 'check-error' },
    ]);
  });

  it('takes a hole in a message that nobody filled for a check error', () => {
    expect(run(() => ({ ...met, rests: 'presence', params: {} }))).toEqual(['cannot-tell checkError']);
  });

  it('gives evidence once each, in an order of its own', () => {
    const [a, b] = [...evidence('a', '1'), ...evidence('b', '2')];
    if (!a || !b) throw new Error('two pieces of evidence');
    const [result] = runCheck(
      check(() => ({ ...met, rests: 'presence', evidence: [b, a, b] })),
      checkInput(),
    );
    expect(result?.evidence).toEqual([a, b]);
  });

  it('keeps apart what differs in its version alone, or only in where its path ends', () => {
    const [current] = evidence('dosage', 'x');
    if (!current) throw new Error('a piece of evidence');
    const unversioned = { ...current, versionId: null };
    const later = { ...current, versionId: '2' };
    const [longer] = evidence('dosagex', '');
    const [result] = runCheck(
      check(() => ({
        ...met,
        rests: 'presence',
        evidence: [later, current, unversioned, longer ?? current],
      })),
      checkInput(),
    );
    expect(result?.evidence).toEqual([unversioned, current, later, longer]);
  });
});

describe('an answer nobody gave', () => {
  const NOTHING = { unread: [], evidence: [], searched: [], acknowledged: null };
  const broken = check(() => {
    throw new Error('broken');
  });

  it('holds nothing but a sentence about the check, where the check threw', () => {
    const [result] = runCheck(broken, checkInput());
    expect(result).toMatchObject({ ...NOTHING, messageKey: 'checkError' });
    expect(result?.message).toMatch(/^Thing could not be checked.*\.$/);
  });

  it('names the sources that were not fully read', () => {
    const input = checkInput({
      ...withSources({ MedicationAdministration: 'partial' }),
      injections: [],
    });
    const [result] = runCheck(broken, input);
    expect(result).toMatchObject({
      ...NOTHING,
      messageKey: 'sourceUnavailable',
      unread: ['MedicationAdministration'],
    });
    expect(result?.message).toMatch(/^Thing .*Medication administrations .*\.$/);
  });

  it('is a sentence too where there was nothing to look at', () => {
    const [result] = runCheck(broken, checkInput({ injections: [] }));
    expect(result).toMatchObject({ ...NOTHING, messageKey: 'noSubject', reason: null });
    expect(result?.message).toMatch(/^\w.*\.$/);
  });
});
