import type { Resource } from './resource.ts';

/** Two small charts for this folder's own tests; the demonstration's charts are under fhir-fixtures. */
export function testCharts(): readonly Resource[] {
  return [
    ...visit({ key: 'a', name: ['Ada', 'Stone'], reason: 'Right knee pain', site: 'Knee region structure' }),
    ...visit({ key: 'b', name: ['Ben', 'Hale'], reason: 'Left shoulder pain', site: 'Shoulder region' }),
  ];
}

interface Visit {
  readonly key: string;
  readonly name: readonly [string, string];
  readonly reason: string;
  readonly site: string;
}

const CLINICIAN = 'Practitioner/osei';

function visit({ key, name, reason, site }: Visit): readonly Resource[] {
  const subject = { reference: `Patient/${key}` };
  const encounter = { reference: `Encounter/${key}-visit` };
  return [
    {
      resourceType: 'Patient',
      id: key,
      name: [{ given: [name[0]], family: name[1] }],
      birthDate: '1961-04-02',
      gender: 'female',
    },
    { resourceType: 'Practitioner', id: 'osei', name: [{ text: 'R. Osei RN' }] },
    {
      resourceType: 'Encounter',
      id: `${key}-visit`,
      status: 'in-progress',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
      subject,
      participant: [{ individual: { reference: CLINICIAN } }],
      period: { start: '2026-11-23T13:30:00-05:00' },
      reasonCode: [{ text: reason }],
    },
    ...[1, 2, 3].map((n) => ({
      resourceType: 'MedicationAdministration',
      id: `${key}-given-${n}`,
      status: 'completed',
      subject,
      context: encounter,
      effectiveDateTime: `2026-11-${20 + n}T14:05:00-05:00`,
      ...(n === 1
        ? { medicationReference: { reference: `Medication/${key}-depo` } }
        : {
            medicationCodeableConcept: {
              coding: [
                { system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '1358510' },
                { system: 'http://hl7.org/fhir/sid/ndc', code: '0009-3073-01' },
              ],
              text: 'methylprednisolone acetate 40 mg/mL',
            },
          }),
      performer: [{ actor: { reference: CLINICIAN } }],
      dosage: { dose: { value: 40, unit: 'mg', code: 'mg' }, site: { text: site } },
    })),
    {
      resourceType: 'Medication',
      id: `${key}-depo`,
      code: { text: 'methylprednisolone acetate 40 mg/mL' },
      ingredient: [
        {
          itemCodeableConcept: { text: 'methylprednisolone acetate' },
          strength: { numerator: { value: 40, unit: 'mg' }, denominator: { value: 1, unit: 'mL' } },
        },
      ],
    },
    {
      resourceType: 'Procedure',
      id: `${key}-injection`,
      status: 'completed',
      subject,
      encounter,
      code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '20610' }] },
      performedDateTime: '2026-11-23',
    },
    {
      resourceType: 'Condition',
      id: `${key}-oa`,
      subject,
      encounter,
      category: [{ coding: [{ code: 'encounter-diagnosis' }] }],
      code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M17.11' }] },
    },
    {
      resourceType: 'DocumentReference',
      id: `${key}-note`,
      status: 'current',
      docStatus: 'preliminary',
      type: { coding: [{ system: 'http://loinc.org', code: '11506-3', display: 'Progress note' }] },
      subject,
      date: '2026-11-23T14:20:00-05:00',
      context: { encounter: [encounter] },
      content: [{ attachment: { contentType: 'text/plain', url: `Binary/${key}-note` } }],
    },
    { resourceType: 'Binary', id: `${key}-note`, contentType: 'text/plain', data: btoa('Injection given.') },
  ];
}
