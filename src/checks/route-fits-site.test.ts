import { describe, expect, it } from 'vitest';
import { evidence, inShort, judgedInjection } from '../test-kit/check-input.ts';
import { notRecorded, orderOnly, recorded } from '../vocab/fact.ts';
import { ROUTES, type Route } from '../vocab/route.ts';
import { SITES, type Site } from '../vocab/site.ts';
import { routeReaches } from '../tables/route-sites.ts';
import { routeFitsSite } from './route-fits-site.ts';

const atRoute = evidence('dosage.route', 'route');
const atSite = evidence('dosage.site', 'site');
const given = (route: Route, site: Site) => ({
  route: recorded(route, atRoute),
  site: recorded(site, atSite),
});

describe('route-fits-site', () => {
  it.each<[Route, Site, string]>([
    ['intra-articular', 'knee', 'met fits'],
    ['intra-articular', 'subacromial-bursa', 'met fits'],
    ['intra-articular', 'hand', 'met fits'],
    ['intra-articular', 'deltoid', 'gap misfit'],
    ['intra-articular', 'gluteus', 'gap misfit'],
    ['intra-articular', 'thigh', 'gap misfit'],
    ['intrabursal', 'trochanteric-bursa', 'met fits'],
    ['intrabursal', 'deltoid', 'gap misfit'],
    ['tendon-sheath', 'wrist', 'met fits'],
    ['tendon-sheath', 'lumbar-spine', 'gap misfit'],
    ['intramuscular', 'deltoid', 'met fits'],
    ['intramuscular', 'hip', 'met fits'],
    ['intramuscular', 'shoulder', 'met fits'],
    ['intramuscular', 'knee', 'gap misfit'],
    ['intravenous', 'knee', 'gap misfit'],
    ['intravenous', 'wrist', 'met fits'],
    ['intravenous-push', 'antecubital-fossa', 'met fits'],
    ['intravenous-infusion', 'hip', 'gap misfit'],
    ['subcutaneous', 'abdomen', 'met fits'],
    ['subcutaneous', 'knee', 'gap misfit'],
    ['epidural', 'lumbar-spine', 'met fits'],
    ['epidural', 'knee', 'gap misfit'],
    ['epidural', 'facet-joint', 'met fits'],
    ['intrathecal', 'hand', 'gap misfit'],
    ['trigger-point', 'scapula', 'met fits'],
    ['trigger-point', 'finger', 'gap misfit'],
    ['ocular', 'eye', 'met fits'],
    ['ocular', 'knee', 'gap misfit'],
    ['soft-tissue', 'knee', 'met fits'],
    ['perineural', 'carpal-tunnel', 'met fits'],
  ])('%s into %s: %s', (route, site, expected) => {
    expect(inShort(judgedInjection(routeFitsSite, given(route, site)))).toEqual([expected]);
  });

  it('puts the two statements side by side', () => {
    const [result] = judgedInjection(routeFitsSite, given('intravenous', 'knee'));
    expect(result?.evidence.map(({ path }) => path)).toEqual(['dosage.route', 'dosage.site']);
    expect(result?.searched).toEqual(['route', 'site']);
  });

  it.each([
    ['route', { ...given('intravenous', 'knee'), route: orderOnly('intravenous' as const, atRoute) }],
    ['site', { ...given('intravenous', 'knee'), site: orderOnly('knee' as const, atSite) }],
  ])('does not accuse when the %s stands in the order alone', (_, changes) => {
    const [result] = judgedInjection(routeFitsSite, changes);
    expect(result).toMatchObject({ outcome: 'cannot-tell', messageKey: 'orderOnly', reason: 'order-only' });
  });

  it.each([
    ['route', { route: notRecorded([]) }],
    ['site', { site: notRecorded([]) }],
  ])('asks nothing while the %s is not known', (_, changes) => {
    expect(inShort(judgedInjection(routeFitsSite, changes))).toEqual(['not-applicable notKnown']);
  });

  it('answers for every route and site, and finds for every route at least one that fits', () => {
    for (const route of ROUTES) expect(SITES.some((site) => routeReaches(route, site))).toBe(true);
  });
});
