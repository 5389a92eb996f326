import { describe, expect, it } from 'vitest';
import { evidence, inShort, judgedInjection, sources } from '../test-kit/check-input.ts';
import { conflicting, notRecognised, notRecorded, orderOnly, recorded, textOnly } from '../vocab/fact.ts';
import { formulationRecorded } from './formulation-recorded.ts';

const at = evidence('medicationCodeableConcept', 'methylprednisolone');
const acetate = 'methylprednisolone-acetate' as const;
const judge = (...args: Parameters<typeof judgedInjection> extends [unknown, ...infer Rest] ? Rest : never) =>
  inShort(judgedInjection(formulationRecorded, ...args));

describe('formulation-recorded', () => {
  it('is met when the salt is named', () => {
    expect(judge({ drug: recorded(acetate, at) })).toEqual(['met recorded']);
  });

  it('is a gap when only the ingredient is named: the salt is never assumed', () => {
    expect(judge({ drug: notRecognised('methylprednisolone', at) })).toEqual(['gap missing']);
    expect(judge({ drug: notRecorded(['medication']), ingredient: notRecorded(['medication']) })).toEqual([
      'gap missing',
    ]);
  });

  it('shows what names the ingredient, and says where a salt was looked for', () => {
    const named = evidence('medicationCodeableConcept.text', 'methylprednisolone');
    const changes = {
      drug: notRecognised('methylprednisolone', at),
      ingredient: recorded('methylprednisolone' as const, named),
    };
    const [result] = judgedInjection(formulationRecorded, changes);
    expect(result?.evidence).toEqual([...at, ...named]);
    expect(result?.searched).toEqual(['product of the administration', 'product of the order', 'text']);
  });

  it('names as much of the drug as the record does', () => {
    const saying = (ingredient: Parameters<typeof judge>[0]['ingredient'] & object) =>
      judgedInjection(formulationRecorded, { drug: notRecorded(['medication']), ingredient })[0]?.message;
    expect(saying(recorded('triamcinolone', at))).toContain('Triamcinolone');
    expect(saying(notRecorded(['medication']))).toContain('Corticosteroid');
  });

  it('cannot tell about a product that is not in the table at all', () => {
    const unknown = notRecognised('LOCAL-1', at);
    expect(judge({ drug: unknown, ingredient: unknown })).toEqual(['cannot-tell notRecognised']);
  });

  it.each([
    ['textOnly', textOnly(acetate, at)],
    ['orderOnly', orderOnly(acetate, at)],
    ['conflicting', conflicting([acetate, 'methylprednisolone-sodium-succinate'] as const, at)],
  ])('cannot tell when the formulation is known as %s', (key, drug) => {
    expect(judge({ drug })).toEqual([`cannot-tell ${key}`]);
  });

  it('does not call the salt absent while the products were not read', () => {
    const others = { sources: sources({ Medication: 'failed' }) };
    expect(judge({ drug: notRecognised('methylprednisolone', at) }, others)).toEqual([
      'cannot-tell sourceUnavailable',
    ]);
  });
});
