import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../checks/run-checks.ts';
import { sideRecorded } from '../checks/side-recorded.ts';
import type { ClaimLine } from '../coding/claim-line.ts';
import type { EncounterFacts } from '../facts/encounter-facts.ts';
import {
  ADMINISTRATION,
  coding,
  diagnosis,
  facts,
  injection,
  judgedInjection,
  line,
} from '../test-kit/check-input.ts';
import { ACKNOWLEDGED } from '../test-kit/policy-builder.ts';
import { aLine } from '../test-kit/report-builder.ts';
import { notRecorded } from '../vocab/fact.ts';
import { rational } from '../vocab/rational.ts';
import { asMilligrams, billed } from '../vocab/units.ts';
import { reportLines } from './report-lines.ts';
import type { ReportLine } from './report-schema.ts';

const OTHER = 'MedicationAdministration/2';
const mg = (n: bigint, d = 1n) => asMilligrams(rational(n, d));

interface Asked {
  readonly facts?: Partial<EncounterFacts>;
  readonly line?: Partial<ClaimLine>;
  readonly others?: readonly ClaimLine[];
  readonly results?: readonly CheckResult[];
}

const rowsOf = ({ facts: changes, line: over, others = [], results = [] }: Asked): readonly ReportLine[] =>
  reportLines(facts(changes), coding({ lines: [line(over), ...others] }), results);

function rowOf(asked: Asked): ReportLine {
  const [first] = rowsOf(asked);
  if (!first) throw new Error('No line in the report');
  return first;
}

describe('a line in the report', () => {
  it('says everything the line says, decimals as exact text', () => {
    const reason = { code: 'RT', reason: 'right knee' };
    const place = { reference: ADMINISTRATION, versionId: '1', path: 'dosage.site', fragment: 'right knee' };
    expect(rowOf({ line: { remarks: ['given in part'] } })).toEqual(
      aLine({
        system: 'urn:practice',
        description: 'methylprednisolone acetate, up to 40 mg',
        modifierReasons: [{ ...reason, evidence: [place] }],
        ndc: null,
        remarks: ['given in part'],
      }),
    );
  });

  it('keeps the dose given, billed and discarded apart, and rounds none of them', () => {
    const row = rowOf({
      line: { doseMg: mg(100n, 3n), billedMg: mg(40n), discardedMg: mg(6667n, 1000n) },
    });
    expect([row.doseMg, row.billedMg, row.discardedMg]).toEqual(['100/3', '40', '6.667']);
  });

  it('carries the NDC with its own quantity', () => {
    const names = { code: '00009307301', hyphenated: '00009-3073-01', qualifier: 'N4' } as const;
    const ndc = { ...names, quantity: '1', unit: 'ML' } as const;
    expect(rowOf({ line: { ndc } }).ndc).toEqual(ndc);
  });

  it('is one for each line of both tables, in their order, each with a key of its own', () => {
    const others = [
      line({ administrations: [OTHER] }),
      line({ role: 'cross-check', table: 'cms-hcpcs', code: 'J1010', units: billed(40n) }),
    ];
    expect(rowsOf({ others }).map(({ key, role, units }) => [key, role, units])).toEqual([
      ['practice/J3250/1', 'active', 1],
      ['practice/J3250/2', 'active', 1],
      ['cms-hcpcs/J1010/1', 'cross-check', 40],
    ]);
  });
});

describe('the diagnoses of a line', () => {
  const named = diagnosis();
  const ofEncounter = diagnosis({ reference: 'Condition/2', icd10: 'E11.9' });
  const listed = diagnosis({ reference: 'Condition/3', icd10: 'I10', standing: 'problem-list' });
  const referenced = diagnosis({ reference: 'Condition/4', icd10: 'G56.01', standing: 'reason-referenced' });
  const all = [named, ofEncounter, listed, referenced];
  const linked = (changes: Partial<EncounterFacts>, over: Partial<ClaimLine> = {}) =>
    rowOf({ facts: { diagnoses: all, ...changes }, line: over }).diagnoses;

  it('are those its administration names as the reason, and no others', () => {
    expect(linked({})).toEqual(['M17.11']);
    expect(linked({ injections: [injection({ reasonConditions: ['Condition/3', 'Condition/2'] })] })).toEqual(
      ['E11.9', 'I10'],
    );
  });

  it('are those of every administration it bills', () => {
    const second = injection({ reference: OTHER, reasonConditions: ['Condition/2'] });
    const injections = [injection(), second];
    expect(linked({ injections }, { administrations: [ADMINISTRATION, OTHER] })).toEqual(['E11.9', 'M17.11']);
    expect(linked({ injections })).toEqual(['M17.11']);
    expect(linked({ injections }, { administrations: [OTHER] })).toEqual(['E11.9']);
  });

  it('are those of the encounter where no reason is named, but none of the problem list', () => {
    const unnamed = [injection({ reasonConditions: [] })];
    expect(linked({ injections: unnamed })).toEqual(['E11.9', 'G56.01', 'M17.11']);
    expect(linked({ injections: unnamed, diagnoses: [listed] })).toEqual([]);
    expect(linked({ injections: [injection({ reasonConditions: ['Condition/unread'] })] })).toEqual([
      'E11.9',
      'G56.01',
      'M17.11',
    ]);
  });

  it('stand once for each code, and not at all without one', () => {
    const diagnoses = [
      named,
      diagnosis({ reference: 'Condition/5' }),
      diagnosis({ reference: 'Condition/6', icd10: null, snomed: '239873007' }),
    ];
    const reasonConditions = diagnoses.map(({ reference }) => reference);
    expect(linked({ diagnoses, injections: [injection({ reasonConditions })] })).toEqual(['M17.11']);
  });
});

describe('whether the record supports a line', () => {
  const finding = (over: Partial<CheckResult> = {}): CheckResult => {
    const [gap] = judgedInjection(sideRecorded, { side: notRecorded([]) });
    if (gap?.outcome !== 'gap') throw new Error('Expected the side to be missing');
    return { ...gap, ...over };
  };
  const ofCheck = (over: Partial<CheckResult['check']>): CheckResult =>
    finding({ check: { ...sideRecorded, ...over } });
  const second = line({ administrations: [ADMINISTRATION, OTHER] });
  const both = { injections: [injection(), injection({ reference: OTHER })] };
  const supported = (...results: readonly CheckResult[]): boolean =>
    rowOf({ facts: both, results, others: [second] }).supported;

  it.each([
    ['a gap of its administration', finding()],
    [
      'what could not be told of its administration',
      finding({ outcome: 'cannot-tell', reason: 'text-only' }),
    ],
    ['a gap of its own', finding({ line: 'practice/J3250/1' })],
    ['a gap of its own, filed under the encounter', finding({ line: 'practice/J3250/1', subject: null })],
    ['a gap to resolve before the claim', ofCheck({ severity: 'resolve-before-claim' })],
    ['a gap of the encounter', finding({ subject: 'Encounter/1' })],
    ['what could not be told of a diagnosis', finding({ subject: 'Condition/1', outcome: 'cannot-tell' })],
    ['a gap of nothing named', finding({ subject: null })],
  ])('is denied by %s', (_, result) => {
    expect(supported(result)).toBe(false);
  });

  it.each([
    ['what is met', finding({ outcome: 'met' })],
    ['what does not apply', finding({ outcome: 'not-applicable' })],
    ['a gap of another administration', finding({ subject: OTHER })],
    ['an acknowledged gap of the encounter', finding({ subject: null, acknowledged: ACKNOWLEDGED })],
    ['a gap of another line that bills it too', finding({ line: 'practice/J3250/2' })],
    ['a note', ofCheck({ severity: 'note' })],
    ['a disagreement of the tables', ofCheck({ id: 'code-tables-agree' })],
    ['an acknowledged gap', finding({ acknowledged: ACKNOWLEDGED })],
  ])('is not denied by %s', (_, result) => {
    expect(supported(result)).toBe(true);
  });

  it('is denied by one open finding among settled ones', () => {
    expect(supported(finding({ outcome: 'met' }), finding(), finding({ subject: OTHER }))).toBe(false);
  });

  it('is judged for each line by what is said of it', () => {
    const rows = rowsOf({ facts: both, others: [second], results: [finding({ subject: OTHER })] });
    expect(rows.map((row) => row.supported)).toEqual([true, false]);
  });

  it.each(['text-only', 'order-only'] as const)('is denied where a value is %s', (restsOn) => {
    expect(rowOf({ line: { restsOn } })).toMatchObject({ restsOn, supported: false });
  });
});
