import type { Resource } from '../launch/sandbox-ehr/resource.ts';

export const BIG_PATIENT = 'Patient/big';
export const BIG_ENCOUNTER = 'Encounter/big-now';

const subject = { reference: BIG_PATIENT };
const DAY_MS = 86_400_000;
const NOW = Date.now();
const day = (index: number): string => new Date(NOW - (2 + (index % 380)) * DAY_MS).toISOString();
const concept = (system: string, code: string, text: string): object => ({
  coding: [{ system, code, display: text }],
  text,
});
const encounterOf = (index: number): object => ({ reference: `Encounter/big-${index % 40}` });

/** A long stay's worth of records in the proportions hospitals have: mostly administrations and orders. */
const KINDS: readonly ((index: number) => Resource)[] = [
  (n) => given(n, 'acetaminophen 325 mg tablet', '313782'),
  (n) => given(n, 'ondansetron 4 mg injection', '312086'),
  (n) => given(n, 'sodium chloride 0.9 % infusion', '313002'),
  (n) => ({
    resourceType: 'MedicationRequest',
    id: `order-${n}`,
    status: 'completed',
    intent: 'order',
    subject,
    encounter: encounterOf(n),
    authoredOn: day(n),
    medicationCodeableConcept: concept(
      'http://www.nlm.nih.gov/research/umls/rxnorm',
      '198440',
      'acetaminophen 500 mg tablet',
    ),
  }),
  (n) => ({
    resourceType: 'Procedure',
    id: `procedure-${n}`,
    status: 'completed',
    subject,
    encounter: encounterOf(n),
    performedDateTime: day(n),
    code: concept('http://www.ama-assn.org/go/cpt', '97110', 'Exercise, 15 minutes'),
  }),
  (n) => ({
    resourceType: 'Condition',
    id: `condition-${n}`,
    subject,
    encounter: encounterOf(n),
    category: [{ coding: [{ code: 'problem-list-item' }] }],
    code: concept('http://hl7.org/fhir/sid/icd-10-cm', 'M54.50', 'Low back pain'),
  }),
  (n) => ({
    resourceType: 'DocumentReference',
    id: `note-${n}`,
    status: 'current',
    docStatus: 'final',
    subject,
    date: day(n),
    context: { encounter: [encounterOf(n)] },
    content: [{ attachment: { contentType: 'text/plain', url: `Binary/note-${n}` } }],
  }),
];

const given = (n: number, text: string, code: string): Resource => ({
  resourceType: 'MedicationAdministration',
  id: `given-${n}`,
  status: 'completed',
  subject,
  context: encounterOf(n),
  effectiveDateTime: day(n),
  medicationCodeableConcept: concept('http://www.nlm.nih.gov/research/umls/rxnorm', code, text),
  dosage: { text, dose: { value: 1, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' } },
});

/** One patient's chart of about `size` resources, with one injection in today's encounter. */
export function largeChart(size: number): readonly Resource[] {
  const start = new Date(NOW - 3_600_000).toISOString();
  return [
    {
      resourceType: 'Patient',
      id: 'big',
      name: [{ family: 'Large', given: ['Chart'] }],
      birthDate: '1950-01-01',
      gender: 'female',
    },
    {
      resourceType: 'Encounter',
      id: 'big-now',
      status: 'in-progress',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
      subject,
      period: { start },
    },
    {
      ...given(-1, 'methylprednisolone acetate 40 mg/mL injection', '1358510'),
      id: 'injection',
      context: { reference: BIG_ENCOUNTER },
      effectiveDateTime: new Date(NOW - 1_800_000).toISOString(),
      dosage: {
        dose: { value: 40, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' },
        site: { text: 'right knee' },
      },
    },
    ...Array.from({ length: size - 3 }, (_, n) => KINDS[n % KINDS.length]?.(n)).filter(
      (one) => one !== undefined,
    ),
  ];
}
