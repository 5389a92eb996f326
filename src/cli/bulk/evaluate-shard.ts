import { existsSync } from 'node:fs';
import type { RawResource } from '../../facts/chart.ts';
import { typeAndId } from '../../facts/chart-index.ts';
import { reportFiles } from '../../report/report-files.ts';
import type { Settings } from '../../report/settings.ts';
import { parseLine } from '../read-fhir-file.ts';
import { asFile, type InputCounts } from './input-counts.ts';
import { shardName } from './partition.ts';
import { readLines } from './read-lines.ts';
import { checksRows, linesRows } from './rows.ts';
import { hashOf, type ShardFiles } from './shard-files.ts';
import { patientNamed, sharedReferences } from './sort-line.ts';
import { addPatient, type Totals } from './totals.ts';

export const OUTPUTS = ['reports.ndjson', 'lines.csv', 'checks.csv'] as const;

interface Shard {
  readonly patients: ReadonlyMap<string, readonly RawResource[]>;
  readonly shared: ReadonlyMap<string, RawResource>;
}

async function readShard(path: string): Promise<Shard> {
  const patients = new Map<string, RawResource[]>();
  const shared = new Map<string, RawResource>();
  if (!existsSync(path)) return { patients, shared };
  for await (const { bytes } of readLines(path)) {
    const parsed = parseLine(bytes.toString('utf8'));
    if (!parsed.ok) continue;
    const { resource } = parsed;
    const patient = patientNamed(resource);
    if (patient === null)
      shared.set(typeAndId(`${resource.resourceType}/${String(resource['id'])}`) ?? '', resource);
    else {
      const own = patients.get(patient);
      if (own) own.push(resource);
      else patients.set(patient, [resource]);
    }
  }
  return { patients, shared };
}

/** Patients in the order of their hashes: the order of the outputs then never depends on the number of shards. */
const inOrder = (patients: readonly string[]): readonly string[] =>
  patients
    .map((patient) => ({ patient, hash: hashOf(patient) }))
    .sort((a, b) => a.hash - b.hash || (a.patient < b.patient ? -1 : 1))
    .map(({ patient }) => patient);

/** The shared resources a patient points to, and those they point to in turn. */
function wantedBy(own: readonly RawResource[], shared: Shard['shared']): readonly RawResource[] {
  const found = new Map<string, RawResource>();
  const pending = sharedReferences(own).slice();
  for (let reference = pending.pop(); reference !== undefined; reference = pending.pop()) {
    const resource = shared.get(reference);
    if (!resource || found.has(reference)) continue;
    found.set(reference, resource);
    pending.push(...sharedReferences(resource));
  }
  return [...found.values()];
}

export interface ShardTarget {
  readonly work: ShardFiles;
  readonly outputs: ShardFiles;
  readonly settings: Settings;
  readonly input: InputCounts;
}

/** Second pass over one shard: its patients' reports to the outputs, their sums to the totals. */
export async function evaluateShard(shard: number, before: Totals, target: ShardTarget): Promise<Totals> {
  const { work, outputs, settings, input } = target;
  const { patients, shared } = await readShard(work.path(shardName(shard)));
  let totals = before;
  for (const patient of inOrder([...patients.keys()])) {
    const own = patients.get(patient) ?? [];
    const file = asFile([...own, ...wantedBy(own, shared)], patient, input);
    const reports = reportFiles([file], { ...settings, asOf: settings.asOf ?? input.newest });
    for (const report of reports) {
      outputs.append('reports.ndjson', `${JSON.stringify(report)}\n`);
      outputs.append('lines.csv', linesRows(report));
      outputs.append('checks.csv', checksRows(report));
    }
    totals = addPatient(totals, reports);
  }
  return totals;
}
