import { describe, expect, it } from 'vitest';
import { coding, evidence, injection, facts, inShort, judged, line } from '../test-kit/check-input.ts';
import { DEFAULT_SITE } from '../tables/site-configuration.ts';
import { recorded } from '../vocab/fact.ts';
import { codeTablesAgree } from './code-tables-agree.ts';

const disagreement = {
  code: 'J3250',
  serviceDate: '2026-11-23',
  kinds: ['different-ingredient'],
  cmsMeaning: 'trimethobenzamide, up to 200 mg',
  message: 'CMS lists J3250 as trimethobenzamide, up to 200 mg. For 23 Nov 2026 CMS lists J1010, 40 units.',
  administrations: ['MedicationAdministration/1'],
} as const;

describe('code-tables-agree', () => {
  it('is met where coding found no disagreement', () => {
    expect(inShort(judged(codeTablesAgree))).toEqual(['met agree']);
  });

  it('is a gap in the words of the disagreement, on the line, with the administration as evidence', () => {
    const [result] = judged(codeTablesAgree, { coding: coding({ disagreements: [disagreement] }) });
    expect(result).toMatchObject({
      outcome: 'gap',
      messageKey: 'disagree',
      message: disagreement.message,
      line: 'practice/J3250/1',
      subject: 'MedicationAdministration/1',
      acknowledged: null,
    });
    expect(result?.evidence.map(({ reference }) => reference)).toEqual(['MedicationAdministration/1']);
    expect(result?.searched).toEqual(['code table practice', 'code table cms-hcpcs']);
  });

  it('shows the injections of the disagreement and no others', () => {
    const other = injection({
      reference: 'MedicationAdministration/2',
      drug: recorded('methylprednisolone-acetate', evidence('x', 'y', 'MedicationAdministration/2')),
    });
    const [result] = judged(codeTablesAgree, {
      facts: facts({ injections: [injection(), other] }),
      coding: coding({ disagreements: [disagreement] }),
    });
    expect(result?.evidence.map(({ reference }) => reference)).toEqual(['MedicationAdministration/1']);
  });

  it('finds a disagreement on its own code only', () => {
    const lines = [line(), line({ code: 'J2930', administrations: ['MedicationAdministration/2'] })];
    const results = judged(codeTablesAgree, { coding: coding({ lines, disagreements: [disagreement] }) });
    expect(results.map(({ line: key, messageKey }) => `${String(key)} ${messageKey}`)).toEqual([
      'practice/J3250/1 disagree',
      'practice/J2930/1 agree',
    ]);
  });

  it('cannot tell while the date is open and another ingredient is not the matter', () => {
    const unlined = [
      {
        administration: 'MedicationAdministration/1',
        role: 'cross-check',
        why: 'date-ambiguous',
        words: 'x',
      },
    ] as const;
    const ended = { ...disagreement, kinds: ['not-in-force'] } as const;
    const ask = (disagreements: readonly (typeof disagreement | typeof ended)[]) =>
      inShort(judged(codeTablesAgree, { coding: coding({ unlined, disagreements }) }));
    expect(ask([])).toEqual(['cannot-tell dateAmbiguous']);
    expect(ask([ended])).toEqual(['cannot-tell dateAmbiguous']);
    expect(ask([disagreement])).toEqual(['gap disagree']);
  });

  it('is held back by the open date of its own injections only, and says so', () => {
    const open = (administration: string, why: 'date-ambiguous' | 'no-row-in-force') =>
      judged(codeTablesAgree, {
        coding: coding({ unlined: [{ administration, role: 'cross-check', why, words: 'x' }] }),
      });
    expect(open('MedicationAdministration/1', 'date-ambiguous')).toMatchObject([
      { outcome: 'cannot-tell', reason: 'date-ambiguous' },
    ]);
    expect(inShort(open('MedicationAdministration/1', 'no-row-in-force'))).toEqual(['met agree']);
    expect(inShort(open('MedicationAdministration/2', 'date-ambiguous'))).toEqual(['met agree']);
  });

  it('is one finding for each code and date', () => {
    const second = 'MedicationAdministration/2';
    const lines = [line(), line({ administrations: [second] }), line({ serviceDate: '2026-11-24' })];
    const injections = [
      injection(),
      injection({
        reference: second,
        drug: recorded('methylprednisolone-acetate', evidence('x', 'y', second)),
      }),
    ];
    const results = judged(codeTablesAgree, {
      facts: facts({ injections }),
      coding: coding({
        lines,
        disagreements: [{ ...disagreement, administrations: ['MedicationAdministration/1', second] }],
      }),
    });
    expect(inShort(results)).toEqual(['gap disagree', 'met agree']);
    expect(results[0]?.evidence).toHaveLength(2);
  });

  it('has nothing to compare where the active table has no code for the drug', () => {
    const only = coding({ lines: [line({ table: 'cms-hcpcs', code: 'J3301' })] });
    expect(inShort(judged(codeTablesAgree, { coding: only }))).toEqual(['not-applicable oneTableOnly']);
  });

  it('is the same finding with the CMS table active, about the practice line beside it', () => {
    const cms = line({ role: 'active', table: 'cms-hcpcs', code: 'J1010' });
    const turned = coding({
      activeTable: 'cms-hcpcs',
      crossCheckTable: 'practice',
      lines: [cms, line({ role: 'cross-check' })],
      disagreements: [disagreement],
    });
    expect(judged(codeTablesAgree, { coding: turned })).toMatchObject([
      { outcome: 'gap', messageKey: 'disagree', line: 'practice/J3250/1' },
    ]);
  });

  it('is two findings where each table has the same number for an injection the other does not code', () => {
    const cms = line({ table: 'cms-hcpcs', code: 'J2930', administrations: ['MedicationAdministration/2'] });
    const own = line({ role: 'cross-check', code: 'J2930' });
    expect(inShort(judged(codeTablesAgree, { coding: coding({ lines: [own, cms] }) }))).toEqual([
      'met agree',
      'not-applicable oneTableOnly',
    ]);
  });

  it('takes a practice line that bills more injections together for the counterpart of each of them', () => {
    const administrations = ['MedicationAdministration/1', 'MedicationAdministration/2'];
    const lines = [
      line({ table: 'cms-hcpcs', code: 'J1010' }),
      line({ role: 'cross-check', administrations }),
    ];
    expect(inShort(judged(codeTablesAgree, { coding: coding({ lines }) }))).toEqual(['met agree']);
  });

  it('asks nothing about a line of the CMS table that nobody bills by', () => {
    const beside = coding({ lines: [line({ role: 'cross-check', table: 'cms-hcpcs', code: 'J3301' })] });
    expect(inShort(judged(codeTablesAgree, { coding: beside }))).toEqual(['not-applicable noSubject']);
  });

  it('stays a gap when the site acknowledged it, marked as such', () => {
    const acknowledgement = {
      check: 'code-tables-agree',
      code: 'J3250',
      who: 'Compliance lead',
      when: '2026-11-01',
      why: 'Contract with the payer',
    } as const;
    const ask = (code: string) =>
      judged(codeTablesAgree, {
        coding: coding({ disagreements: [disagreement] }),
        site: { ...DEFAULT_SITE, acknowledgements: [{ ...acknowledgement, code }] },
      })[0];
    expect(ask('J3250')).toMatchObject({ outcome: 'gap', acknowledged: { who: 'Compliance lead' } });
    expect(ask('J3260')).toMatchObject({ outcome: 'gap', acknowledged: null });
  });
});
