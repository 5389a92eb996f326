import { expect, test } from 'vitest';
import {
  ACETATE,
  administration,
  coded,
  dosed,
  factsOf,
  NDC,
  order,
  RXNORM,
  SNOMED,
  UCUM,
} from '../test-kit/chart-builder.ts';
import type { RawResource } from './chart.ts';

const LOCAL = 'https://hospital.example/formulary';
const listed = (...resources: readonly RawResource[]): readonly string[] =>
  factsOf(resources).unmappedCodes.map(({ element, code, count }) => `${element} ${code} ×${count}`);
const drug = (id: string, medicationCodeableConcept: unknown): RawResource =>
  administration({ id, medicationCodeableConcept });

test('each local product code is listed once, with the rows it stands on and the words beside it', () => {
  const resources = [
    drug('a', coded(LOCAL, 'METH125I')),
    drug('b', { ...coded(LOCAL, 'METH125I'), text: 'Methylpred 125' }),
    drug('c', coded(LOCAL, 'X')),
  ];
  expect(factsOf(resources).unmappedCodes).toEqual([
    { system: LOCAL, code: 'METH125I', display: 'Methylpred 125', element: 'medication', count: 2 },
    { system: LOCAL, code: 'X', display: null, element: 'medication', count: 1 },
  ]);
});

test('a local code beside a standard one is no riddle', () => {
  expect(
    listed(
      drug('a', {
        coding: [
          { system: LOCAL, code: 'X' },
          { system: RXNORM, code: '155323' },
        ],
      }),
    ),
  ).toEqual([]);
});

test('standard codes our tables do not hold are other drugs, not local codes', () => {
  expect(
    listed(
      drug('a', coded(RXNORM, '5640')),
      drug('b', coded(SNOMED, '1')),
      drug('c', coded(NDC, '99999-9999-99')),
    ),
  ).toEqual([]);
});

test('an NDC that cannot be brought to 11 digits is listed', () => {
  expect(listed(drug('a', coded(NDC, '12-3')))).toEqual(['medication 12-3 ×1']);
});

test('codes of the linked order and of the Medication behind it are listed too', () => {
  const linked = administration({
    medicationCodeableConcept: undefined,
    request: { reference: 'MedicationRequest/o' },
  });
  const ordered = order({
    medicationCodeableConcept: undefined,
    medicationReference: { reference: 'Medication/m' },
    dosageInstruction: [{ route: coded(LOCAL, 'IV') }],
  });
  const medication = { resourceType: 'Medication', id: 'm', code: coded(LOCAL, 'NDC1') };
  expect(listed(linked, ordered, medication)).toEqual(['medication NDC1 ×1', 'route IV ×1']);
});

test('units, procedures and diagnoses of local systems are listed, known ones are not', () => {
  const unit = { value: 1, unit: 'Appl', system: 'https://hospital.example/units', code: 'Appl' };
  const of = (resourceType: string, id: string, code: unknown): RawResource => ({
    resourceType,
    id,
    status: 'completed',
    subject: { reference: 'Patient/p' },
    encounter: { reference: 'Encounter/e' },
    performedDateTime: '2026-11-20T10:05:00-05:00',
    code,
  });
  expect(
    listed(
      dosed({ dose: unit }),
      of('Procedure', 'p1', coded('https://hospital.example/proc', 'P1')),
      of('Procedure', 'p2', coded('http://www.ama-assn.org/go/cpt', '20610')),
      of('Condition', 'd1', coded('https://hospital.example/dx', 'D1')),
      of('Condition', 'd2', coded('http://hl7.org/fhir/sid/icd-10-cm', 'M17.11')),
    ),
  ).toEqual(['unit Appl ×1', 'procedure P1 ×1', 'diagnosis D1 ×1']);
});

test('codes of a vendor list and units that are only unusable are not local codes', () => {
  const epic = 'urn:oid:1.2.840.114350.1.13.861.1.7.4.798268.7025';
  const cerner = 'https://fhir.cerner.com/ec2458f2/codeSet/97';
  expect(
    listed(
      dosed({
        route: coded(epic, '6'),
        site: coded(cerner, '576'),
        dose: { value: 1, code: '{tbl}', system: UCUM },
      }),
      dosed({ dose: { value: 40, unit: 'mg', code: 'g', system: 'urn:other' } }, { id: 'b' }),
    ),
  ).toEqual([]);
});

test('rows of other encounters are not listed', () => {
  const elsewhere = administration({
    id: 'z',
    context: { reference: 'Encounter/f' },
    medicationCodeableConcept: coded(LOCAL, 'Z'),
  });
  expect(listed(elsewhere, drug('a', ACETATE))).toEqual([]);
});
