import { describe, expect, it } from 'vitest';
import { injection } from '../test-kit/check-input.ts';
import { notRecorded, recorded } from '../vocab/fact.ts';
import { capitalised, reasonWords, sourcesInWords } from './reasons.ts';
import { drugWords, injectionEvidence, quoted } from './subject-words.ts';

const UNKNOWN = notRecorded([]);

describe('sources in words', () => {
  it('stand at the head of a sentence, however many there are', () => {
    expect(sourcesInWords([])).toBe('');
    expect(sourcesInWords(['Procedure'])).toBe('Procedures');
    expect(sourcesInWords(['Procedure', 'DocumentReference'])).toBe('Procedures and notes');
    expect(sourcesInWords(['Procedure', 'Condition', 'DocumentReference'])).toBe(
      'Procedures, diagnoses and notes',
    );
    expect(capitalised('two Words')).toBe('Two Words');
  });

  it('say whose reading a check waits for', () => {
    const ofSource = (...unread: Parameters<typeof reasonWords>[1]) =>
      reasonWords('source-unavailable', unread).sentence;
    expect(ofSource('Procedure', 'Condition')).toBe('Procedures and diagnoses could not be fully read.');
    expect(ofSource()).toBe('A source could not be fully read.');
    expect(reasonWords('text-only', ['Procedure'])).toEqual(reasonWords('text-only', []));
  });
});

describe('the subject of a message', () => {
  it('is the drug, else its ingredient, else no more than is known', () => {
    const ingredient = recorded('methylprednisolone' as const, []);
    expect(drugWords(injection())).toBe('methylprednisolone acetate');
    expect(drugWords({ drug: UNKNOWN, ingredient })).toBe('methylprednisolone');
    expect(drugWords({ drug: UNKNOWN, ingredient: UNKNOWN })).toBe('corticosteroid');
  });

  it('points to the drug, else to the row itself', () => {
    const known = injection();
    const evidence = 'evidence' in known.drug ? known.drug.evidence : [];
    expect(evidence.length).toBeGreaterThan(0);
    expect(injectionEvidence(known)).toEqual(evidence);
    const { reference, versionId, status } = known;
    expect(injectionEvidence({ ...known, drug: UNKNOWN })).toEqual([
      { reference, versionId, path: 'status', fragment: status },
    ]);
  });

  it('quotes the record in one line, and cuts what would not fit', () => {
    expect(quoted('  40 \n mg ')).toBe('40 mg');
    expect(quoted('x'.repeat(40))).toBe('x'.repeat(40));
    expect(quoted('x'.repeat(41))).toBe(`${'x'.repeat(39)}…`);
    expect(quoted(`${'x'.repeat(38)} ${'y'.repeat(9)}`)).toBe(`${'x'.repeat(38)}…`);
  });
});
