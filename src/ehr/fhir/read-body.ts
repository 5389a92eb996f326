/** What came back, told apart before anything trusts it. */
export type Body =
  | { readonly kind: 'json'; readonly value: unknown }
  /** HTML or XML: a login page, an error page, or a server that ignored `Accept`. */
  | { readonly kind: 'markup' }
  /** Not JSON, or cut off. */
  | { readonly kind: 'broken' }
  | { readonly kind: 'too-large' }
  /** Neither JSON nor markup by its type: the raw content of a Binary. */
  | { readonly kind: 'raw'; readonly contentType: string; readonly bytes: Uint8Array };

/** Reads a body to its end or to the limit, whichever comes first. */
async function bytesOf(response: Response, most: number): Promise<Uint8Array | null> {
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > most) {
      // Not waited for: a stream may never confirm.
      reader.cancel().catch(() => undefined);
      return null;
    }
    parts.push(value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

const isJsonType = (type: string): boolean => /[/+]json\b/i.test(type);
const isMarkupType = (type: string): boolean => /\b(x?html|xml)\b/i.test(type);

/** Reads a response's body. The declared type is a hint: an HTML page labelled as JSON is still markup. */
export async function readBody(response: Response, most: number): Promise<Body> {
  const type = response.headers.get('content-type') ?? '';
  const bytes = await bytesOf(response, most);
  if (bytes === null) return { kind: 'too-large' };
  if (type !== '' && !isJsonType(type) && !isMarkupType(type))
    return { kind: 'raw', contentType: type, bytes };
  const text = new TextDecoder().decode(bytes);
  if (/^\s*</.test(text)) return { kind: 'markup' };
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return isMarkupType(type) ? { kind: 'markup' } : { kind: 'broken' };
  }
}
