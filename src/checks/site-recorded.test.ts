import { describe, expect, it } from 'vitest';
import { evidence, inShort, judgedInjection, sources } from '../test-kit/check-input.ts';
import { conflicting, notRecognised, notRecorded, orderOnly, recorded, textOnly } from '../vocab/fact.ts';
import { siteRecorded } from './site-recorded.ts';

const at = evidence('dosage.site', 'knee');
const absent = notRecorded(['dosage.site', 'Procedure.bodySite']);
const judge = (...args: Parameters<typeof judgedInjection> extends [unknown, ...infer Rest] ? Rest : never) =>
  inShort(judgedInjection(siteRecorded, ...args));

describe('site-recorded', () => {
  it('is met by a recorded site', () => {
    expect(judge({ site: recorded('knee', at) })).toEqual(['met recorded']);
  });

  it('is a gap without a site', () => {
    expect(judge({ site: absent, ownSite: absent })).toEqual(['gap missing']);
  });

  it.each(['intravenous', 'intravenous-push', 'intravenous-infusion'] as const)(
    'is not asked by %s',
    (route) => {
      expect(judge({ route: recorded(route, at), site: absent })).toEqual(['not-applicable byVein']);
    },
  );

  it.each([
    ['textOnly', textOnly('knee' as const, at)],
    ['orderOnly', orderOnly('knee' as const, at)],
    ['notRecognised', notRecognised('region 7', at)],
  ])('cannot tell when the site is known as %s', (key, site) => {
    expect(judge({ site, ownSite: site })).toEqual([`cannot-tell ${key}`]);
  });

  it('tells a conflict inside the administration from one with the procedure', () => {
    const two = conflicting(['knee', 'shoulder'] as const, at);
    expect(judge({ site: two, ownSite: two })).toEqual(['cannot-tell conflicting']);
    expect(judge({ site: two, ownSite: recorded('knee', at) })).toEqual(['not-applicable sitesDiffer']);
  });

  it('does not call a site absent while procedures were not read', () => {
    const changes = { site: absent, ownSite: absent };
    expect(judge(changes, { sources: sources({ Procedure: 'denied' }) })).toEqual([
      'cannot-tell sourceUnavailable',
    ]);
  });
});
