import { at, type Resource, textAt } from '../resource.ts';
import { siteControls } from './administrations.ts';
import { medicationName, type PatientChart, personName, visitReason } from './chart-data.ts';
import { ageOn, shownDate, shownTime } from './clock.ts';
import { el, table } from './dom.ts';
import type { Editor } from './editor.ts';
import { humanName } from '../people.ts';
import { withProcedureSite, wordsOf } from './recording.ts';

export const section = (title: string, ...content: readonly (Node | null)[]): HTMLElement =>
  el('section', {}, el('h3', {}, title), ...content);

/** Who and which visit, always on top. */
export function chartHead(chart: PatientChart, encounter: Resource | null): HTMLElement {
  const { patient } = chart;
  const age = ageOn(patient, textAt(encounter, 'period.start') ?? new Date().toISOString());
  const facts: readonly (readonly [string, string])[] = [
    ['Born', `${shownDate(textAt(patient, 'birthDate'))}${age === null ? '' : ` (${age} y)`}`],
    ['Sex', textAt(patient, 'gender') ?? 'Not recorded'],
    ['Record number', textAt(patient, 'identifier.value') ?? patient.id],
    ['Allergies', allergies(chart)],
    ['Coverage', coverage(chart)],
    ...(encounter
      ? ([
          ['Visit', visitReason(encounter)],
          ['Started', shownTime(textAt(encounter, 'period.start'))],
          ['Status', textAt(encounter, 'status') ?? 'Not recorded'],
          ['Clinician', personName(chart, encounter, 'participant.individual')],
        ] as const)
      : []),
  ];
  return el(
    'header',
    { class: 'chart-head' },
    el('h2', {}, humanName(patient) ?? 'Patient without a name'),
    el(
      'dl',
      {},
      facts.map(([term, value]) => el('div', {}, el('dt', {}, term), el('dd', {}, value))),
    ),
  );
}

const ofType = (chart: PatientChart, type: string): readonly Resource[] =>
  chart.resources.filter((each) => each.resourceType === type);

function allergies(chart: PatientChart): string {
  const names = ofType(chart, 'AllergyIntolerance').flatMap((each) => wordsOf(each['code']) ?? []);
  return names.length > 0 ? names.join(', ') : 'none recorded';
}

function coverage(chart: PatientChart): string {
  const names = ofType(chart, 'Coverage').flatMap(
    (each) => textAt(each, 'payor.display') ?? wordsOf(each['type']) ?? [],
  );
  return names.length > 0 ? names.join(', ') : 'none recorded';
}

const codeWords = (concept: unknown): string => {
  const code = textAt(concept, 'coding.code');
  const words = wordsOf(concept) ?? 'Not named';
  return code && code !== words ? `${words} (${code})` : words;
};

export function procedureTable(procedures: readonly Resource[], editor: Editor): HTMLElement {
  return table({
    caption: 'Procedures',
    columns: ['Procedure', 'Site', 'Side'],
    empty: 'No procedure is recorded in this visit.',
    rows: procedures.map((procedure) => {
      const name = codeWords(procedure['code']);
      const [site, side] = siteControls(
        name,
        () => at(editor.current(procedure), 'bodySite')[0],
        (label, chosen) => editor.change(procedure, (current) => withProcedureSite(current, label, chosen)),
      );
      const time = textAt(procedure, 'performedDateTime') ?? textAt(procedure, 'performedPeriod.start');
      const facts = `${shownTime(time)}, ${textAt(procedure, 'status') ?? 'no status'}`;
      const cell = el('span', {}, name, el('span', { class: 'sub' }, facts, ' ', editor.mark(procedure)));
      return [cell, site, side];
    }),
  });
}

const categoryOf = (condition: Resource): string =>
  textAt(condition, 'category.coding.code') === 'encounter-diagnosis' ? 'This visit' : 'Problem list';

export function problemTable(conditions: readonly Resource[]): HTMLElement {
  return table({
    caption: 'Problems and diagnoses',
    columns: ['Diagnosis', 'Where', 'Since'],
    empty: 'No problem is recorded.',
    rows: conditions.map((condition) => [
      codeWords(condition['code']),
      categoryOf(condition),
      shownDate(textAt(condition, 'onsetDateTime') ?? textAt(condition, 'recordedDate')),
    ]),
  });
}

function doseWords(order: Resource): string {
  const text = textAt(order, 'dosageInstruction.text') ?? textAt(order, 'dosage.text');
  if (text) return text;
  const value = at(order, 'dosageInstruction.doseAndRate.doseQuantity.value')[0];
  const unit = textAt(order, 'dosageInstruction.doseAndRate.doseQuantity.unit') ?? '';
  return typeof value === 'number' ? `${value} ${unit}`.trim() : 'Not stated';
}

/** Orders of drugs and services, newest first. */
export function orderTable(chart: PatientChart): HTMLElement {
  const orders = chart.resources
    .filter((each) =>
      ['MedicationRequest', 'MedicationStatement', 'ServiceRequest'].includes(each.resourceType),
    )
    .toSorted((a, b) => (orderedOn(b) ?? '').localeCompare(orderedOn(a) ?? ''));
  return table({
    caption: 'Orders and medication history',
    columns: ['Order', 'Instruction', 'Date', 'Status'],
    empty: 'No order is recorded.',
    rows: orders.map((order) => [
      order.resourceType === 'ServiceRequest' ? codeWords(order['code']) : medicationName(chart, order),
      order.resourceType === 'ServiceRequest' ? 'Referral or service' : doseWords(order),
      shownDate(orderedOn(order)),
      [textAt(order, 'status'), wordsOf(at(order, 'statusReason')[0])]
        .filter((part) => part !== null)
        .join(', '),
    ]),
  });
}

const orderedOn = (order: Resource): string | null =>
  textAt(order, 'authoredOn') ?? textAt(order, 'effectivePeriod.start') ?? textAt(order, 'effectiveDateTime');
