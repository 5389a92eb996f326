import { at, referenceTo, type Resource, textAt, typeAndId } from '../resource.ts';
import { startOf, visitReason } from './chart-data.ts';
import { shownDate } from './clock.ts';
import { button, el } from './dom.ts';
import { humanName } from '../people.ts';
import { wordsOf } from './recording.ts';

export const SCENARIO_TAG = 'https://injectcheck.example/sandbox/scenario';

/** "Knee side missing" from the scenario's folder name; null where a patient has none. */
export function scenarioWords(patient: Resource): string | null {
  const tag = at(patient, 'meta.tag').find((each) => textAt(each, 'system') === SCENARIO_TAG);
  const name = textAt(tag, 'code')?.replaceAll('-', ' ');
  return name ? name.charAt(0).toUpperCase() + name.slice(1) : null;
}

/** Where a first visit starts: one with something to fix, then one with nothing. The rest follow by name. */
const FIRST = [
  'Two to fix',
  'No gaps',
  'Two knees two lines',
  'Two ml without strength',
  'Two sides in one record',
  'Fourth session',
];

/** Patients in the order in which a newcomer should meet them. */
export function inDemoOrder(patients: readonly Resource[]): readonly Resource[] {
  const rank = (patient: Resource): number => {
    const at = FIRST.findIndex((words) => scenarioWords(patient)?.startsWith(words));
    return at < 0 ? FIRST.length : at;
  };
  return patients.toSorted(
    (a, b) => rank(a) - rank(b) || (humanName(a) ?? '').localeCompare(humanName(b) ?? ''),
  );
}

/** What each patient's latest visit is about: its reason, else its diagnosis, else its kind. */
function aboutVisit(visit: Resource, diagnoses: readonly Resource[]): string {
  const reason = textAt(visit, 'reasonCode.text') ?? textAt(visit, 'reasonCode.coding.display');
  if (reason) return reason;
  const diagnosis = diagnoses.find(
    (each) => typeAndId(textAt(each, 'encounter.reference') ?? '') === referenceTo(visit),
  );
  return wordsOf(diagnosis?.['code']) ?? visitReason(visit);
}

export interface ListOptions {
  readonly patients: readonly Resource[];
  readonly encounters: readonly Resource[];
  readonly diagnoses: readonly Resource[];
  /** How many patients there are in all. */
  readonly total: number;
  readonly choose: (patient: Resource) => void;
}

const isFirst = (patient: Resource): boolean =>
  FIRST.some((words) => scenarioWords(patient)?.startsWith(words));

/** Every patient with what the latest visit is about: a few to begin with, the others folded behind a filter. */
export function patientList(options: ListOptions): HTMLElement {
  const { patients, total } = options;
  const latest = latestVisits(options.encounters);
  const items = (of: readonly Resource[]): HTMLElement[] =>
    of.map((patient) => patientItem(patient, latest.get(referenceTo(patient)), options));
  const first = patients.filter(isFirst);
  const others = patients.filter((patient) => !isFirst(patient));
  return el(
    'nav',
    { 'aria-label': 'Patients', class: 'patients' },
    el('h2', {}, 'Patients'),
    first.length > 0 ? el('ul', {}, items(first)) : null,
    others.length > 0 ? foldedList(items(others), first.length === 0) : null,
    total > patients.length
      ? el('p', { class: 'quiet' }, `The first ${patients.length} of ${total} patients.`)
      : null,
  );
}

/** Marks the patient whose chart is open; the list stands as it was left, filter, fold and focus. */
export function markChosen(list: HTMLElement, patient: Resource): void {
  for (const item of list.querySelectorAll<HTMLElement>('[data-patient]')) {
    if (item.dataset['patient'] === patient.id) item.setAttribute('aria-current', 'true');
    else item.removeAttribute('aria-current');
  }
}

function latestVisits(encounters: readonly Resource[]): ReadonlyMap<string, Resource> {
  const latest = new Map<string, Resource>();
  for (const encounter of encounters.toSorted((a, b) => startOf(a).localeCompare(startOf(b))))
    latest.set(typeAndId(textAt(encounter, 'subject.reference') ?? '') ?? '', encounter);
  return latest;
}

function patientItem(
  patient: Resource,
  visit: Resource | undefined,
  { diagnoses, choose }: ListOptions,
): HTMLElement {
  const scenario = scenarioWords(patient);
  const item = button('', () => choose(patient), { 'data-patient': patient.id ?? null });
  item.append(
    el('span', { class: 'name' }, humanName(patient) ?? 'Patient without a name'),
    el(
      'span',
      { class: 'about' },
      visit ? `${aboutVisit(visit, diagnoses)}, ${shownDate(textAt(visit, 'period.start'))}` : 'No visit',
    ),
    scenario ? el('span', { class: 'scenario' }, `Shows: ${scenario}`) : '',
  );
  return el('li', {}, item);
}

/** A fold with a filter on every word a row shows. */
function foldedList(items: readonly HTMLElement[], open: boolean): HTMLElement {
  const none = el('p', { class: 'quiet', role: 'status' });
  const input = el('input', { type: 'search', autocomplete: 'off' });
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\s+/);
    for (const item of items) {
      const text = item.textContent.toLowerCase();
      item.hidden = !words.every((word) => text.includes(word));
    }
    none.textContent = items.every(({ hidden }) => hidden) ? 'No patient matches.' : '';
  });
  return el(
    'details',
    { class: 'more-patients', open },
    el('summary', {}, open ? `All patients (${items.length})` : `More scenarios (${items.length})`),
    el('label', { class: 'filter' }, el('span', {}, 'Filter by name or words'), input),
    none,
    el('ul', {}, items),
  );
}
