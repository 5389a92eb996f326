import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Chart, RawResource } from './chart.ts';
import { decodeBase64, textOfHtml } from './note-text.ts';
import { readEncounterFacts } from './read-encounter-facts.ts';
import { DEFAULT_SITE } from '../tables/site-configuration.ts';
import { chart, coded } from '../test-kit/chart-builder.ts';

const CATEGORY = 'http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category';
const plain = (text: string) => ({ contentType: 'text/plain', data: btoa(text) });

const note = (over: Readonly<Record<string, unknown>> = {}): RawResource => ({
  resourceType: 'DocumentReference',
  id: 'd',
  status: 'current',
  docStatus: 'preliminary',
  subject: { reference: 'Patient/p' },
  date: '2026-11-20T11:00:00-05:00',
  category: [coded(CATEGORY, 'clinical-note')],
  context: { encounter: [{ reference: 'Encounter/e' }] },
  content: [{ attachment: plain('Knee pain.') }],
  ...over,
});
const read = (resources: readonly RawResource[], over: Partial<Chart> = {}) =>
  readEncounterFacts(chart(resources, over), DEFAULT_SITE).note;

describe('state', () => {
  test.each([
    ['preliminary', { docStatus: 'preliminary' }, 'draft'],
    ['final', { docStatus: 'final' }, 'signed'],
    ['amended', { docStatus: 'amended' }, 'signed'],
    ['no status, with a signer', { docStatus: undefined, authenticator: { display: 'Dr' } }, 'signed'],
    ['no status, no signer', { docStatus: undefined }, 'draft'],
    [
      'no category, but a type that says note',
      { category: undefined, type: { text: 'Progress note' } },
      'draft',
    ],
  ])('%s: %s', (_, over, state) => {
    expect(read([note(over)]).state).toBe(state);
  });
  test('a draft beside a signed note keeps the encounter open', () => {
    const signed = note({ id: 's', docStatus: 'final', date: '2026-11-20T12:00:00-05:00' });
    expect(read([signed, note()])).toMatchObject({ state: 'draft', reference: 'DocumentReference/d' });
  });
  test('of several signed notes the newest speaks', () => {
    const later = note({ id: 's', docStatus: 'amended', date: '2026-11-20T12:00:00-05:00' });
    expect(read([later, note({ docStatus: 'final' })])).toMatchObject({
      reference: 'DocumentReference/s',
      at: '2026-11-20T12:00:00-05:00',
    });
  });
  test.each([
    ['of another encounter', { context: { encounter: [{ reference: 'Encounter/x' }] } }],
    ['of no encounter', { context: undefined }],
    ['superseded', { status: 'superseded' }],
    ['entered in error', { docStatus: 'entered-in-error' }],
    ['an imaging report', { category: [coded('x', 'imaging-report')] }],
  ])('a document %s is not the note', (_, over) => {
    expect(read([note(over)])).toMatchObject({ state: 'none-seen', textRead: null });
  });
  test('none found counts as none only where all were searched', () => {
    const denied = chart([]).sources.map((source) =>
      source.type === 'DocumentReference' ? { ...source, completeness: 'denied' as const } : source,
    );
    expect(read([]).state).toBe('none-seen');
    expect(read([], { sources: denied }).state).toBe('not-readable');
    expect(read([], { sources: [] }).state).toBe('not-readable');
  });
});

describe('text', () => {
  const binary = {
    resourceType: 'Binary',
    id: 'b',
    contentType: 'text/html',
    data: btoa('<p>Failed naproxen</p>'),
  };
  test.each([
    ['plain', { content: [{ attachment: plain('x') }] }, true],
    [
      'html',
      { content: [{ attachment: { contentType: 'text/html; charset=utf-8', data: btoa('<b>x</b>') } }] },
      true,
    ],
    [
      'rtf beside plain',
      { content: [{ attachment: { contentType: 'text/rtf', data: 'AA==' } }, { attachment: plain('x') }] },
      true,
    ],
    [
      'a Binary that was read',
      { content: [{ attachment: { contentType: 'text/html', url: 'Binary/b' } }] },
      true,
    ],
    [
      'a Binary nobody read',
      { content: [{ attachment: { contentType: 'text/html', url: 'Binary/other' } }] },
      false,
    ],
    ['rtf alone', { content: [{ attachment: { contentType: 'text/rtf', data: 'AA==' } }] }, false],
    ['pdf', { content: [{ attachment: { contentType: 'application/pdf', data: 'AA==' } }] }, false],
    ['no base64', { content: [{ attachment: { contentType: 'text/plain', data: '%%%' } }] }, false],
    ['no UTF-8', { content: [{ attachment: { contentType: 'text/plain', data: btoa('\xff\xfe') } }] }, false],
    ['longer than any note', { content: [{ attachment: plain('x'.repeat(300_000)) }] }, false],
    ['no content', { content: undefined }, false],
  ])('%s: read %s', (_, over, textRead) => {
    expect(read([note(over), binary]).textRead).toBe(textRead);
  });
  test('one unread note among several leaves the text unread', () => {
    expect(read([note(), note({ id: 'x', content: [] })]).textRead).toBe(false);
  });
});

describe('HTML as a person sees it', () => {
  test.each([
    ['<p>Failed <b>naproxen</b></p><p>Plan</p>', 'Failed naproxen\n\nPlan'],
    ['a<br>b<br/>c', 'a\nb\nc'],
    ['x<script>failed NSAIDs</script>y', 'xy'],
    ['x<style>p{}</style>y', 'xy'],
    ['<del>failed NSAIDs</del> none', 'none'],
    ['<span style="text-decoration: line-through">failed</span>ok', 'ok'],
    ['<div hidden>failed</div>ok', 'ok'],
    ['<!-- failed NSAIDs --> ok', 'ok'],
    ['40 &lt; 80 &amp; &#233;&#xe9; &nbsp;x', '40 < 80 & éé  x'],
    ['&lt;script&gt;alert(1)&lt;/script&gt;', '<script>alert(1)</script>'],
    ['a < b', 'a'],
    ['<p>open', 'open'],
    ['<script>never closed', ''],
    ['<!-- never closed', ''],
  ])('%s', (html, expected) => {
    expect(textOfHtml(html).trim()).toBe(expected);
  });
  test('any HTML is read in one pass, without a throw', () => {
    const parts = fc.array(
      fc.constantFrom(
        '<',
        '>',
        '</',
        '<p>',
        '<script>',
        '</script>',
        '<!--',
        '-->',
        '&amp;',
        '&#x110000;',
        'x',
        '"',
        '<del>',
      ),
      { maxLength: 60 },
    );
    const broken = fc.check(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          parts.map((all) => all.join('')),
        ),
        (html) => typeof textOfHtml(html) === 'string',
      ),
      { numRuns: 300 },
    );
    expect(broken.counterexample).toBeNull();
    expect(textOfHtml('<'.repeat(500_000))).toBe('');
    expect(textOfHtml('<p>'.repeat(100_000)).trim()).toBe('');
  });
});

test('base64 of another charset, and of nothing readable', () => {
  expect(decodeBase64(btoa('\xe9'), 'iso-8859-1')).toBe('é');
  expect(decodeBase64('AAAA', 'no-such-charset')).toBeNull();
  expect(decodeBase64('!', 'utf-8')).toBeNull();
});
