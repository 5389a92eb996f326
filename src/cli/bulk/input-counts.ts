import type { RawResource } from '../../facts/chart.ts';
import { joinIncomplete, type FhirFile, type FileSource } from '../../report/file-sources.ts';
import { SOURCE_TYPES, type SourceType } from '../../vocab/completeness.ts';

/** What was read, and what the files say about their own completeness. Plain data: it goes into the checkpoint. */
export interface InputCounts {
  readonly files: number;
  readonly lines: number;
  readonly resources: Readonly<Record<string, number>>;
  readonly rejected: number;
  /** Resources of types no check reads. */
  readonly notNeeded: number;
  /** Types that have a file or a line; all others are `unsupported`. */
  readonly present: readonly string[];
  /** Types read in part for everybody: a rejected line named no patient, or an OperationOutcome says so. */
  readonly incomplete: Readonly<Record<string, FileSource>>;
  /** Types read in part for one patient, because a rejected line named them. */
  readonly incompleteFor: Readonly<Record<string, readonly string[]>>;
  readonly newest: string;
}

export const NO_INPUT: InputCounts = {
  files: 0,
  lines: 0,
  resources: {},
  rejected: 0,
  notNeeded: 0,
  present: [],
  incomplete: {},
  incompleteFor: {},
  newest: '',
};

const isSourceType = (type: string): type is SourceType => SOURCE_TYPES.some((known) => known === type);

/** `MedicationAdministration.000.ndjson.gz` is a file of MedicationAdministration, even without a line in it. */
export function typeOfFile(name: string): SourceType | null {
  const stem = (/[^/\\]+$/.exec(name)?.[0] ?? '').split(/[._-]/)[0] ?? '';
  return isSourceType(stem) ? stem : null;
}

const bySource = (stated: readonly (readonly [string, FileSource])[]): ReadonlyMap<SourceType, FileSource> =>
  new Map(stated.flatMap(([type, source]) => (isSourceType(type) ? [[type, source] as const] : [])));

/** One patient's resources as a file of their own, with what is known of its completeness. */
export function asFile(
  resources: readonly RawResource[],
  patient: string,
  { present, incomplete, incompleteFor }: InputCounts,
): FhirFile {
  const rejectedLine: FileSource = {
    completeness: 'partial',
    reason: 'a line about this patient could not be read',
  };
  const own = (incompleteFor[patient] ?? []).map((type) => [type, rejectedLine] as const);
  const absent: FileSource = { completeness: 'unsupported', reason: 'the input has no file of this type' };
  const stated = joinIncomplete([bySource(own), bySource(Object.entries(incomplete))]);
  const missing = SOURCE_TYPES.filter((type) => !present.includes(type) && !stated.has(type));
  return {
    resources,
    incomplete: new Map([...stated, ...missing.map((type) => [type, absent] as const)]),
    answersFor: 'every type',
  };
}
