import { describe, expect, it } from 'vitest';
import type { EncounterFacts, PriorTherapy, UnmappedCode } from '../facts/encounter-facts.ts';
import { diagnosis, evidence, facts, procedure } from '../test-kit/check-input.ts';
import { pastInjection } from '../test-kit/policy-builder.ts';
import { notRecognised, notRecorded, recorded } from '../vocab/fact.ts';
import type { Drug } from '../vocab/drug.ts';
import { reportContext } from './report-context.ts';

const contextOf = (changes: Partial<EncounterFacts> = {}) => reportContext(facts(changes));
const at = (reference: string) => evidence('code', 'x', reference);

describe('the context of a report', () => {
  it('shows each procedure as recorded, in the order of the facts', () => {
    const second = procedure({
      reference: 'Procedure/0',
      counts: false,
      status: 'not-done',
      code: notRecorded(['code']),
      modifiers: ['RT', '59'],
      side: notRecorded(['bodySite']),
      time: notRecorded(['performedDateTime']),
    });
    const { procedures } = contextOf({ procedures: [procedure(), second] });
    expect(procedures).toMatchObject([
      {
        reference: 'Procedure/1',
        status: 'completed',
        counts: true,
        code: '20610',
        family: 'joint',
        modifiers: [],
        site: { how: 'recorded', value: 'knee', words: 'knee' },
        side: { how: 'recorded', value: 'right', words: 'right' },
        time: '2026-11-23T14:05:00-05:00',
        evidence: [{ reference: 'Procedure/1', path: 'code.coding[0]', fragment: '20610' }],
      },
      {
        reference: 'Procedure/0',
        status: 'not-done',
        counts: false,
        code: null,
        modifiers: ['RT', '59'],
        side: { how: 'not-recorded', searched: ['bodySite'] },
        time: null,
      },
    ]);
    expect(procedures).toHaveLength(2);
  });

  it('shows each diagnosis with all its codes', () => {
    const codes = {
      reference: 'Condition/1',
      standing: 'encounter-diagnosis',
      icd10: 'M17.11',
      snomed: null,
      text: 'Osteoarthritis of right knee',
      laterality: 'right',
    } as const;
    const bare = {
      reference: 'Condition/2',
      standing: 'problem-list',
      icd10: null,
      snomed: '239873007',
      text: null,
      laterality: 'not-stated',
    } as const;
    const [first, second] = [at('Condition/1'), at('Condition/2')];
    const diagnoses = [
      diagnosis({ ...codes, evidence: first }),
      diagnosis({ ...bare, evidence: second, versionId: '7' }),
    ];
    expect(contextOf({ diagnoses }).diagnoses).toEqual([
      { ...codes, evidence: [...first] },
      { ...bare, evidence: [...second] },
    ]);
  });

  it('shows each therapy with its outcome, its dates and where it was found', () => {
    expect(contextOf().therapies).toEqual(facts().therapies);
    expect(contextOf({ therapies: [] }).therapies).toEqual([]);
  });

  it('shows earlier injections in the order of the facts, newest first', () => {
    const unclear = { drug: null, route: null, site: null, side: null, from: 'procedure' } as const;
    const known = {
      drug: 'triamcinolone-acetonide',
      route: 'intrabursal',
      site: 'hip',
      side: 'left',
    } as const;
    const from = at('MedicationAdministration/0');
    const history = [
      pastInjection({ ...known, evidence: from }),
      pastInjection({ ...unclear, date: '2026-02-01' }),
    ];
    expect(contextOf({ history }).history).toEqual([
      { ...known, date: '2026-08-01', from: 'administration', evidence: [...from] },
      { ...unclear, date: '2026-02-01', evidence: [] },
    ]);
  });

  it('says of an injection without encounter when it was given, and whether its drug is known', () => {
    const one = (time: string | null, drugKnown: boolean) => {
      const reference = 'MedicationAdministration/9';
      const [only] = contextOf({
        unplaced: [{ reference, time, drugKnown, evidence: at(reference) }],
      }).unplaced;
      return only;
    };
    const time = '2026-11-23T14:05:00-05:00';
    expect(one(time, true)).toEqual({
      administration: 'MedicationAdministration/9',
      time,
      words: 'An injection given 14:05, 23 Nov 2026 names no encounter. It may belong to this one.',
      evidence: [...at('MedicationAdministration/9')],
    });
    expect(one(null, true)).toMatchObject({
      time: null,
      words: 'An injection given at no recorded time names no encounter. It may belong to this one.',
    });
    expect(one(time, false)?.words).toBe(
      'A drug that could not be made out, given 14:05, 23 Nov 2026, names no encounter. It may belong to this one.',
    );
  });

  it('names the drug of each order that stands in for an administration', () => {
    const reference = 'MedicationRequest/1';
    const drug = recorded<Drug>('dexamethasone-sodium-phosphate', at(reference));
    expect(contextOf({ orderedOnly: [{ reference, drug, evidence: [] }] }).orderedOnly).toMatchObject([
      {
        reference,
        drug: {
          how: 'recorded',
          value: 'dexamethasone-sodium-phosphate',
          words: 'dexamethasone sodium phosphate',
        },
      },
    ]);
  });

  it('shows each code nobody recognised as it is', () => {
    const code: UnmappedCode = {
      system: 'https://ehr.example/local',
      code: 'X1',
      display: null,
      element: 'medication',
      count: 2,
    };
    expect(contextOf({ unmappedCodes: [code] }).unmappedCodes).toEqual([code]);
  });
});

describe('lists whose order means nothing', () => {
  const therapy = (name: string): PriorTherapy => ({
    kind: 'nsaid',
    name,
    outcome: 'tried',
    start: null,
    end: null,
    found: 'order',
    standing: 'counts',
    evidence: [],
  });
  const order = (id: string) => ({
    reference: `MedicationRequest/${id}`,
    drug: notRecognised('steroid', []),
    evidence: [],
  });
  const unmapped = (code: string): UnmappedCode => ({
    system: 's',
    code,
    display: null,
    element: 'route',
    count: 1,
  });
  const IDS = ['b', 'a', 'd', 'c'];
  const written = (ids: readonly string[]) => {
    const { diagnoses, therapies, orderedOnly, unmappedCodes } = contextOf({
      diagnoses: ids.map((id) => diagnosis({ reference: `Condition/${id}` })),
      therapies: ids.map(therapy),
      orderedOnly: ids.map(order),
      unmappedCodes: ids.map(unmapped),
    });
    return [
      diagnoses.map(({ reference }) => reference.slice(-1)),
      therapies.map(({ name }) => name),
      orderedOnly.map(({ reference }) => reference.slice(-1)),
      unmappedCodes.map(({ code }) => code),
    ].map((list) => list.join(' '));
  };

  it.each([[IDS], [IDS.toReversed()], [IDS.toSorted()]])('come out alike from %s', (ids) => {
    expect(written(ids)).toEqual(['a b c d', 'a b c d', 'a b c d', 'a b c d']);
  });

  it('keep what is there twice', () => {
    expect(written(['b', 'a', 'b'])[1]).toBe('a b b');
  });
});
