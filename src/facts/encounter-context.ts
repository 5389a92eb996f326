import type { CalendarDate } from '../vocab/calendar.ts';
import { evidence, typeAndId, type ChartIndex } from './chart-index.ts';
import type { EncounterContext } from './encounter-facts.ts';
import { at, elementOf, stringOf } from './json.ts';
import { serviceDateOf } from './service-date.ts';

/** The encounter of the chart as its resource states it; only its reference where the resource was not read. */
export function encounterContext(index: ChartIndex): EncounterContext {
  const { chart, site } = index;
  const nothing: EncounterContext = {
    reference:
      chart.encounter === null ? null : (typeAndId(chart.encounter) ?? `Encounter/${chart.encounter}`),
    versionId: null,
    class: null,
    status: null,
    start: null,
    end: null,
    serviceDate: chart.serviceDate,
    evidence: [],
  };
  const resource = nothing.reference === null ? null : index.byReference(nothing.reference);
  if (!resource || resource.type !== 'Encounter') return nothing;
  const start = stringOf(at(resource.json, 'period', 'start'));
  const own: CalendarDate | null = serviceDateOf(start, {
    timeZone: site.timeZone,
    encounterStart: start,
  }).date;
  const kind = index.concept(elementOf(resource.json, 'class'), 'class');
  return {
    reference: resource.reference,
    versionId: resource.versionId,
    class: kind.codings[0]?.code ?? kind.text,
    status: stringOf(elementOf(resource.json, 'status')),
    start,
    end: stringOf(at(resource.json, 'period', 'end')),
    serviceDate: own ?? chart.serviceDate,
    evidence: start === null ? [] : [evidence(resource, 'period.start', start)],
  };
}
