import type { RawResource } from '../facts/chart.ts';
import {
  ACETATE,
  coded,
  INTRA_ARTICULAR,
  NDC,
  quantity,
  RIGHT_KNEE,
  RXNORM,
  SNOMED,
} from './chart-builder.ts';

/** Elements to replace; null leaves the whole resource out, an undefined element leaves that element out. */
export type Over = Readonly<Record<string, unknown>> | null;

/** A complete visit with one injection, changed element by element. */
export interface Visit {
  /** Local date of service, 2026-11-20 unless told. */
  readonly date?: string;
  readonly drug?: Readonly<Record<string, unknown>>;
  readonly dose?: unknown;
  readonly route?: unknown;
  readonly site?: unknown;
  readonly patient?: Over;
  readonly encounter?: Over;
  readonly administration?: Over;
  readonly dosage?: Over;
  readonly order?: Over;
  readonly procedure?: Over;
  readonly diagnosis?: Over;
  readonly therapy?: Over;
  readonly note?: Over;
  readonly more?: readonly RawResource[];
}

export const MG40 = quantity(40, 'mg');
export const CPT = (code: string): Readonly<Record<string, unknown>> =>
  coded('http://www.ama-assn.org/go/cpt', code);
export const ICD = (code: string): Readonly<Record<string, unknown>> =>
  coded('http://hl7.org/fhir/sid/icd-10-cm', code);
export const RX = (code: string): Readonly<Record<string, unknown>> => coded(RXNORM, code);
export const SCT = (code: string, display?: string): Readonly<Record<string, unknown>> =>
  coded(SNOMED, code, display);
export const NDC_OF = (code: string): Readonly<Record<string, unknown>> => coded(NDC, code);
export const LEFT_KNEE = SCT('82169009');
export const INTRAMUSCULAR = SCT('78421000');
export const INTRAVENOUS = SCT('47625008');
export const RIGHT_DELTOID = SCT('16217661000119109');
export const subject = { reference: 'Patient/p' };
export const inVisit = { reference: 'Encounter/e' };
export const TEXT = (text: string): Readonly<Record<string, unknown>> => ({
  contentType: 'text/plain',
  data: Buffer.from(text, 'utf8').toString('base64'),
});

const days = (date: string, back: number): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) - back * 86_400_000).toISOString().slice(0, 10);
export const daysBefore = (back: number, date = '2026-11-20'): string => days(date, back);

const make = (base: RawResource, over: Over | undefined): readonly RawResource[] =>
  over === null ? [] : [{ ...base, ...over }];

/** A second administration like the visit's own. */
export const another = (id: string, visit: Visit, over: Over = {}): RawResource => ({
  ...administrationOf(visit),
  id,
  ...over,
});

export function administrationOf(visit: Visit): RawResource {
  const { date = '2026-11-20', drug = ACETATE, dose = MG40, route = INTRA_ARTICULAR } = visit;
  const { site = RIGHT_KNEE } = visit;
  return {
    resourceType: 'MedicationAdministration',
    id: 'a',
    status: 'completed',
    subject,
    context: inVisit,
    effectiveDateTime: `${date}T10:00:00-05:00`,
    performer: [{ actor: { reference: 'Practitioner/p1', display: 'R. Osei RN' } }],
    reasonCode: [{ text: 'knee osteoarthritis pain' }],
    medicationCodeableConcept: drug,
    dosage: { dose, route, site: site ?? undefined, ...visit.dosage },
    request: { reference: 'MedicationRequest/o' },
    ...visit.administration,
  };
}

/** Patient, encounter, order, administration, procedure, diagnosis, an earlier naproxen and a draft note. */
export function visit(over: Visit = {}): readonly RawResource[] {
  const { date = '2026-11-20', drug = ACETATE, dose = MG40, site = RIGHT_KNEE, more = [] } = over;
  const at = (time: string): string => `${date}T${time}:00-05:00`;
  return [
    ...make({ resourceType: 'Patient', id: 'p', birthDate: '1961-04-02' }, over.patient),
    ...make(
      {
        resourceType: 'Encounter',
        id: 'e',
        status: 'in-progress',
        class: { code: 'AMB' },
        subject,
        period: { start: at('08:00'), end: at('17:00') },
      },
      over.encounter,
    ),
    ...make(
      {
        resourceType: 'MedicationRequest',
        id: 'o',
        status: 'completed',
        intent: 'order',
        subject,
        encounter: inVisit,
        authoredOn: at('09:00'),
        medicationCodeableConcept: drug,
        dosageInstruction: [{ doseAndRate: [{ doseQuantity: dose }] }],
      },
      over.order,
    ),
    ...(over.administration === null ? [] : [administrationOf(over)]),
    ...make(
      {
        resourceType: 'Procedure',
        id: 'pr',
        status: 'completed',
        subject,
        encounter: inVisit,
        code: CPT('20610'),
        performedDateTime: at('10:05'),
        bodySite: [site],
      },
      over.procedure,
    ),
    ...make(diagnosisOf('c', 'M17.11', date), over.diagnosis),
    ...make(
      {
        resourceType: 'MedicationRequest',
        id: 'pt',
        status: 'stopped',
        intent: 'order',
        subject,
        authoredOn: days(date, 110),
        medicationCodeableConcept: RX('7258'),
        statusReason: { text: 'no relief' },
      },
      over.therapy,
    ),
    ...make(noteOf('Right knee pain and swelling. Injection given today, tolerated well.', date), over.note),
    ...more,
  ];
}

export const diagnosisOf = (id: string, code: string, date = '2026-11-20'): RawResource => ({
  resourceType: 'Condition',
  id,
  clinicalStatus: { coding: [{ code: 'active' }] },
  verificationStatus: { coding: [{ code: 'confirmed' }] },
  category: [{ coding: [{ code: 'encounter-diagnosis' }] }],
  code: ICD(code),
  subject,
  encounter: inVisit,
  recordedDate: date,
});

export const noteOf = (text: string, date = '2026-11-20'): RawResource => ({
  resourceType: 'DocumentReference',
  id: 'd',
  status: 'current',
  docStatus: 'preliminary',
  type: coded('http://loinc.org', '11506-3', 'Progress note'),
  category: [{ coding: [{ code: 'clinical-note' }] }],
  subject,
  date: `${date}T11:00:00-05:00`,
  context: { encounter: [inVisit] },
  content: [{ attachment: TEXT(text) }],
});
