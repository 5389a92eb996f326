import type { RawResource } from '../facts/chart.ts';
import type { PatientIdentity } from './session.ts';
import { fields, list, text } from './fhir/json.ts';

const USE_ORDER = ['official', 'usual'];

/** The name to show: the official one, else the usual one, else the first that is not old; in the server's own spelling. */
function nameOf(patient: RawResource): string | null {
  const names = list(patient['name']).map(fields);
  const current = names.filter((name) => name['use'] !== 'old');
  const byUse = USE_ORDER.map((use) => current.find((name) => name['use'] === use));
  const chosen = byUse.find((name) => name !== undefined) ?? current[0] ?? {};
  const given = list(chosen['given']).map(text);
  const parts = [...given, text(chosen['family']), ...list(chosen['suffix']).map(text)];
  const joined = parts.filter((part) => part !== null).join(' ');
  return text(chosen['text']) ?? text(joined);
}

function identifiersOf(patient: RawResource): PatientIdentity['identifiers'] {
  return list(patient['identifier'])
    .map(fields)
    .flatMap((identifier) => {
      const type = fields(identifier['type']);
      const code = text(fields(list(type['coding'])[0])['code']);
      const value = text(identifier['value']);
      // Record numbers only: other identifiers (insurance, social security) do not help to tell patients apart here.
      return value !== null && code === 'MR' ? [{ label: text(type['text']) ?? 'MRN', value }] : [];
    });
}

/** What the identity line shows, from a Patient resource. Values stay as written. */
export const identityOf = (patient: RawResource): PatientIdentity => ({
  reference: `Patient/${String(patient['id'])}`,
  name: nameOf(patient),
  birthDate: text(patient['birthDate']),
  sex: text(patient['gender']),
  identifiers: identifiersOf(patient),
});
