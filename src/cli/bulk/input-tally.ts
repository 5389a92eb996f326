import type { RawResource } from '../../facts/chart.ts';
import { readBundle, worstOf, type FileSource } from '../../report/file-sources.ts';
import { isNewer, newestTimestamp } from '../../report/newest-timestamp.ts';
import type { SourceType } from '../../vocab/completeness.ts';
import type { InputCounts } from './input-counts.ts';
import type { SortedLine } from './sort-line.ts';

/** Patients named by rejected lines that are kept apart; beyond that many, everybody counts as read in part. */
const MOST_PATIENTS = 100_000;
const REJECTED_LINE: FileSource = {
  completeness: 'partial',
  reason: 'a line of the input could not be read',
};

/** Counts while a file is read. Written to in place: a copy for each line would cost more than the reading. */
export class InputTally {
  readonly #before: InputCounts;
  readonly #resources: Map<string, number>;
  readonly #present: Set<string>;
  readonly #incomplete: Map<string, FileSource>;
  readonly #incompleteFor: Map<string, Set<string>>;
  readonly #fileType: SourceType | null;
  #lines: number;
  #rejected: number;
  #notNeeded: number;
  #newest: string;

  constructor(before: InputCounts, fileType: SourceType | null) {
    this.#before = before;
    this.#fileType = fileType;
    this.#resources = new Map(Object.entries(before.resources));
    this.#present = new Set(before.present);
    this.#incomplete = new Map(Object.entries(before.incomplete));
    this.#incompleteFor = new Map(
      Object.entries(before.incompleteFor).map(([patient, types]) => [patient, new Set(types)]),
    );
    this.#lines = before.lines;
    this.#rejected = before.rejected;
    this.#notNeeded = before.notNeeded;
    this.#newest = before.newest;
    if (fileType !== null) this.#present.add(fileType);
  }

  note(sorted: SortedLine): void {
    this.#lines += 1;
    switch (sorted.kind) {
      case 'of-patient':
      case 'shared':
        return this.#noteResource(sorted.resource);
      case 'outcome':
        return this.#noteOutcome(sorted.resource);
      case 'not-needed':
        this.#notNeeded += 1;
        return;
      case 'rejected':
        this.#rejected += 1;
        return this.#noteRejected(sorted.patient, sorted.type ?? this.#fileType);
      default:
        return sorted satisfies never;
    }
  }

  #noteOutcome(resource: RawResource): void {
    for (const [type, source] of readBundle({ entry: [{ resource }] }).incomplete) {
      const known = this.#incomplete.get(type);
      this.#incomplete.set(type, worstOf(known ? [known, source] : [source]) ?? source);
    }
  }

  #noteResource(resource: RawResource): void {
    const { resourceType } = resource;
    this.#present.add(resourceType);
    this.#resources.set(resourceType, (this.#resources.get(resourceType) ?? 0) + 1);
    const newest = newestTimestamp([resource]);
    if (isNewer(newest, this.#newest)) this.#newest = newest;
  }

  /** A lost line may have held anything: its patient, or everybody where it names none, was read in part. */
  #noteRejected(patient: string | null, type: string | null): void {
    const types = type === null ? [...this.#present] : [type];
    if (patient === null || this.#incompleteFor.size >= MOST_PATIENTS) {
      for (const one of types) if (!this.#incomplete.has(one)) this.#incomplete.set(one, REJECTED_LINE);
      return;
    }
    const known = this.#incompleteFor.get(patient) ?? new Set();
    for (const one of types) known.add(one);
    this.#incompleteFor.set(patient, known);
  }

  counts(): InputCounts {
    return {
      files: this.#before.files + 1,
      lines: this.#lines,
      resources: Object.fromEntries(this.#resources),
      rejected: this.#rejected,
      notNeeded: this.#notNeeded,
      present: [...this.#present].sort(),
      incomplete: Object.fromEntries(this.#incomplete),
      incompleteFor: Object.fromEntries(
        [...this.#incompleteFor].map(([patient, types]) => [patient, [...types].sort()]),
      ),
      newest: this.#newest,
    };
  }
}
