import { describe, expect, it } from 'vitest';
import {
  checkInput,
  evidence,
  inShort,
  injection,
  judgedInjection,
  sources,
} from '../test-kit/check-input.ts';
import type { Drug } from '../vocab/drug.ts';
import { notRecorded, recorded } from '../vocab/fact.ts';
import type { Route } from '../vocab/route.ts';
import { offLabelRoute } from './off-label-route.ts';

const at = evidence('dosage.route', 'route');
const given = (drug: Drug, route: Route) => ({ drug: recorded(drug, at), route: recorded(route, at) });
const SUCCINATE = 'methylprednisolone-sodium-succinate';

describe('off-label-route', () => {
  it.each<[Drug, Route, string]>([
    [SUCCINATE, 'intra-articular', 'gap offLabel'],
    [SUCCINATE, 'soft-tissue', 'gap offLabel'],
    [SUCCINATE, 'epidural', 'gap offLabel'],
    [SUCCINATE, 'intravenous-push', 'met named'],
    [SUCCINATE, 'intramuscular', 'met named'],
    [SUCCINATE, 'intrathecal', 'not-applicable notAsked'],
    ['methylprednisolone-acetate', 'intra-articular', 'not-applicable notAsked'],
    ['methylprednisolone-acetate', 'subcutaneous', 'not-applicable notAsked'],
  ])('%s by route %s: %s', (drug, route, expected) => {
    expect(inShort(judgedInjection(offLabelRoute, given(drug, route)))).toEqual([expected]);
  });

  it('is a note with both statements as evidence, and silent without a route', () => {
    const [result] = judgedInjection(offLabelRoute, given(SUCCINATE, 'intra-articular'));
    expect(result).toMatchObject({ outcome: 'gap', evidence: at });
    expect(result?.searched).toEqual(['drug', 'route', 'product label']);
    expect(result?.check.severity).toBe('note');
    const unknown = { ...given(SUCCINATE, 'oral'), route: notRecorded([]) };
    expect(inShort(judgedInjection(offLabelRoute, unknown))).toEqual(['not-applicable notAsked']);
  });

  it.each<[Route, string]>([
    ['intra-articular', 'gap offLabel'],
    ['intramuscular', 'met named'],
  ])('stands on what is recorded while orders are unread: %s', (route, expected) => {
    const unread = { sources: sources({ MedicationRequest: 'failed' }) };
    const succinate = given(SUCCINATE, route);
    expect(inShort(judgedInjection(offLabelRoute, succinate, unread))).toEqual([expected]);
    expect(offLabelRoute.evaluate(injection(succinate), checkInput())).toMatchObject({ rests: 'presence' });
  });
});
