import { describe, expect, it } from 'vitest';
import { SOURCE_TYPES, type SourceType } from '../vocab/completeness.ts';
import { joinIncomplete, readBundle, type FileSource } from './file-sources.ts';

const resource = (resourceType: string, id = '1') => ({ resourceType, id });
const entry = (resourceType: string, id?: string) => ({ resource: resource(resourceType, id) });
const included = (resourceType: string) => ({ ...entry(resourceType), search: { mode: 'include' } });
const NEXT = { relation: 'next', url: 'https://ehr.example/fhir?page=2' };
const self = (url: string) => ({ relation: 'self', url });
const outcome = (issue: object) => ({ resource: { resourceType: 'OperationOutcome', issue: [issue] } });
const incompleteOf = (bundle: object): ReadonlyMap<SourceType, FileSource> =>
  readBundle({ resourceType: 'Bundle', ...bundle }).incomplete;
const states = (bundle: object): Readonly<Record<string, string>> =>
  Object.fromEntries([...incompleteOf(bundle)].map(([type, { completeness }]) => [type, completeness]));
const typesOf = (bundle: object): readonly string[] =>
  readBundle({ resourceType: 'Bundle', ...bundle }).resources.map(({ resourceType }) => resourceType);
const EVERY = Object.fromEntries(SOURCE_TYPES.map((type) => [type, 'partial']));

/** A Bundle of one entry, put into as many Bundles more as told. */
const nested = (levels: number): object => {
  let bundle: object = { resourceType: 'Bundle', entry: [entry('Patient')] };
  for (let level = 0; level < levels; level += 1)
    bundle = { resourceType: 'Bundle', entry: [{ resource: bundle }] };
  return bundle;
};

describe('a Bundle without a word to the contrary', () => {
  it('is complete, and answers for every type', () => {
    expect(states({ type: 'collection', entry: [entry('Procedure')] })).toEqual({});
    expect(states({ link: [self('https://ehr.example/fhir/Procedure?patient=1')] })).toEqual({});
    expect(readBundle({ resourceType: 'Bundle' })).toEqual({
      resources: [],
      incomplete: new Map(),
      answersFor: 'every type',
    });
  });

  it('keeps the fullUrl of an entry on its resource, and adds none where none stands', () => {
    const { resources } = readBundle({
      entry: [{ ...entry('Patient'), fullUrl: 'urn:uuid:1' }, entry('Procedure')],
    });
    expect(resources).toStrictEqual([
      { ...resource('Patient'), fullUrl: 'urn:uuid:1' },
      resource('Procedure'),
    ]);
  });
});

describe('a next link', () => {
  const page = (url: string, ...entries: readonly object[]) =>
    states({ link: [self(url), NEXT], entry: entries });

  it('says why', () => {
    const link = [self('https://ehr.example/fhir/Procedure?patient=1'), NEXT];
    expect([...incompleteOf({ type: 'searchset', link })]).toEqual([
      ['Procedure', { completeness: 'partial', reason: 'the file says that more pages follow' }],
    ]);
  });

  it.each([
    'https://ehr.example/fhir/Procedure?patient=1',
    'https://ehr.example/fhir/Procedure',
    'https://ehr.example/fhir/Procedure/_search',
  ])('is about the type its self link searched, and what was included with it: %s', (url) => {
    expect(page(url)).toEqual({ Procedure: 'partial' });
    expect(page(url, entry('Procedure'), entry('Condition'))).toEqual({
      Procedure: 'partial',
      Condition: 'partial',
    });
  });

  it('is about the one type of a page whose self link names none of ours, and what was included', () => {
    const matches = [entry('MedicationAdministration'), entry('MedicationAdministration', '2')];
    const others = [included('Medication'), included('Encounter'), included('Immunization')];
    const found = { MedicationAdministration: 'partial', Medication: 'partial', Encounter: 'partial' };
    expect(page('https://ehr.example/FHIR?_getpages=1', ...matches, ...others)).toEqual(found);
    expect(states({ link: [NEXT], entry: [...matches, ...others] })).toEqual(found);
  });

  it('is about the one type of a page whatever was said or answered beside it', () => {
    const said = outcome({ severity: 'information', code: 'informational' });
    expect(
      states({ link: [NEXT], entry: [entry('Procedure'), said, { response: { status: '200' } }] }),
    ).toEqual({
      Procedure: 'partial',
    });
  });

  it.each([
    ['several types', [entry('Procedure'), entry('Condition')]],
    ['a type nobody reads here', [entry('Immunization')]],
    ['nothing', []],
  ])('is about every type on a page of %s, because anything may follow', (_, entries) => {
    expect(states({ link: [NEXT], entry: entries })).toEqual(EVERY);
  });

  it('is none without an address', () => {
    expect(states({ link: [{ relation: 'next' }], entry: [entry('Procedure')] })).toEqual({});
    expect(states({ link: [{ relation: 'next' }, NEXT], entry: [entry('Procedure')] })).toEqual({
      Procedure: 'partial',
    });
  });
});

describe('an OperationOutcome', () => {
  const LEFT_OUT = { completeness: 'partial', reason: 'the file says that results were left out' };
  const REFUSED = { completeness: 'denied', reason: 'the file says that reading was refused' };
  const NOT_OFFERED = {
    completeness: 'unsupported',
    reason: 'the file says that the system does not offer this',
  };
  const FAILED = { completeness: 'failed', reason: 'the file says that reading failed' };

  it.each([
    ['suppressed', 'warning', LEFT_OUT],
    ['incomplete', 'information', LEFT_OUT],
    ['too-costly', 'error', LEFT_OUT],
    ['throttled', 'error', LEFT_OUT],
    ['timeout', 'fatal', LEFT_OUT],
    ['forbidden', 'error', REFUSED],
    ['security', 'fatal', REFUSED],
    ['login', 'error', REFUSED],
    ['expired', 'error', REFUSED],
    ['unknown', 'error', REFUSED],
    ['not-supported', 'error', NOT_OFFERED],
    ['exception', 'error', FAILED],
    [undefined, 'fatal', FAILED],
  ])('of code %s (%s) is read of the type it names', (code, severity, source) => {
    const issue = outcome({ severity, code, diagnostics: 'Procedure could not be returned' });
    expect([...incompleteOf({ entry: [entry('Condition'), issue] })]).toEqual([['Procedure', source]]);
  });

  it.each(['forbidden', 'not-supported', 'exception', undefined])(
    'of code %s says nothing as a warning or an information',
    (code) => {
      const issues = ['warning', 'information', undefined].map((severity) => outcome({ severity, code }));
      expect(states({ entry: issues })).toEqual({});
    },
  );

  it.each([
    ['diagnostics', { diagnostics: 'no Coverage for this user' }],
    ['expression', { expression: ['Coverage'] }],
    ['the text of its details', { details: { text: 'no Coverage for this user' } }],
  ])('names its type in %s, as a whole word', (_, words) => {
    const about = { severity: 'error', code: 'forbidden', ...words };
    expect(states({ entry: [entry('Condition'), outcome(about)] })).toEqual({ Coverage: 'denied' });
    const other = JSON.parse(
      JSON.stringify(about).replace('Coverage', 'CoverageEligibilityRequest'),
    ) as object;
    expect(states({ entry: [entry('Condition'), outcome(other)] })).toEqual({ Condition: 'denied' });
  });

  it.each(['4119', '59204', '59205'])('of the detail %s says that results were left out', (code) => {
    const issue = outcome({ severity: 'warning', code: 'processing', details: { coding: [{ code }] } });
    const link = [self('https://ehr.example/fhir/Condition?patient=1')];
    expect([...incompleteOf({ link, entry: [issue] })]).toEqual([['Condition', LEFT_OUT]]);
  });

  it('of another detail says nothing', () => {
    const issue = { severity: 'warning', code: 'processing', details: { coding: [{ code: '4101' }, {}] } };
    expect(states({ entry: [outcome(issue)] })).toEqual({});
  });
});

describe('Bundles inside a Bundle', () => {
  const page = {
    resourceType: 'Bundle',
    link: [self('https://e/Condition?x'), NEXT],
    entry: [entry('Condition')],
  };
  const refused = (diagnostics: string) => ({
    response: {
      status: '403',
      outcome: {
        resourceType: 'OperationOutcome',
        issue: [{ severity: 'error', code: 'forbidden', diagnostics }],
      },
    },
  });

  it('are opened, and each statement is about its own', () => {
    const bundle = { type: 'batch-response', entry: [{ resource: page }, refused('Coverage')] };
    expect(states(bundle)).toEqual({ Condition: 'partial', Coverage: 'denied' });
    expect(typesOf(bundle)).toEqual(['Condition']);
  });

  it('say the worst of each type together, in whatever order they stand', () => {
    const both = [{ resource: page }, refused('Condition')];
    expect(states({ entry: both })).toEqual({ Condition: 'denied' });
    expect(states({ entry: both.toReversed() })).toEqual({ Condition: 'denied' });
  });

  it('are followed five deep; what stands deeper makes the reading incomplete', () => {
    const deepest = readBundle({ ...nested(5) });
    expect([deepest.resources.map(({ resourceType }) => resourceType), [...deepest.incomplete]]).toEqual([
      ['Patient'],
      [],
    ]);
    expect(typesOf(nested(6))).toEqual([]);
    expect(states(nested(6))).toEqual(EVERY);
    const [reason] = [...incompleteOf(nested(6)).values()].map((source) => source.reason);
    expect(reason).toBe('1 entries of the file hold no resource that can be read');
    expect(typesOf(nested(50))).toEqual([]);
  });
});

describe('entries without a resource', () => {
  const inProcedures = (...entries: readonly unknown[]) =>
    [...incompleteOf({ link: [self('https://e/Procedure?x')], entry: entries })].map(([type, source]) => [
      type,
      source.completeness,
      source.reason,
    ]);
  const unread = (count: number) => [
    ['Procedure', 'partial', `${count} entries of the file hold no resource that can be read`],
  ];

  it.each([
    ['a number', { resource: 7 }],
    ['a list', { resource: [resource('Procedure')] }],
    ['null', { resource: null }],
    ['an object of no type', { resource: { id: '1' } }],
    ['no resource', {}],
    ['no entry at all', 'x'],
    ['an answer with something that is no resource', { resource: 7, response: { status: '200' } }],
  ])('make the reading incomplete: %s', (_, broken) => {
    expect(inProcedures(broken)).toEqual(unread(1));
    expect(inProcedures(broken, entry('Procedure'), broken)).toEqual(unread(2));
  });

  it('are nothing missing where they are plain answers of a batch', () => {
    expect(inProcedures({ response: { status: '201' } })).toEqual([]);
  });
});

describe('several statements about one type', () => {
  const source = (completeness: FileSource['completeness'], reason: string | null = 'why'): FileSource => ({
    completeness,
    reason,
  });
  const joined = (...sources: readonly FileSource[]): readonly FileSource[] => [
    ...joinIncomplete(sources.map((one) => new Map([['Procedure', one]]))).values(),
  ];

  it('are joined to the worst, whatever their order', () => {
    const order = ['complete', 'unsupported', 'partial', 'denied', 'failed'] as const;
    for (const [place, worse] of order.entries())
      for (const milder of order.slice(0, place)) {
        expect(joined(source(milder), source(worse))).toEqual([source(worse)]);
        expect(joined(source(worse), source(milder))).toEqual([source(worse)]);
      }
  });

  it('that are equally bad are joined to the same words, whatever their order', () => {
    const [one, other] = [source('partial', 'a'), source('partial', 'b')];
    expect(joined(one, other)).toEqual(joined(other, one));
  });

  it('say nothing about the types they do not name', () => {
    const [procedures, coverage] = [source('denied'), source('failed')];
    const parts = [new Map([['Procedure', procedures] as const]), new Map([['Coverage', coverage] as const])];
    expect(joinIncomplete(parts)).toEqual(
      new Map([
        ['Procedure', procedures],
        ['Coverage', coverage],
      ]),
    );
    expect(joinIncomplete([])).toEqual(new Map());
  });
});
