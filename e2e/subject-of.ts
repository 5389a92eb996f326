import { SCENARIO_TAG } from '../launch/sandbox-ehr/load-fixtures.ts';
import type { Stack } from './browser.ts';

/** The one patient of a scenario and the encounter it is about (its newest). */
export function subjectOf(
  stack: Stack,
  scenario: string,
): { readonly patient: string; readonly encounter: string } {
  const found = stack.ehr.store
    .all('Patient')
    .find((each) => JSON.stringify(each['meta'] ?? null).includes(`"${SCENARIO_TAG}","code":"${scenario}"`));
  if (!found) throw new Error(`No patient shows ${scenario}`);
  const patient = `Patient/${found.id}`;
  const [newest] = stack.ehr.store
    .ofPatient('Encounter', patient)
    .toSorted((a, b) => JSON.stringify(b['period']).localeCompare(JSON.stringify(a['period'])));
  if (!newest) throw new Error(`No encounter shows ${scenario}`);
  return { patient, encounter: `Encounter/${newest.id}` };
}
