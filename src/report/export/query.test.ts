import { describe, expect, it } from 'vitest';
import type { ReportFact } from '../report-schema.ts';
import { aCheckRow, aFact, anInjectionRow, aReport, noFact } from '../../test-kit/report-builder.ts';
import { composeQuery, mayAskClinician, queryText, type ClinicianQuery } from './query.ts';

const from = (path: string, reference = 'MedicationAdministration/1') => [
  { reference, versionId: '1', path, fragment: 'x' },
];
const conflicting = (values: readonly string[], evidence: ReportFact['evidence']): ReportFact => ({
  ...noFact(),
  how: 'conflicting',
  values: [...values],
  evidence,
});
const asked = (...args: Parameters<typeof aReport>): ClinicianQuery => {
  const query = composeQuery(aReport(...args), aCheckRow());
  if (!query) throw new Error('no query');
  return query;
};
/** What a query says of the injection alone, as "text [source]". */
const indicators = (query: ClinicianQuery): readonly string[] =>
  query.indicators.map(({ text, source }) => `${text} [${source}]`);
const ofInjection = (over: Parameters<typeof anInjectionRow>[0] = {}): readonly string[] =>
  indicators(asked({ injections: [anInjectionRow(over)] }));

describe('the indicators of a query', () => {
  it('are what the record states of the injection asked about, each with its source', () => {
    const at = '[MedicationAdministration/1, dosage]';
    expect(ofInjection()).toEqual([
      `Drug: methylprednisolone acetate ${at}`,
      `Amount: 40 mg ${at}`,
      `Route: intra-articular ${at}`,
      `Site: knee ${at}`,
      `Side: right ${at}`,
      'Time: 14:05, 23 Nov 2026 [MedicationAdministration/1]',
      `Reason: knee pain ${at}`,
    ]);
    const other = anInjectionRow({ administration: 'MedicationAdministration/2', side: aFact('left') });
    expect(indicators(asked({ injections: [other, anInjectionRow()] }))).toEqual(ofInjection());
    expect(indicators(asked({ injections: [other] }))).toEqual([]);
  });

  it('leave out what nobody recorded, and name the ingredient where the drug is not recognised', () => {
    const nothing = {
      amount: noFact(),
      route: noFact(),
      site: noFact(),
      side: noFact(),
      rationale: noFact(),
    };
    const drug: ReportFact = { ...noFact([]), how: 'not-recognised', original: 'steroid' };
    expect(ofInjection({ ...nothing, time: null, drug }).map((words) => words.split(' [')[0])).toEqual([
      'Drug: methylprednisolone',
    ]);
  });

  it('say what stands in text, what in the order, and where nothing says where', () => {
    const [, amount, route, site] = ofInjection({
      amount: aFact('40 mg', { how: 'text-only', evidence: from('dosage.text') }),
      route: aFact('intra-articular', { how: 'order-only', evidence: from('route', 'MedicationRequest/1') }),
      site: aFact('knee', { evidence: [] }),
    });
    expect([amount, route, site]).toEqual([
      'Amount: 40 mg (from text) [MedicationAdministration/1, dosage.text]',
      'Route: intra-articular (from the order) [MedicationRequest/1, route]',
      'Site: knee [source not stated]',
    ]);
  });

  it('show each of two statements with its own source', () => {
    const side = conflicting(
      ['right', 'left'],
      [...from('dosage.site'), ...from('bodySite[0]', 'Procedure/1')],
    );
    const sides = (fact: ReportFact) =>
      ofInjection({ side: fact }).filter((words) => words.startsWith('Side'));
    expect(sides(side)).toEqual([
      'Side: right [MedicationAdministration/1, dosage.site]',
      'Side: left [Procedure/1, bodySite[0]]',
    ]);
    expect(sides(conflicting(['right', 'left'], from('dosage.site')))).toEqual([
      'Side: right [MedicationAdministration/1, dosage.site]',
      'Side: left [MedicationAdministration/1, dosage.site]',
    ]);
  });

  it('are of procedures that count, of diagnoses in words, and of earlier therapies', () => {
    const procedure = {
      reference: 'Procedure/1',
      status: 'completed',
      counts: true,
      code: '20610',
      family: 'joint',
      modifiers: [],
      site: aFact('knee', { evidence: from('bodySite[0]', 'Procedure/1') }),
      side: aFact('right', { evidence: from('bodySite[0]', 'Procedure/1') }),
      time: null,
      evidence: [],
    };
    const diagnosis = {
      reference: 'Condition/1',
      standing: 'encounter-diagnosis',
      icd10: 'M17.11',
      snomed: null,
      text: 'knee arthritis',
      laterality: 'right',
      evidence: from('code', 'Condition/1'),
    };
    const therapy = {
      kind: 'nsaid',
      name: 'naproxen',
      outcome: 'failed',
      start: '2026-08-01',
      end: null,
      found: 'order',
      standing: 'counts',
      evidence: from('medicationCodeableConcept', 'MedicationRequest/2'),
    };
    const query = asked({
      injections: [],
      procedures: [procedure, { ...procedure, counts: false, reference: 'Procedure/2' }],
      diagnoses: [
        diagnosis,
        { ...diagnosis, text: null },
        { ...diagnosis, reference: 'Condition/2', standing: 'problem-list', evidence: [] },
      ],
      therapies: [therapy, { ...therapy, outcome: 'not-stated', start: null, evidence: [] }],
    });
    expect(indicators(query)).toEqual([
      'Procedure site: knee [Procedure/1, bodySite[0]]',
      'Procedure side: right [Procedure/1, bodySite[0]]',
      'Diagnosis: knee arthritis [Condition/1, code]',
      'Diagnosis: knee arthritis (problem list) [Condition/2]',
      'Earlier therapy: naproxen, from 1 Aug 2026, failed [MedicationRequest/2, medicationCodeableConcept]',
      'Earlier therapy: naproxen [source not stated]',
    ]);
  });
});

describe('a query', () => {
  it('is about its check and subject, and of a check that is a matter for the clinician only', () => {
    expect(asked()).toMatchObject({ check: 'side-recorded', subject: 'MedicationAdministration/1' });
    for (const id of ['code-tables-agree', 'toString']) {
      expect(mayAskClinician(aCheckRow({ id }))).toBe(false);
      expect(composeQuery(aReport(), aCheckRow({ id }))).toBeNull();
    }
    expect(mayAskClinician(aCheckRow())).toBe(true);
  });

  it('is sent as indicators, the question, and every choice on a line', () => {
    const query: ClinicianQuery = {
      check: 'side-recorded',
      subject: null,
      question: 'Which side?',
      indicators: [{ text: 'Site: knee', source: 'MedicationAdministration/1, dosage' }],
      choices: ['Left', 'Right'],
    };
    expect(queryText(query).split('\n')).toEqual([
      'Clinical indicators in this record:',
      '- Site: knee [MedicationAdministration/1, dosage]',
      '',
      'Which side?',
      '( ) Left',
      '( ) Right',
    ]);
    expect(queryText({ ...query, indicators: [] }).split('\n')[1]).toBe('- none recorded');
  });
});
