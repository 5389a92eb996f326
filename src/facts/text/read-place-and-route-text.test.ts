import { describe, expect, test } from 'vitest';
import { readRouteText } from './read-route-text.ts';
import { readSiteText } from './read-site-text.ts';

describe('a place as its own element', () => {
  test.each([
    ['Structure of right knee region', 'knee', 'right'],
    ['both knees', 'knee', 'bilateral'],
    ['b/l knees', 'knee', 'bilateral'],
    ['bilateral shoulders', 'shoulder', 'bilateral'],
    ['Arm, Lower, Left', 'forearm', 'left'],
    ['Hand, Right', 'hand', 'right'],
    ['R hip', 'hip', 'right'],
    ['kneee', 'knee', null],
    ['shoudler', 'shoulder', null],
    ['deltiod', 'deltoid', null],
    ['Left', null, 'left'],
    ['Right side', null, 'right'],
    ['R/L knee', 'knee', null],
    ['knees', 'knee', null],
    ['LT', null, null],
    ['RT', null, null],
    ['LD', null, null],
    ['LE', null, null],
    ['L4-5', null, null],
    ['hip/thigh', null, null],
    ['knee or hip', null, null],
    ['right knee?', null, null],
    ['not the knee', null, null],
    ['Structure of ligament of left superior vena cava', null, null],
    ['', null, null],
  ])('%s: %s %s', (text, site, side) => {
    expect(readSiteText(text)).toMatchObject({ site, side });
  });
});

describe('a route as its own element (terminology rule 4: IA is decided by its company)', () => {
  test.each([
    ['IM', {}, 'intramuscular'],
    ['IntraMUSCULAR', {}, 'intramuscular'],
    ['Inj, intra-articular', {}, 'intra-articular'],
    ['Intra-articularl', {}, 'intra-articular'],
    ['IV Piggyback', {}, 'intravenous-infusion'],
    ['Intravenous push', {}, 'intravenous-push'],
    ['IV', {}, 'intravenous'],
    ['SC', {}, 'subcutaneous'],
    ['SUBCUT', {}, 'subcutaneous'],
    ['ID', {}, 'intradermal'],
    ['IT', {}, 'intrathecal'],
    ['PO', {}, 'oral'],
    ['PERIPHNERVE', {}, 'perineural'],
    ['INTRA-ARTERIALLY', {}, 'other'],
    ['IA', {}, null],
    ['IA', { site: 'knee' }, 'intra-articular'],
    ['IA', { site: 'trochanteric-bursa' }, null],
    ['IL', {}, null],
    ['IO', {}, null],
    ['IM/IV', {}, null],
    ['IM or SC', {}, null],
    ['IM?', {}, null],
    ['not IM', {}, null],
    ['see note', {}, null],
    ['', {}, null],
  ] as const)('%s beside %o: %s', (text, context, route) => {
    expect(readRouteText(text, context).route).toBe(route);
  });
});
