import type { RawResource } from '../facts/chart.ts';
import { coded, NDC, quantity, RXNORM, SNOMED, UCUM } from './chart-builder.ts';
import type { Random } from './random.ts';

type Json = Record<string, unknown>;

const TEXTS = [
  'Depo-Medrol 80mg/ml 1ml IA R knee',
  '40 mg IM L deltoid',
  'methylPREDNISolone acetate',
  'Solu-Medrol 125 mg IV push',
  'Kenalog-40 1 mL right shoulder',
  'b/l knees',
  'Left deltoid',
  'not given',
  '20 mg wasted',
  'lidocaine 1 %',
  '\uD800 40 mg',
  'x'.repeat(50),
  '',
  '   ',
] as const;
const UNITS = [
  'mg',
  'MG',
  'g',
  'ug',
  'mL',
  'ML',
  '{vial}',
  '1',
  'mg/kg',
  '{unknownunit}',
  '[IU]',
  'cc',
  'mL/h',
] as const;
const VALUES = [40, 80, 0.5, 1, 2, 0, -1, 62.5, 1e21, 0.777, '40', null, 125000] as const;
const DRUGS = [
  '155323',
  '203189',
  '6902',
  '1358612',
  '260330',
  '1085754',
  '10759',
  '6387',
  '372866',
] as const;
const NDCS = ['00009-3073-01', '0009-0280-02', '00009004722', '0009307301', '99999999901', '12-3'] as const;
const ROUTES = [
  '12130007',
  '78421000',
  '47625008',
  '26643006',
  '131183008',
  'C28161',
  '284009009',
  '1',
] as const;
const SITES = [
  '6757004',
  '82169009',
  '72696002',
  '36701003',
  '287679003',
  '770842002',
  '35259002',
  '1',
] as const;
const TIMES = [
  '2026-11-20T10:00:00-05:00',
  '2026-11-20T10:02:00-05:00',
  '2026-11-21T01:00:00Z',
  '2026-11-20',
  '2026',
  'soon',
] as const;
const STATUSES = [
  'completed',
  'completed',
  'completed',
  'stopped',
  'not-done',
  'in-progress',
  '',
  'constructor',
] as const;

const text = (r: Random): string => r.pick(TEXTS);
const maybe = <T>(r: Random, probability: number, make: () => T): T | undefined =>
  r.chance(probability) ? make() : undefined;

function drugConcept(r: Random): Json {
  const coding = [
    ...(r.chance(0.8) ? [{ system: RXNORM, code: r.pick(DRUGS) }] : []),
    ...(r.chance(0.3) ? [{ system: NDC, code: r.pick(NDCS) }] : []),
    ...(r.chance(0.2) ? [{ system: 'https://h.example/drug', code: 'X1' }] : []),
  ];
  return { coding, text: maybe(r, 0.3, () => text(r)) };
}

const dose = (r: Random): Json => {
  const unit = r.pick(UNITS);
  return {
    value: r.pick(VALUES),
    unit: r.chance(0.8) ? unit : r.pick(UNITS),
    code: maybe(r, 0.7, () => unit),
    system: maybe(r, 0.7, () => UCUM),
    comparator: maybe(r, 0.05, () => '<'),
  };
};

const dosage = (r: Random): Json => ({
  dose: maybe(r, 0.8, () => dose(r)),
  text: maybe(r, 0.3, () => text(r)),
  route: maybe(r, 0.7, () => coded(SNOMED, r.pick(ROUTES))),
  site: maybe(r, 0.7, () => ({ ...coded(SNOMED, r.pick(SITES)), text: maybe(r, 0.2, () => text(r)) })),
  method: maybe(r, 0.1, () => ({ text: text(r) })),
  rateQuantity: maybe(r, 0.1, () => quantity(r.pick(VALUES), 'mL/h')),
});

const medication = (r: Random, id: string): Json => ({
  resourceType: 'Medication',
  id,
  code: drugConcept(r),
  form: maybe(r, 0.2, () => ({ text: r.pick(['Suspension for injection', 'Powder', 'Oral tablet']) })),
  ingredient: maybe(r, 0.4, () => [
    {
      itemCodeableConcept: drugConcept(r),
      strength: {
        numerator: quantity(r.pick(VALUES), 'mg'),
        denominator: quantity(r.pick(VALUES), r.pick(UNITS)),
      },
    },
  ]),
  batch: maybe(r, 0.2, () => ({ lotNumber: 'L1', expirationDate: '2027-01' })),
});

function product(r: Random): Json {
  if (r.chance(0.6)) return { medicationCodeableConcept: drugConcept(r) };
  const reference = r.pick([
    'Medication/m1',
    '#m',
    'https://ehr.example/fhir/Medication/m1',
    'urn:uuid:9',
    'Medication/none',
  ]);
  return {
    medicationReference: { reference, display: maybe(r, 0.2, () => text(r)) },
    contained: maybe(r, 0.5, () => [medication(r, 'm')]),
  };
}

function administration(r: Random, id: string): Json {
  return {
    resourceType: 'MedicationAdministration',
    id,
    status: r.pick(STATUSES),
    subject: { reference: r.chance(0.95) ? 'Patient/p' : 'Patient/q' },
    context: maybe(r, 0.8, () => ({ reference: 'Encounter/e' })),
    effectiveDateTime: r.pick(TIMES),
    effectivePeriod: maybe(r, 0.1, () => ({ start: r.pick(TIMES), end: r.pick(TIMES) })),
    ...product(r),
    dosage: dosage(r),
    request: maybe(r, 0.4, () => ({ reference: r.pick(['MedicationRequest/o1', 'MedicationRequest/o2']) })),
    note: maybe(r, 0.2, () => [{ text: text(r) }]),
    performer: maybe(r, 0.5, () => [{ actor: { display: 'R. Osei RN' } }]),
    identifier: maybe(r, 0.1, () => [{ system: 'urn:x', value: '1' }]),
  };
}

const order = (r: Random, id: string): Json => ({
  resourceType: 'MedicationRequest',
  id,
  status: 'completed',
  intent: 'order',
  subject: { reference: 'Patient/p' },
  encounter: maybe(r, 0.7, () => ({ reference: 'Encounter/e' })),
  authoredOn: r.pick(TIMES),
  ...product(r),
  dosageInstruction: [
    {
      doseAndRate: [{ doseQuantity: dose(r) }],
      route: coded(SNOMED, r.pick(ROUTES)),
      text: maybe(r, 0.2, () => text(r)),
    },
  ],
});

const procedure = (r: Random, id: string): Json => ({
  resourceType: 'Procedure',
  id,
  status: r.pick(STATUSES),
  subject: { reference: 'Patient/p' },
  encounter: maybe(r, 0.7, () => ({ reference: 'Encounter/e' })),
  code: coded('http://www.ama-assn.org/go/cpt', r.pick(['20610', '96372', '97110', '20552'])),
  performedDateTime: r.pick(TIMES),
  bodySite: maybe(r, 0.5, () => [coded(SNOMED, r.pick(SITES))]),
});

const condition = (r: Random, id: string): Json => ({
  resourceType: 'Condition',
  id,
  subject: { reference: 'Patient/p' },
  encounter: maybe(r, 0.7, () => ({ reference: 'Encounter/e' })),
  code: coded('http://hl7.org/fhir/sid/icd-10-cm', r.pick(['M17.11', 'M17.9', 'M1A.0111', 'J45.909'])),
});

const document = (r: Random, id: string): Json => ({
  resourceType: 'DocumentReference',
  id,
  status: 'current',
  docStatus: r.pick(['preliminary', 'final', 'amended']),
  subject: { reference: 'Patient/p' },
  context: { encounter: [{ reference: 'Encounter/e' }] },
  content: [
    {
      attachment: { contentType: 'text/plain', data: btoa('Failed naproxen. 40 mg Depo-Medrol right knee.') },
    },
  ],
});

const MAKERS = [
  administration,
  administration,
  administration,
  order,
  procedure,
  condition,
  document,
  medication,
] as const;

/** A generated resource as a plausible server sends it, before it is mutated. */
export function generatedResource(r: Random, place: number): RawResource {
  const make = r.pick(MAKERS);
  const prefix = make === order ? 'o' : make === medication ? 'm' : 'r';
  const made = make(r, `${prefix}${place}`);
  return { ...made, resourceType: String(made['resourceType']) };
}
