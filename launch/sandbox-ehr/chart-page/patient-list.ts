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
const FIRST = ['Two to fix', 'No gaps'];

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

/** Every patient with what the latest visit is about; the one whose chart is open is marked. */
export function patientList(options: {
  readonly patients: readonly Resource[];
  readonly encounters: readonly Resource[];
  readonly diagnoses: readonly Resource[];
  /** How many patients there are in all. */
  readonly total: number;
  readonly chosen: Resource | null;
  readonly choose: (patient: Resource) => void;
}): HTMLElement {
  const { patients, encounters, diagnoses, total, chosen, choose } = options;
  const latest = new Map<string, Resource>();
  for (const encounter of encounters.toSorted((a, b) => startOf(a).localeCompare(startOf(b))))
    latest.set(typeAndId(textAt(encounter, 'subject.reference') ?? '') ?? '', encounter);
  const items = patients.map((patient) => {
    const visit = latest.get(referenceTo(patient));
    const scenario = scenarioWords(patient);
    const item = button('', () => choose(patient), {
      'aria-current': chosen?.id === patient.id ? 'true' : null,
      'data-patient': patient.id,
    });
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
  });
  return el(
    'nav',
    { 'aria-label': 'Patients', class: 'patients' },
    el('h2', {}, 'Patients'),
    el('ul', {}, items),
    total > patients.length
      ? el('p', { class: 'quiet' }, `The first ${patients.length} of ${total} patients.`)
      : null,
  );
}
