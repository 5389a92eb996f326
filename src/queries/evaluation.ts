import type { Chart, RawResource } from '../facts/chart.ts';
import { evaluateEncounter } from '../report/evaluate-encounter.ts';
import type { EncounterReport } from '../report/report-schema.ts';
import { siteOf } from './site-settings.ts';

/** One question about a chart: under which table and profile. Null follows the site. */
export interface EvaluationChoice {
  readonly table: string | null;
  readonly profile: string | null;
}

/** A chart without its resources, which travel in slices. */
export type ChartHead = Omit<Chart, 'resources'>;

export type EvaluationMessage =
  | { readonly id: number; readonly kind: 'resources'; readonly resources: readonly RawResource[] }
  | {
      readonly id: number;
      readonly kind: 'evaluate';
      readonly chart: ChartHead;
      readonly site: unknown;
      readonly choices: readonly EvaluationChoice[];
    }
  | { readonly id: number; readonly kind: 'forget' };

export type EvaluationAnswer =
  | { readonly id: number; readonly ok: true; readonly reports: readonly EncounterReport[] }
  | { readonly id: number; readonly ok: false; readonly reason: string };

const BROKEN = 'The chart was read, but the checks stopped with an error. This is a fault of the app.';

/** Gathers the slices of charts and evaluates each when it is whole. Runs in the worker; in tests, in the page. */
export class Evaluation {
  readonly #charts = new Map<number, RawResource[]>();

  take(message: EvaluationMessage): EvaluationAnswer | null {
    const held = this.#charts.get(message.id) ?? [];
    switch (message.kind) {
      case 'resources':
        this.#charts.set(message.id, [...held, ...message.resources]);
        return null;
      case 'forget':
        this.#charts.delete(message.id);
        return null;
      case 'evaluate':
        this.#charts.delete(message.id);
        return answer(message, { ...message.chart, resources: held });
      default:
        return message satisfies never;
    }
  }
}

function answer(
  { id, site: json, choices }: Extract<EvaluationMessage, { readonly kind: 'evaluate' }>,
  chart: Chart,
): EvaluationAnswer {
  const site = siteOf(json);
  if (!site.ok) return { id, ok: false, reason: `config.json, site, ${site.path}: ${site.reason}` };
  try {
    const asOf = chart.readAt;
    const reports = choices.map((choice) => evaluateEncounter(chart, { asOf, ...choice, site: site.value }));
    return { id, ok: true, reports };
  } catch {
    // The error's own text may hold chart data, so it goes nowhere.
    return { id, ok: false, reason: BROKEN };
  }
}
