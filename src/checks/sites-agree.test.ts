import { describe, expect, it } from 'vitest';
import { evidence, inShort, judgedInjection, procedure, sources } from '../test-kit/check-input.ts';
import { conflicting, notRecorded, recorded } from '../vocab/fact.ts';
import type { Site } from '../vocab/site.ts';
import { sitesAgree } from './sites-agree.ts';

const own = (site: Site) => recorded(site, evidence('dosage.site', site));
const other = (site: Site) => ({
  procedures: [procedure({ site: recorded(site, evidence('bodySite[0]', site, 'Procedure/1')) })],
});
const nowhere = { procedures: [procedure({ site: notRecorded([]) })] };

describe('sites-agree', () => {
  it.each<[Site, Site, string]>([
    ['knee', 'knee', 'met agree'],
    ['knee', 'prepatellar-bursa', 'met agree'],
    ['prepatellar-bursa', 'knee', 'met agree'],
    ['index-finger', 'hand', 'met agree'],
    ['knee', 'shoulder', 'gap differ'],
    ['index-finger', 'ring-finger', 'gap differ'],
    ['prepatellar-bursa', 'pes-anserine-bursa', 'gap differ'],
  ])('administration says %s, procedure says %s: %s', (mine, theirs, expected) => {
    expect(inShort(judgedInjection(sitesAgree, { ownSite: own(mine) }, other(theirs)))).toEqual([expected]);
  });

  it('puts both statements side by side', () => {
    const [result] = judgedInjection(sitesAgree, { ownSite: own('knee') }, other('shoulder'));
    expect(result?.evidence.map(({ reference }) => reference)).toEqual([
      'MedicationAdministration/1',
      'Procedure/1',
    ]);
    expect(result?.message).toContain('says knee, the procedure shoulder');
    expect(result?.searched).toEqual(['dosage.site', 'Procedure.bodySite']);
  });

  it('is met where one place alone states the site', () => {
    expect(inShort(judgedInjection(sitesAgree, { ownSite: own('knee') }, nowhere))).toEqual([
      'met oneStatement',
    ]);
    expect(inShort(judgedInjection(sitesAgree, { ownSite: notRecorded([]) }, other('knee')))).toEqual([
      'met oneStatement',
    ]);
    const unmatched = { procedure: { how: 'none', references: [] } } as const;
    expect(inShort(judgedInjection(sitesAgree, unmatched, other('shoulder')))).toEqual(['met oneStatement']);
  });

  it('asks nothing without a site, of two sites in one administration, or by vein', () => {
    const none = { site: notRecorded([]), ownSite: notRecorded([]) };
    expect(inShort(judgedInjection(sitesAgree, none, nowhere))).toEqual(['not-applicable noSite']);
    const two = { ownSite: conflicting<Site>(['knee', 'hip'], evidence('dosage', 'knee hip')) };
    expect(inShort(judgedInjection(sitesAgree, two))).toEqual(['not-applicable ownSites']);
    const vein = { route: recorded('intravenous' as const, []) };
    expect(inShort(judgedInjection(sitesAgree, vein, other('shoulder')))).toEqual([
      'not-applicable noSubject',
    ]);
  });

  it.each([
    ['one statement', { ownSite: own('knee') }],
    ['no statement', { ownSite: notRecorded([]) }],
  ])('does not clear %s while procedures are unread', (_, changes) => {
    const unread = { procedures: [], sources: sources({ Procedure: 'partial' }) };
    expect(inShort(judgedInjection(sitesAgree, changes, unread))).toEqual(['cannot-tell sourceUnavailable']);
  });
});
