import { describe, expect, it } from 'vitest';
import type { EncounterFacts, Injection, PriorTherapy } from '../facts/encounter-facts.ts';
import {
  encounterContext,
  evidence,
  facts,
  injection,
  inShort,
  judged,
  profile,
  sources,
} from '../test-kit/check-input.ts';
import { DEFAULT_SITE, type SiteConfiguration } from '../tables/site-configuration.ts';
import { notRecorded, recorded, textOnly } from '../vocab/fact.ts';
import { priorTherapyDocumented } from './prior-therapy-documented.ts';

const at = evidence('note', 'text');
const none: Partial<EncounterFacts> = { therapies: [] };
const referral: PriorTherapy = {
  kind: 'physical-therapy',
  name: 'physical therapy',
  outcome: 'not-stated',
  start: '2026-10-01',
  end: null,
  found: 'service',
  standing: 'ordered-only',
  evidence: evidence('code', 'physical therapy', 'ServiceRequest/1'),
};
const everywhere = profile({ priorTherapyEverywhere: true });

const judge = (
  others: Partial<EncounterFacts>,
  changes: Partial<Injection> = {},
  more: Parameters<typeof judged>[1] = {},
): readonly string[] =>
  inShort(
    judged(priorTherapyDocumented, {
      facts: facts({ injections: [injection(changes)], ...others }),
      ...more,
    }),
  );

describe('prior-therapy-documented', () => {
  it('is met by a therapy that counts, wherever it was found', () => {
    expect(judge({})).toEqual(['met documented']);
  });

  it('names each therapy once, in an order of its own', () => {
    const tried = (name: string): PriorTherapy => ({ ...referral, name, standing: 'counts' });
    const therapies = [tried('naproxen'), tried('ibuprofen'), tried('naproxen')];
    const [result] = judged(priorTherapyDocumented, { facts: facts({ therapies }) });
    expect(result?.message).toContain(': ibuprofen, naproxen.');
  });

  it('says of an allergy or a contraindication that it could not be tried, and names beside it what was', () => {
    const counting: PriorTherapy = { ...referral, standing: 'counts' };
    const allergy: PriorTherapy = { ...counting, name: 'ibuprofen', outcome: 'intolerant', found: 'allergy' };
    const ruledOut: PriorTherapy = { ...counting, name: 'naproxen', outcome: 'contraindicated' };
    const told = (therapies: readonly PriorTherapy[]) =>
      judged(priorTherapyDocumented, { facts: facts({ therapies }) })[0];
    const [alone, beside] = [told([allergy, ruledOut]), told([allergy, counting])];
    expect(alone).toMatchObject({ outcome: 'met', messageKey: 'couldNotBeTried' });
    expect(alone?.message).toBe('Earlier treatment could not be tried: ibuprofen, naproxen.');
    expect(beside).toMatchObject({ outcome: 'met', messageKey: 'documented' });
    expect(beside?.message).toBe('Earlier treatment documented: physical therapy.');
  });

  it('is a gap when nothing is found and everything was read, no note included', () => {
    const noNote = { ...facts().note, state: 'none-seen' as const, reference: null, textRead: null };
    expect(judge(none)).toEqual(['gap missing']);
    expect(judge({ ...none, note: noNote })).toEqual(['gap missing']);
  });

  it('does not take a referral for a therapy that was tried', () => {
    const [result, ...rest] = judged(priorTherapyDocumented, { facts: facts({ therapies: [referral] }) });
    expect(rest).toEqual([]);
    expect(result).toMatchObject({ outcome: 'gap', messageKey: 'orderedOnly' });
    expect(result?.evidence).toEqual(expect.arrayContaining([...referral.evidence]));
    expect(result?.evidence.map(({ reference }) => reference)).toContain('MedicationAdministration/1');
  });

  it('says that it searched the text of the note only where it did', () => {
    const searched = (priorTherapySources: SiteConfiguration['priorTherapySources']) =>
      judged(priorTherapyDocumented, {
        facts: facts(none),
        site: { ...DEFAULT_SITE, priorTherapySources },
      })[0]?.searched;
    const structured = searched('structured') ?? [];
    expect(structured).not.toEqual([]);
    expect(searched(DEFAULT_SITE.priorTherapySources)).toEqual([...structured, 'text of the visit note']);
  });

  it('cannot tell while a note stands there whose text nobody read, unless the site relies on structured data', () => {
    const unread = { ...none, note: { ...facts().note, textRead: false } };
    const structured = { site: { ...DEFAULT_SITE, priorTherapySources: 'structured' as const } };
    const [result] = judged(priorTherapyDocumented, { facts: facts(unread) });
    expect(result).toMatchObject({ messageKey: 'noteNotRead', reason: 'source-unavailable' });
    expect(judge(unread)).toEqual(['cannot-tell noteNotRead']);
    expect(judge({ ...none, note: { ...facts().note, state: 'not-readable' } })).toEqual([
      'cannot-tell noteNotRead',
    ]);
    expect(judge(unread, {}, structured)).toEqual(['gap missing']);
  });

  it('forgives an unread source only where the site does not rely on it', () => {
    const denied = { ...none, sources: sources({ DocumentReference: 'denied' }) };
    const structured = { site: { ...DEFAULT_SITE, priorTherapySources: 'structured' as const } };
    expect(judge(denied)).toEqual(['cannot-tell sourceUnavailable']);
    expect(judge(denied, {}, structured)).toEqual(['gap missing']);
  });

  it('accepts for an intramuscular injection the reason why oral treatment is unsuitable', () => {
    const reason = { oralUnsuitable: textOnly('vomiting', at) };
    const noted = { oralUnsuitable: recorded('vomiting', at) };
    expect(judge(none, { ...reason, route: recorded('intramuscular', at) })).toEqual(['met oralUnsuitable']);
    expect(judge(none, { ...noted, route: recorded('intramuscular', at) })).toEqual(['met oralUnsuitable']);
    expect(judge(none, reason)).toEqual(['gap missing']);
    expect(judge(none, { route: recorded('intramuscular', at), oralUnsuitable: notRecorded([]) })).toEqual([
      'gap missing',
    ]);
  });

  it('asks nothing by vein or in urgent care, unless the profile asks everywhere', () => {
    const byVein = { route: recorded('intravenous-push' as const, at) };
    const emergency = { ...none, encounter: encounterContext({ class: 'EMER' }) };
    const inpatient = { ...none, encounter: encounterContext({ class: 'IMP' }) };
    expect(judge(none, byVein)).toEqual(['not-applicable byVein']);
    expect(judge(emergency)).toEqual(['not-applicable urgentCare']);
    expect(judge(inpatient)).toEqual(['not-applicable urgentCare']);
    expect(judge(none, byVein, { profile: everywhere })).toEqual(['gap missing']);
    expect(judge(emergency, {}, { profile: everywhere })).toEqual(['gap missing']);
    expect(judge({ ...none, encounter: encounterContext({ class: null }) })).toEqual(['gap missing']);
  });

  it('does not exempt by vein while an unread coverage may name a profile that asks everywhere', () => {
    const unread = { ...none, sources: sources({ Coverage: 'denied' }) };
    const site = { ...DEFAULT_SITE, payerProfiles: [everywhere] };
    const byVein = { route: recorded('intravenous' as const, at) };
    expect(judge(unread, byVein, { site })).toEqual(['cannot-tell sourceUnavailable']);
    expect(judge(unread, byVein, { site, profileAskedFor: true })).toEqual(['not-applicable byVein']);
    expect(judge(unread, byVein)).toEqual(['not-applicable byVein']);
  });
});
