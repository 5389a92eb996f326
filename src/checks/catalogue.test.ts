import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../tools/generated/catalogue.ts';
import { CANNOT_TELL_REASONS } from '../vocab/outcome.ts';
import { SOURCES_OF, SUBJECTS_FROM } from './define-check.ts';
import { reasonWords } from './reasons.ts';
import { CHECKS } from './registry.ts';
import { RUNNER_KEYS } from './run-checks.ts';

const FOLDER = 'src/checks';
const read = (path: string): string => readFileSync(path, 'utf8');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
const declaring = files.filter((name) => / = defineCheck\(/.test(read(`${FOLDER}/${name}`)));
const camel = (id: string): string => id.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const listed = CHECKS.map((check) => [check.id, check] as const);

describe('the registry', () => {
  it('holds every file that declares a check, and each once', () => {
    const ids = CHECKS.map(({ id }) => `${id}.ts`);
    expect(ids.toSorted()).toEqual(declaring.toSorted());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(listed)('%s: the export is named like the file', (id) => {
    expect(read(`${FOLDER}/${id}.ts`)).toContain(`export const ${camel(id)} = defineCheck(`);
  });

  it.each(listed)('%s has its cases beside it, one for each message key', (id, check) => {
    const path = `${FOLDER}/${id}.test.ts`;
    expect(existsSync(path), `${path} is missing`).toBe(true);
    const cases = read(path);
    const without = Object.keys(check.messages).filter((key) => !new RegExp(`\\b${key}\\b`).test(cases));
    expect(without, 'message keys without a case').toEqual([]);
  });

  it.each(listed)('%s reads the source of its own subjects, and leaves the runner its keys', (_, check) => {
    const reads = [...check.reads, ...(check.readsWhereOffered ?? [])];
    expect(reads).toEqual(expect.arrayContaining([...SUBJECTS_FROM[check.on]]));
    expect(new Set(reads).size).toBe(reads.length);
    expect(reads.filter((group) => !(group in SOURCES_OF))).toEqual([]);
    expect(Object.keys(check.messages).filter((key) => RUNNER_KEYS.some((own) => own === key))).toEqual([]);
    expect(check.basis.read).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });
});

describe('the catalogue', () => {
  it('is what the registry says (npm run catalogue)', () => {
    expect(read(`${FOLDER}/CATALOGUE.md`)).toBe(catalogue());
  });
});

/** Words about money, hints at the answer, and pleading: none of them belongs before a clinician (product.md, Wording). */
const REFUSED =
  /\b(?:bill(?:s|ed|able|ing)?|pay(?:s|er|ers|ment|ments|ing)?|paid|reimburs\w*|den(?:y|ies|ied|ial|ials)|revenue|cost\w*|please|document (?:it )?as|should (?:be|read|say))\b|\$/i;
/** What holes are filled with here: long values of each kind, so that a filled sentence stays short enough. */
const LONG: Readonly<Record<string, string>> = {
  drug: 'methylprednisolone sodium succinate',
  age: ' By ICD-10-CM FY2026.',
  code: 'J3250',
  date: '23 Nov 2026',
};
const filled = (message: string): string =>
  message.replaceAll(
    /\{(\w+)\}/g,
    (_, name: string) => LONG[name] ?? (COUNTS.has(name) ? '1000' : 'x'.repeat(18)),
  );
const COUNTS = new Set(['count', 'most', 'window', 'days', 'interval', 'given', 'discarded', 'opened', 'mg']);

const sentences = CHECKS.flatMap((check) => [
  ...Object.entries(check.messages).map(([key, message]) => [`${check.id} ${key}`, message] as const),
  [`${check.id} where`, check.where] as const,
]);
const reasons = CANNOT_TELL_REASONS.flatMap((reason) => {
  const words = reasonWords(reason, ['Procedure', 'DocumentReference']);
  return [[`${reason} sentence`, words.sentence] as const, [`${reason} settle`, words.settle] as const];
});
/** A message made elsewhere and passed through whole; its own test holds it to the same rules. */
const isPassedThrough = (message: string): boolean => /^\{\w+\}$/.test(message);

describe('wording for clinicians', () => {
  it.each([...sentences, ...reasons].filter(([, text]) => !isPassedThrough(text)))('%s', (_, text) => {
    expect(filled(text)).toMatch(/[.?]$/);
    expect(filled(text).length).toBeLessThan(140);
    expect(text).not.toMatch(REFUSED);
  });

  it.each(listed)(
    '%s: title and noun are noun phrases without a full stop',
    (_, { gapTitle, noun, question }) => {
      expect(gapTitle).not.toMatch(/[.!]$/);
      expect(noun).not.toMatch(/[.!]$/);
      expect(question).toMatch(/\?$/);
      for (const text of [gapTitle, noun]) expect(text).not.toMatch(REFUSED);
    },
  );

  it('would catch a sentence about money, a suggested answer, and a plea', () => {
    for (const bad of ['This will be denied.', 'Document as left.', 'Please add the side.', 'Costs $40.'])
      expect(bad).toMatch(REFUSED);
  });
});
