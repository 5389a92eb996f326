import { describe, expect, it } from 'vitest';
import { evidence, inShort, judgedInjection, sources } from '../test-kit/check-input.ts';
import { conflicting, notRecognised, notRecorded, orderOnly, recorded, textOnly } from '../vocab/fact.ts';
import { sideRecorded } from './side-recorded.ts';

const at = evidence('dosage.site', 'knee');
const absent = notRecorded(['dosage.site', 'Procedure.bodySite']);
const judge = (...args: Parameters<typeof judgedInjection> extends [unknown, ...infer Rest] ? Rest : never) =>
  inShort(judgedInjection(sideRecorded, ...args));

describe('side-recorded', () => {
  it('is met by a recorded side of a paired site', () => {
    expect(judge({})).toEqual(['met recorded']);
  });

  it('is a gap without a side', () => {
    expect(judge({ side: absent, ownSide: absent })).toEqual(['gap missing']);
  });

  it('is a gap for both sides with one dose', () => {
    expect(judge({ side: recorded('bilateral', at) })).toEqual(['gap bothSidesOneDose']);
    expect(judge({ side: textOnly('bilateral', at) })).toEqual(['gap bothSidesOneDose']);
  });

  it('asks nothing of a site without sides', () => {
    expect(judge({ site: recorded('lumbar-spine', at), side: absent })).toEqual(['not-applicable noSides']);
  });

  it('leaves a missing site to site-recorded', () => {
    expect(judge({ site: absent, side: absent })).toEqual(['not-applicable noSite']);
  });

  it('asks nothing of a drug given by vein', () => {
    expect(judge({ route: recorded('intravenous', at), side: absent })).toEqual(['not-applicable byVein']);
  });

  it.each([
    ['textOnly', textOnly('left' as const, at)],
    ['orderOnly', orderOnly('left' as const, at)],
    ['notRecognised', notRecognised('dominant', at)],
  ])('cannot tell when the side is known as %s', (key, side) => {
    expect(judge({ side, ownSide: side })).toEqual([`cannot-tell ${key}`]);
  });

  it('tells a conflict inside the administration from one with the procedure', () => {
    const two = conflicting(['left', 'right'] as const, at);
    expect(judge({ side: two, ownSide: two })).toEqual(['cannot-tell conflicting']);
    expect(judge({ side: two, ownSide: recorded('right', at) })).toEqual(['not-applicable sidesDiffer']);
  });

  it('does not call a side absent, nor a site without one settled, while procedures were not read', () => {
    const others = { sources: sources({ Procedure: 'failed' }) };
    expect(judge({ side: absent, ownSide: absent }, others)).toEqual(['cannot-tell sourceUnavailable']);
  });
});
