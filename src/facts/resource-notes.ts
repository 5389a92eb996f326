import type { Evidence } from '../vocab/evidence.ts';
import { evidence, type ChartIndex, type IndexedResource } from './chart-index.ts';
import { elementOf, listOf, MAX_TEXT, objectsOf, stringOf } from './json.ts';

/** A text somebody wrote on a resource: a note, a reason, a comment. */
export interface ResourceText {
  readonly text: string;
  readonly evidence: Evidence;
}

/** `note[].text` of a resource. */
export const notesOf = (resource: IndexedResource): readonly ResourceText[] =>
  objectsOf(elementOf(resource.json, 'note')).flatMap((note, place) => {
    const text = stringOf(elementOf(note, 'text'), MAX_TEXT);
    return text === null ? [] : [{ text, evidence: evidence(resource, `note[${place}].text`, text) }];
  });

/** Texts and displays of a concept element that may repeat: `reasonCode`, `statusReason`. */
export function conceptTexts(
  index: ChartIndex,
  resource: IndexedResource,
  element: string,
): readonly ResourceText[] {
  return listOf(elementOf(resource.json, element)).flatMap((value, place) => {
    const path = `${element}[${place}]`;
    const { text, codings } = index.concept(value, path);
    if (text !== null) return [{ text, evidence: evidence(resource, `${path}.text`, text) }];
    return codings.flatMap(({ display, path: codingPath }) =>
      display === null
        ? []
        : [{ text: display, evidence: evidence(resource, `${codingPath}.display`, display) }],
    );
  });
}
