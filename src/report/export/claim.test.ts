import { describe, expect, it } from 'vitest';
import { aCheckRow, aCrossLine, aLine, aReport } from '../../test-kit/report-builder.ts';
import type { EncounterReport } from '../report-schema.ts';
import { claimHoldsAll, draftClaim } from './claim.ts';
import type { LineDecision } from './decisions.ts';
import { madeOn, readingOf } from './made-on.ts';

/** What a decision about the line was made on. */
const ON = madeOn(readingOf(aReport()), aLine());

const CONTEXT = { created: '2026-11-23T15:00:00-05:00', provider: 'Organization/1' };
const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const TERMINOLOGY = 'http://terminology.hl7.org/CodeSystem';
const UNKNOWN = {
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }],
};
const claimOf = (
  over: Partial<EncounterReport> = {},
  decisions: readonly LineDecision[] = [],
  provider: string | null = CONTEXT.provider,
) => {
  const claim = draftClaim(aReport(over), decisions, { ...CONTEXT, provider });
  if (!claim) throw new Error('no claim');
  return claim;
};
const notesOf = (...args: Parameters<typeof claimOf>) =>
  claimOf(...args).supportingInfo?.map(({ sequence, valueString }) => [sequence, valueString]);

describe('a draft claim', () => {
  it('is a professional draft of one patient, payer and provider', () => {
    const { item: _item, supportingInfo: _info, ...head } = claimOf();
    expect(head).toEqual({
      resourceType: 'Claim',
      status: 'draft',
      type: { coding: [{ system: `${TERMINOLOGY}/claim-type`, code: 'professional' }] },
      use: 'claim',
      patient: { reference: 'Patient/1' },
      created: CONTEXT.created,
      provider: { reference: 'Organization/1' },
      priority: { coding: [{ system: `${TERMINOLOGY}/processpriority`, code: 'normal' }] },
      insurance: [{ sequence: 1, focal: true, coverage: { reference: 'Coverage/1' } }],
      diagnosis: [
        {
          sequence: 1,
          diagnosisCodeableConcept: {
            coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M17.11' }],
          },
        },
      ],
    });
  });

  it('writes an unknown payer and provider as absent, never as somebody', () => {
    const claim = claimOf({ coverage: null }, [], null);
    expect([claim.provider, claim.insurance[0]?.coverage]).toEqual([UNKNOWN, UNKNOWN]);
  });

  it('has an item for each line, with modifiers, date, units, NDC and encounter', () => {
    expect(claimOf().item).toEqual([
      {
        sequence: 1,
        diagnosisSequence: [1],
        productOrService: { coding: [{ system: aLine().system, code: 'J3250' }] },
        modifier: [{ coding: [{ system: HCPCS, code: 'RT' }] }],
        servicedDate: '2026-11-23',
        quantity: { value: 1 },
        detail: [
          {
            sequence: 1,
            productOrService: { coding: [{ system: 'http://hl7.org/fhir/sid/ndc', code: '00009307301' }] },
            quantity: { value: 1, unit: 'ML' },
          },
        ],
        encounter: [{ reference: 'Encounter/1' }],
      },
    ]);
  });

  it('leaves out what a line does not have', () => {
    const bare = aLine({ modifiers: [], diagnoses: [], ndc: null });
    const encounter = { ...aReport().encounter, reference: null };
    const claim = claimOf({ lines: [bare], encounter });
    expect(claim.item?.map((item) => Object.keys(item))).toEqual([
      ['sequence', 'productOrService', 'servicedDate', 'quantity'],
    ]);
    expect(Object.hasOwn(claim, 'diagnosis')).toBe(false);
  });

  it.each([
    ['no quantity', { quantity: null, unit: 'ML' }],
    ['no unit', { quantity: '1', unit: null }],
  ])('states no NDC quantity with %s', (_, part) => {
    const ndc = { code: '00009307301', hyphenated: '00009-3073-01', qualifier: 'N4', ...part };
    const detail = claimOf({ lines: [aLine({ ndc })] }).item?.[0]?.detail?.[0];
    expect(Object.keys(detail ?? {})).toEqual(['sequence', 'productOrService']);
  });

  it('gives numeric modifiers the CPT system and lettered ones the HCPCS system', () => {
    const lines = [aLine({ modifiers: ['52', 'F5', '5A', 'RT'] })];
    const systems = claimOf({ lines }).item?.[0]?.modifier?.map(({ coding }) => coding?.[0]?.system);
    expect(systems).toEqual(['http://www.ama-assn.org/go/cpt', HCPCS, HCPCS, HCPCS]);
  });

  it('lists each diagnosis once and points every line at its own', () => {
    const lines = [
      aLine({ diagnoses: ['M17.11', 'M25.561'] }),
      aLine({ key: 'practice/J3250/2', diagnoses: ['M25.561', 'M17.12'] }),
    ];
    const claim = claimOf({ lines });
    expect(
      claim.diagnosis?.map((one) => [one.sequence, one.diagnosisCodeableConcept?.coding?.[0]?.code]),
    ).toEqual([
      [1, 'M17.11'],
      [2, 'M25.561'],
      [3, 'M17.12'],
    ]);
    expect(claim.item?.map((item) => [item.sequence, item.diagnosisSequence])).toEqual([
      [1, [1, 2]],
      [2, [2, 3]],
    ]);
  });

  it('tells both tables, the disagreement and what the coder changed, each once', () => {
    const message = aReport().disagreements[0]?.message;
    const own = 'J3250: practice table, edition 2026-11. 40 mg ≤ 40 mg, J3250 × 1.';
    const other = 'cms-hcpcs table, edition 2026-07: J1010 × 40.';
    expect(notesOf()).toEqual([
      [1, own],
      [2, other],
      [3, message],
    ]);
    expect(claimOf().supportingInfo?.map(({ category }) => category)).toEqual(
      Array.from({ length: 3 }, () => ({
        coding: [{ system: `${TERMINOLOGY}/claiminformationcategory`, code: 'info' }],
      })),
    );
    const changed = {
      action: 'changed',
      code: 'J1010',
      units: 40,
      modifiers: [],
      reason: 'asked for',
    } as const;
    expect(notesOf({}, [{ line: aLine().key, ...changed }])).toEqual([
      [1, `Proposed: J3250-RT × 1${own.slice('J3250'.length)}`],
      [2, other],
      [3, message],
      [4, 'What stands, J1010 × 40. CMS HCPCS Level II: Methylprednisolone acetate, each 1 mg'],
      [5, 'Changed by the coder from J3250-RT × 1: asked for'],
    ]);
    expect(notesOf({}, [{ line: aLine().key, ...changed, code: 'X9999' }])?.[3]).toEqual([
      4,
      'What stands, X9999 × 40. X9999 on 23 Nov 2026 is not listed in Practice table or CMS HCPCS Level II.',
    ]);
    expect(notesOf({}, [{ line: aLine().key, action: 'accepted' }])).toHaveLength(3);
  });

  it('names what stands open, and the injection that has no line', () => {
    const inpatient = { id: 'encounter-billable', subject: 'Encounter/1', message: 'Inpatient.' };
    const hole = {
      administration: 'MedicationAdministration/2',
      role: 'active' as const,
      why: 'x',
      words: 'No dose.',
    };
    const notes = notesOf({
      checks: [
        aCheckRow(inpatient),
        aCheckRow({ message: 'No side.' }),
        aCheckRow({ id: 'route-recorded', outcome: 'cannot-tell', message: 'Route in text.' }),
        aCheckRow({ id: 'code-tables-agree' }),
      ],
      unlined: [hole, { ...hole, role: 'cross-check' }, { ...hole, why: 'not-billed' }],
    })?.map(([, note]) => note);
    expect(notes?.[0]).toBe('Encounter, to resolve before the claim: Inpatient. [encounter-billable]');
    expect(notes?.slice(-3)).toEqual([
      'J3250-RT × 1, to resolve before the claim: No side. [side-recorded]',
      'J3250-RT × 1, could not be checked: Route in text. [route-recorded]',
      'No line for MedicationAdministration/2: No dose.',
    ]);
  });

  it.each<readonly [boolean, string, Partial<Parameters<typeof claimHoldsAll>[1]>]>([
    [true, 'nothing', {}],
    [true, 'an accepted line', { decisions: [{ line: aLine().key, action: 'accepted' }] }],
    [false, 'a removed line', { decisions: [{ line: aLine().key, action: 'removed', reason: 'r' }] }],
    [false, 'a line that waits', { decisions: [{ line: aLine().key, action: 'asked', query: 'q' }] }],
    [
      false,
      'a line of another table',
      { elsewhere: [{ decision: { line: 'J1010', action: 'accepted' }, on: ON, now: null }] },
    ],
    [
      false,
      'a line that changed since',
      { earlier: [{ decision: { line: 'J3250', action: 'accepted' }, on: ON, now: ON }] },
    ],
    [false, 'a question', { asked: [{ subject: null, text: 'q' }] }],
    [
      false,
      'a finding put aside',
      { asides: [{ check: 'c', noun: 'n', subject: null, line: null, reason: 'disagree', text: null }] },
    ],
  ])('holds all that was decided (%s): %s', (holds, _, decided) => {
    const none = { decisions: [], asides: [], asked: [], earlier: [], elsewhere: [] };
    expect(claimHoldsAll(aReport(), { ...none, ...decided })).toBe(holds);
  });

  it('says first what may be missing from it', () => {
    const unsettled = ['1 administration names no encounter. It may belong to this one.'];
    expect(notesOf({ unsettled })?.[0]).toEqual([1, unsettled[0]]);
    expect(notesOf()?.[0]?.[1]).not.toBe(unsettled[0]);
  });

  it('puts a changed code under the table that gives it its meaning, and under none where none does', () => {
    const codingOf = (code: string) => {
      const change = { action: 'changed', units: 40, modifiers: [], reason: 'r' } as const;
      return claimOf({}, [{ ...change, line: aLine().key, code }]).item?.[0]?.productOrService.coding;
    };
    expect(codingOf('J1010')).toEqual([{ system: HCPCS, code: 'J1010' }]);
    expect(codingOf('J9999')).toEqual([{ code: 'J9999' }]);
  });

  it('says so where the other table has no line, several, or no edition', () => {
    const tables = { ...aReport().tables, editions: {} };
    const noneWith = (over: Partial<EncounterReport>) => notesOf({ disagreements: [], ...over })?.[1]?.[1];
    expect(noneWith({ lines: [aLine()] })).toBe('cms-hcpcs table, edition 2026-07: no line.');
    expect(noneWith({ tables })).toBe('cms-hcpcs table, edition not stated: J1010 × 40.');
    const lines = [
      aLine({ arithmetic: ['a', 'b'] }),
      aCrossLine(),
      aCrossLine({ modifiers: ['JW'], units: 20 }),
    ];
    expect(notesOf({ disagreements: [], lines })).toEqual([
      [1, 'J3250: practice table, edition 2026-11. a; b.'],
      [2, 'cms-hcpcs table, edition 2026-07: J1010 × 40; J1010-JW × 20.'],
    ]);
  });
});
