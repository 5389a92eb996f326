import { at, referenceTo, type Resource, textAt, typeAndId } from '../resource.ts';
import { startOf, visitReason } from './chart-data.ts';
import { shownDate } from './clock.ts';
import { button, el } from './dom.ts';
import { humanName } from '../people.ts';

export const SCENARIO_TAG = 'https://injectcheck.example/sandbox/scenario';

/** "Knee side missing" from the scenario's folder name; null where a patient has none. */
export function scenarioWords(patient: Resource): string | null {
  const tag = at(patient, 'meta.tag').find((each) => textAt(each, 'system') === SCENARIO_TAG);
  const name = textAt(tag, 'code')?.replaceAll('-', ' ');
  return name ? name.charAt(0).toUpperCase() + name.slice(1) : null;
}

const LISTED = 200;

/** Every patient with what the latest visit is about; the one whose chart is open is marked. */
export function patientList(options: {
  readonly patients: readonly Resource[];
  readonly encounters: readonly Resource[];
  readonly chosen: Resource | null;
  readonly choose: (patient: Resource) => void;
}): HTMLElement {
  const { patients, encounters, chosen, choose } = options;
  const latest = new Map<string, Resource>();
  for (const encounter of encounters.toSorted((a, b) => startOf(a).localeCompare(startOf(b))))
    latest.set(typeAndId(textAt(encounter, 'subject.reference') ?? '') ?? '', encounter);
  const items = patients.slice(0, LISTED).map((patient) => {
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
        visit ? `${visitReason(visit)}, ${shownDate(textAt(visit, 'period.start'))}` : 'No visit',
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
    patients.length > LISTED
      ? el('p', { class: 'quiet' }, `The first ${LISTED} of ${patients.length} patients.`)
      : null,
  );
}
