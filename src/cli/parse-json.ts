export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly line: number; readonly reason: string };

/** Parses JSON. The engine's own message is left out because newer ones quote the text, which may name a patient. */
export function parseJson(text: string): ParsedJson {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const stated = /position (\d+)/.exec(message)?.[1];
    const cutShort = stated === undefined && /end of JSON/i.test(message);
    const position = stated === undefined ? (cutShort ? text.length : 0) : Number(stated);
    const line = text.slice(0, position).trimEnd().split('\n').length;
    return { ok: false, line, reason: cutShort ? 'not JSON: the text ends too early' : 'not JSON' };
  }
}
