import type { WorklistEntry } from '../../src/ehr/session.ts';
import type { Chart } from '../../src/facts/chart.ts';

const DAY_MS = 86_400_000;
const CLINICIANS = ['A. Levin MD', 'B. Adeyemi MD', 'C. Brandt MD', 'D. Chaudhry MD'];

/** A chart to make others of, as text: it is parsed anew for each encounter, as one from the network is. */
export interface Template {
  readonly patient: string;
  readonly encounter: string;
  readonly text: string;
}

export const templateOf = (chart: Chart): Template => ({
  patient: chart.patient,
  encounter: chart.encounter ?? 'Encounter/none',
  text: JSON.stringify(chart),
});

export const entryOf = ({ patient, encounter }: Template, at: number): WorklistEntry => ({
  patient: `${patient}-${at}`,
  encounter: `${encounter}-${at}`,
  start: new Date(Date.UTC(2026, 10, 23) - (at % 90) * DAY_MS).toISOString(),
  // A string of its own, as a reading from the network brings it.
  clinician: `${CLINICIANS[at % CLINICIANS.length] ?? ''} `.trimEnd(),
});

const REFERENCE = /"((?:[A-Z][A-Za-z]+\/|#)[A-Za-z0-9.-]+)"/g;
const ID = /"id":"([A-Za-z0-9.-]+)"/g;
const DATE = /"(\d{4}-\d{2}-\d{2})(T[^"]*)?"/g;

const earlier = (date: string, days: number): string =>
  new Date(Date.parse(date) - days * DAY_MS).toISOString().slice(0, 10);

/** Whether this chart lacks this resource: one in ten, the same ones in every run. */
const isLost = (at: number, index: number): boolean =>
  Math.imul((at + 1) * 31 + index, 0x9e3779b1) >>> 0 < 0xffff_ffff / 10;

/**
 * The template as another patient's chart: ids of its own, another day, its own time of reading, and one in ten of its
 * resources missing, so that rows say different things and nothing is shared because it was copied.
 */
export function chartOf({ text }: Template, at: number): Chart {
  const own = text
    .replaceAll(REFERENCE, `"$1-${at}"`)
    .replaceAll(ID, `"id":"$1-${at}"`)
    .replaceAll(DATE, (_, date: string, time?: string) => `"${earlier(date, at % 90)}${time ?? ''}"`);
  const chart = JSON.parse(own) as Chart;
  const resources = chart.resources.filter(
    ({ resourceType }, index) =>
      resourceType === 'Patient' || resourceType === 'Encounter' || !isLost(at, index),
  );
  const readAt = new Date(Date.UTC(2026, 10, 23, 12) + at).toISOString();
  return { ...chart, encounter: chart.encounter ?? `Encounter/none-${at}`, resources, readAt };
}
