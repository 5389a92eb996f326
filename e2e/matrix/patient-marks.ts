import type { FhirStore } from '../../launch/sandbox-ehr/store.ts';

/** Strings that betray a patient wherever they appear. */
export interface PatientMarks {
  /** Of the patient of the launch: id, name, birth date, record number. */
  readonly own: readonly string[];
  /** Family names of all others. */
  readonly others: readonly string[];
}

interface PatientLike {
  readonly id?: unknown;
  readonly birthDate?: unknown;
  readonly name?: readonly { readonly family?: unknown; readonly given?: readonly unknown[] }[];
  readonly identifier?: readonly { readonly value?: unknown }[];
}

const strings = (values: readonly unknown[]): readonly string[] =>
  values.filter((value) => typeof value === 'string' && value.length > 2) as readonly string[];

/** Marks of the charts a sandbox holds, seen from one patient (`Patient/id`). */
export function patientMarks(store: FhirStore, patient: string): PatientMarks {
  const all = store.all('Patient') as readonly PatientLike[];
  const families = (one: PatientLike): readonly string[] =>
    strings((one.name ?? []).map(({ family }) => family));
  const own = all.filter((one) => `Patient/${String(one.id)}` === patient);
  const kept = new Set(own.flatMap(families));
  return {
    own: own.flatMap((one) => [
      ...strings([one.id, one.birthDate]),
      ...families(one),
      ...strings((one.name ?? []).flatMap(({ given }) => given ?? [])),
      ...strings((one.identifier ?? []).map(({ value }) => value)),
    ]),
    others: all.flatMap(families).filter((family) => !kept.has(family)),
  };
}
