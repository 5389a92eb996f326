import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFhirFile } from '../src/cli/read-fhir-file.ts';
import type { Chart } from '../src/facts/chart.ts';
import { splitCharts, splitPatients } from '../src/report/split-charts.ts';
import { parseSiteConfiguration } from '../src/tables/parse-site-configuration.ts';

/** Every chart of the fixtures, as the app would have read it. */
export function chartsOf(folder: string): readonly Chart[] {
  const site = parseSiteConfiguration({});
  if (!site.ok) throw new Error(site.reason);
  return readdirSync(folder)
    .map((name) => `${folder}/${name}/chart.json`)
    .filter((path) => existsSync(path))
    .flatMap((path) => splitPatients([readFhirFile(path, readFileSync(path))]))
    .flatMap((patient) => splitCharts(patient, site.value));
}
