import { describe, expect, it } from 'vitest';
import { SOURCE_TYPES } from '../vocab/completeness.ts';
import { readBundle } from './file-sources.ts';

const resource = (resourceType: string, id = '1') => ({ resourceType, id });
const entry = (resourceType: string, id?: string) => ({ resource: resource(resourceType, id) });
const NEXT = { relation: 'next', url: 'https://ehr.example/fhir?page=2' };
const self = (url: string) => ({ relation: 'self', url });
const outcome = (issue: object) => ({ resource: { resourceType: 'OperationOutcome', issue: [issue] } });
const states = (bundle: object): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...readBundle({ resourceType: 'Bundle', ...bundle }).incomplete].map(([type, { completeness }]) => [
      type,
      completeness,
    ]),
  );

describe('what a Bundle says of its own completeness', () => {
  it('is complete without a word to the contrary', () => {
    expect(states({ type: 'collection', entry: [entry('Procedure')] })).toEqual({});
    expect(states({ link: [self('https://ehr.example/fhir/Procedure?patient=1')] })).toEqual({});
  });

  it('marks the type a self link searched when more pages follow', () => {
    const link = [self('https://ehr.example/fhir/Procedure?patient=1'), NEXT];
    expect(states({ type: 'searchset', link })).toEqual({ Procedure: 'partial' });
  });

  it('marks the one type of a page without a self link, and what was included with it', () => {
    const included = { ...entry('Medication'), search: { mode: 'include' } };
    const page = { link: [NEXT], entry: [entry('MedicationAdministration'), included] };
    expect(states(page)).toEqual({ MedicationAdministration: 'partial', Medication: 'partial' });
  });

  it('marks every type of a mixed page, because anything may follow', () => {
    const found = states({ link: [NEXT], entry: [entry('Procedure'), entry('Condition')] });
    expect(Object.keys(found).toSorted((a, b) => a.localeCompare(b))).toEqual(
      [...SOURCE_TYPES].toSorted((a, b) => a.localeCompare(b)),
    );
  });

  it.each([
    ['suppressed', 'warning', 'partial'],
    ['incomplete', 'information', 'partial'],
    ['too-costly', 'error', 'partial'],
    ['forbidden', 'error', 'denied'],
    ['security', 'fatal', 'denied'],
    ['not-supported', 'error', 'unsupported'],
    ['exception', 'error', 'failed'],
  ])('reads an issue %s (%s) as %s of the type it names', (code, severity, completeness) => {
    const issue = outcome({ severity, code, diagnostics: 'Procedure could not be returned' });
    expect(states({ entry: [entry('Condition'), issue] })).toEqual({ Procedure: completeness });
  });

  it('takes warnings and information for what they are', () => {
    const empty = outcome({
      severity: 'warning',
      code: 'processing',
      details: { coding: [{ code: '4101' }] },
    });
    expect(states({ entry: [empty] })).toEqual({});
  });

  it.each(['4119', '59204', '59205'])('knows the code %s for results left out', (code) => {
    const issue = outcome({ severity: 'warning', code: 'processing', details: { coding: [{ code }] } });
    const link = [self('https://ehr.example/fhir/Condition?patient=1')];
    expect(states({ link, entry: [issue] })).toEqual({ Condition: 'partial' });
  });

  it('reads outcomes of a batch response, and opens the Bundles inside it', () => {
    const inner = {
      resourceType: 'Bundle',
      link: [self('https://e/Condition?x'), NEXT],
      entry: [entry('Condition')],
    };
    const refused = {
      response: {
        status: '403',
        outcome: {
          resourceType: 'OperationOutcome',
          issue: [{ severity: 'error', code: 'forbidden', diagnostics: 'Coverage' }],
        },
      },
    };
    const bundle = { type: 'batch-response', entry: [{ resource: inner }, refused] };
    expect(states(bundle)).toEqual({ Condition: 'partial', Coverage: 'denied' });
    expect(readBundle(bundle).resources.map(({ resourceType }) => resourceType)).toEqual(['Condition']);
  });

  it('counts entries without a resource as read in part, but for plain answers of a batch', () => {
    expect(states({ link: [self('https://e/Procedure?x')], entry: [{ resource: 7 }, 'x'] })).toEqual({
      Procedure: 'partial',
    });
    expect(states({ entry: [{ response: { status: '201' } }] })).toEqual({});
  });

  it('keeps the fullUrl of an entry on its resource', () => {
    const { resources } = readBundle({ entry: [{ ...entry('Patient'), fullUrl: 'urn:uuid:1' }] });
    expect(resources).toEqual([{ ...resource('Patient'), fullUrl: 'urn:uuid:1' }]);
  });

  it('ends however deep Bundles stand in Bundles', () => {
    let bundle: object = { resourceType: 'Bundle', entry: [entry('Patient')] };
    for (let depth = 0; depth < 50; depth += 1)
      bundle = { resourceType: 'Bundle', entry: [{ resource: bundle }] };
    expect(() => readBundle({ ...bundle })).not.toThrow();
  });
});
