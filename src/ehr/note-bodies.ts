import type { RawResource } from '../facts/chart.ts';
import { fields, list } from './fhir/json.ts';

/** Bodies the free-text reader can read; PDF and RTF stay unread, and the report says so. */
const READABLE = /^text\/(plain|html)\b|^application\/xhtml\+xml\b/i;

/** `Type/id` at the end of a reference, whatever its base. */
const tail = (reference: unknown): string | null =>
  typeof reference === 'string'
    ? (/([A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64})$/.exec(reference)?.[1] ?? null)
    : null;

/** Whether a DocumentReference says it is about this encounter. */
export function isOfEncounter(document: RawResource, encounter: string): boolean {
  const { encounter: listed } = fields(document['context']);
  return list(listed).some((one) => tail(fields(one)['reference']) === encounter);
}

/** Addresses of the note bodies of this encounter that stand outside their DocumentReference. */
export function noteAddresses(
  resources: readonly RawResource[],
  encounter: string | null,
): readonly string[] {
  if (encounter === null) return [];
  const documents = resources.filter(
    (one) =>
      one.resourceType === 'DocumentReference' &&
      one['status'] !== 'entered-in-error' &&
      isOfEncounter(one, encounter),
  );
  return documents.flatMap((document) =>
    list(document['content'])
      .map((content) => fields(fields(content)['attachment']))
      .filter(({ data, url, contentType }) => {
        const type = typeof contentType === 'string' ? contentType : '';
        return typeof data !== 'string' && typeof url === 'string' && READABLE.test(type);
      })
      .map(({ url }) => String(url)),
  );
}
