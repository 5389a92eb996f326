import { expect, test } from 'vitest';
import { ROUTES, type Route } from '../vocab/route.ts';
import type { Site } from '../vocab/site.ts';
import { routeReaches } from './route-sites.ts';

/** One site of each kind, in this order, and the sites that a rule names. */
const OF_A_KIND: readonly Site[] = [
  ...(['knee', 'olecranon-bursa', 'lateral-epicondyle', 'plantar-fascia', 'carpal-tunnel'] as const),
  ...(['thumb', 'deltoid', 'upper-eyelid', 'lumbar-spine', 'scapula', 'skin'] as const),
];
const NAMED: readonly Site[] = [
  ...(['shoulder', 'hip', 'wrist', 'ankle', 'elbow', 'facet-joint', 'sacroiliac-joint'] as const),
  ...(['hand', 'foot', 'buttock', 'thigh', 'upper-arm', 'forearm', 'arm', 'lower-leg'] as const),
  ...(['antecubital-fossa', 'abdomen', 'eye', 'ear'] as const),
];
const missedBy = (route: Route, sites: readonly Site[]): string =>
  sites.filter((site) => !routeReaches(route, site)).join(' ');

const VEIN =
  'knee olecranon-bursa lateral-epicondyle plantar-fascia carpal-tunnel deltoid upper-eyelid lumbar-spine skin';
const CANAL =
  'knee olecranon-bursa lateral-epicondyle plantar-fascia carpal-tunnel thumb deltoid upper-eyelid';

test.each<readonly [Route, string]>([
  ['intra-articular', 'lateral-epicondyle plantar-fascia carpal-tunnel deltoid upper-eyelid skin'],
  ['intrabursal', 'carpal-tunnel deltoid upper-eyelid lumbar-spine skin'],
  ['tendon-sheath', 'upper-eyelid lumbar-spine skin'],
  ['intramuscular', 'knee olecranon-bursa carpal-tunnel thumb upper-eyelid'],
  ['intravenous', VEIN],
  ['intravenous-push', VEIN],
  ['intravenous-infusion', VEIN],
  ['subcutaneous', 'knee olecranon-bursa carpal-tunnel'],
  ['epidural', CANAL],
  ['intrathecal', CANAL],
  ['trigger-point', 'olecranon-bursa carpal-tunnel thumb upper-eyelid'],
  [
    'ocular',
    'knee olecranon-bursa lateral-epicondyle plantar-fascia carpal-tunnel thumb deltoid lumbar-spine scapula',
  ],
])('%s reaches no site of a kind like: %s', (route, missed) => {
  expect(missedBy(route, OF_A_KIND)).toBe(missed);
});

const CANAL_NAMED =
  'shoulder hip wrist ankle elbow hand foot thigh upper-arm forearm arm lower-leg antecubital-fossa eye';

test.each<readonly [Route, string]>([
  ['intra-articular', 'buttock thigh upper-arm forearm arm lower-leg abdomen eye'],
  ['intrabursal', 'abdomen eye ear'],
  ['tendon-sheath', 'abdomen eye ear'],
  ['intramuscular', 'wrist ankle elbow facet-joint sacroiliac-joint eye ear'],
  ['intravenous', 'shoulder hip facet-joint sacroiliac-joint'],
  ['subcutaneous', 'wrist ankle elbow facet-joint sacroiliac-joint eye'],
  ['epidural', CANAL_NAMED],
  ['intrathecal', CANAL_NAMED],
  ['trigger-point', 'eye ear'],
])('%s, of the sites a rule names, does not reach: %s', (route, missed) => {
  expect(missedBy(route, NAMED)).toBe(missed);
});

test('what lies anywhere, and what is no injection, fits every site', () => {
  const everywhere = ROUTES.filter((route) => missedBy(route, [...OF_A_KIND, ...NAMED]) === '');
  expect(everywhere).toEqual([
    'soft-tissue',
    'intralesional',
    'periarticular',
    'intradermal',
    'perineural',
    'oral',
    'topical',
    'other',
  ]);
});
