import { conflicting, notRecognised, notRecorded, recorded, type Fact } from '../vocab/fact.ts';
import { evidence, type IndexedResource } from './chart-index.ts';
import { parseFhirTime } from './fhir-time.ts';
import { at, elementOf, stringOf } from './json.ts';

export interface TimeReading {
  /** FHIR dateTime as written; a period's start. Partial dates stay partial. */
  readonly time: Fact<string>;
  readonly endTime: string | null;
}

/**
 * When something happened: `effective[x]` of an administration, `performed[x]` of a procedure. A server that sends both
 * choices is believed where they agree on the start and conflicts where not.
 */
export function readTime(resource: IndexedResource, element: 'effective' | 'performed'): TimeReading {
  const places = [
    { path: `${element}DateTime`, value: elementOf(resource.json, `${element}DateTime`) },
    { path: `${element}Period.start`, value: at(resource.json, `${element}Period`, 'start') },
  ];
  const written = places.flatMap(({ path, value }) => {
    const text = stringOf(value);
    return text === null ? [] : [{ text, from: evidence(resource, path, text) }];
  });
  const end = stringOf(at(resource.json, `${element}Period`, 'end'));
  const endTime = parseFhirTime(end) ? end : null;
  const valid = written.filter(({ text }) => parseFhirTime(text) !== null);
  const [first] = valid;
  if (!first) {
    const [original] = written;
    if (!original)
      return { time: notRecorded(places.map(({ path }) => `${resource.type}.${path}`)), endTime };
    return { time: notRecognised(original.text, [original.from]), endTime };
  }
  const times = [...new Set(valid.map(({ text }) => text))];
  const from = valid.map((one) => one.from);
  return { time: times.length > 1 ? conflicting(times, from) : recorded(first.text, from), endTime };
}
