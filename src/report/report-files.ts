import type { RawResource } from '../facts/chart.ts';
import { evaluateIfReportable } from './evaluate-encounter.ts';
import type { FhirFile } from './file-sources.ts';
import { newestTimestamp } from './newest-timestamp.ts';
import type { EncounterReport } from './report-schema.ts';
import type { Settings } from './settings.ts';
import { splitCharts, splitPatients } from './split-charts.ts';

/**
 * The reports of whole files, ordered by patient, then encounter, then date: one per encounter with an injection,
 * an injection procedure, or an administration that may be one. `encounter` (`Encounter/id`) asks for that one
 * alone, whatever it holds. Without `settings.asOf`, the newest timestamp of all files is taken for every report.
 */
export function reportFiles(
  files: readonly FhirFile[],
  settings: Settings,
  encounter: string | null = null,
): readonly EncounterReport[] {
  const all = files.flatMap(({ resources }): readonly RawResource[] => resources);
  const asked: Settings = { ...settings, asOf: settings.asOf ?? newestTimestamp(all) };
  return splitPatients(files).flatMap((patient) =>
    splitCharts(patient, settings.site, encounter).flatMap((chart) => {
      if (encounter !== null && chart.encounter !== encounter) return [];
      return (
        evaluateIfReportable({ ...chart, reportsUnplaced: encounter === null }, asked, encounter !== null) ??
        []
      );
    }),
  );
}
