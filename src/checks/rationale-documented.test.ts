import { describe, expect, it } from 'vitest';
import {
  diagnosis,
  evidence,
  facts,
  inShort,
  injection,
  judged,
  judgedInjection,
  procedure,
  sources,
} from '../test-kit/check-input.ts';
import { DEFAULT_SITE } from '../tables/site-configuration.ts';
import { conflicting, notRecognised, notRecorded, orderOnly, recorded, textOnly } from '../vocab/fact.ts';
import { rationaleDocumented } from './rationale-documented.ts';

const at = evidence('reasonCode[0].text', 'knee pain');
const none = { rationale: notRecorded(['reasonCode']), reasonConditions: [] };
const bare = { procedures: [procedure({ reasonConditions: [] })] };
const note = facts().note;

describe('rationale-documented', () => {
  it.each([
    ['recorded', recorded('knee pain', at)],
    ['text only', textOnly('knee pain', at)],
    ['in the order only', orderOnly('knee pain', at)],
    ['several reasons', conflicting(['pain', 'swelling'], at)],
    ['a reason no table knows', notRecognised('R-17', at)],
  ])('is met by a reason however stated: %s', (_, rationale) => {
    const [result] = judgedInjection(rationaleDocumented, { rationale });
    expect(result).toMatchObject({ outcome: 'met', messageKey: 'stated', evidence: at });
  });

  it('is met by a diagnosis named as the reason, by the administration or by its procedure', () => {
    const [own] = judgedInjection(
      rationaleDocumented,
      { rationale: none.rationale, reasonConditions: ['Condition/1'] },
      bare,
    );
    expect(own).toMatchObject({ outcome: 'met', messageKey: 'byDiagnosis', evidence: diagnosis().evidence });
    const [other] = judgedInjection(rationaleDocumented, none);
    expect(other).toMatchObject({ outcome: 'met', messageKey: 'byDiagnosis' });
  });

  it('is a gap when nothing states a reason and the note was read', () => {
    const [result] = judgedInjection(rationaleDocumented, none, bare);
    expect(result).toMatchObject({ outcome: 'gap', messageKey: 'missing', searched: ['reasonCode'] });
    expect(result?.evidence).not.toEqual([]);
  });

  it('takes a note that does not exist yet as read', () => {
    const unwritten = { ...note, state: 'none-seen', reference: null, textRead: null, evidence: [] } as const;
    expect(inShort(judgedInjection(rationaleDocumented, none, { ...bare, note: unwritten }))).toEqual([
      'gap missing',
    ]);
  });

  it.each([
    ['its text was not', { ...note, textRead: false }],
    ['notes are not readable', { ...note, state: 'not-readable', textRead: null }],
  ] as const)('cannot tell from a note when %s', (_, unread) => {
    const [result] = judgedInjection(rationaleDocumented, none, { ...bare, note: unread });
    expect(result).toMatchObject({
      outcome: 'cannot-tell',
      messageKey: 'noteUnread',
      reason: 'source-unavailable',
    });
  });

  it('asks nothing of the note where the site keeps reasons in coded fields', () => {
    const theFacts = facts({
      ...bare,
      injections: [injection(none)],
      note: { ...note, textRead: false },
      sources: sources({ DocumentReference: 'denied' }),
    });
    const site = { ...DEFAULT_SITE, priorTherapySources: 'structured' } as const;
    expect(inShort(judged(rationaleDocumented, { facts: theFacts, site }))).toEqual(['gap missing']);
    expect(inShort(judged(rationaleDocumented, { facts: { ...theFacts, note } }))).toEqual([
      'cannot-tell sourceUnavailable',
    ]);
  });

  it.each(['MedicationRequest', 'Procedure'] as const)('finds no absence while %s is unread', (type) => {
    const unread = { ...bare, sources: sources({ [type]: 'denied' }) };
    expect(inShort(judgedInjection(rationaleDocumented, none, unread))).toEqual([
      'cannot-tell sourceUnavailable',
    ]);
  });
});
