import type { ChartIndex, IndexedResource } from './chart-index.ts';
import { elementOf, objectsOf, stringOf } from './json.ts';
import { MAX_NOTE } from './text/therapy-statements.ts';

/** Longest note read, in characters of its base64; a longer one counts as not read, never as read in part. */
const MAX_BASE64 = 2_000_000;
const READABLE: ReadonlySet<string> = new Set(['text/plain', 'text/html', 'application/xhtml+xml']);

interface MediaType {
  readonly type: string;
  readonly charset: string;
}

/** "text/html; charset=ISO-8859-1" */
function mediaType(contentType: string | null): MediaType {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';');
  const charset = parameters.map((each) => each.trim()).find((each) => each.startsWith('charset='));
  return { type: type.trim(), charset: charset?.slice('charset='.length).replaceAll('"', '') ?? 'utf-8' };
}

/** Text of base64 bytes; null when they are no base64, too long, or no text of that charset. */
export function decodeBase64(data: string, charset: string): string | null {
  if (data.length > MAX_BASE64) return null;
  try {
    const bytes = Uint8Array.from(atob(data.replaceAll(/\s/g, '')), (character) => character.charCodeAt(0));
    return new TextDecoder(charset, { fatal: charset === 'utf-8' }).decode(bytes);
  } catch {
    return null;
  }
}

const BLOCKS: ReadonlySet<string> = new Set(
  'p div br li tr td th h1 h2 h3 h4 h5 h6 ul ol table section article header footer pre blockquote hr dt dd'.split(
    ' ',
  ),
);
const HIDDEN: ReadonlySet<string> = new Set(['script', 'style', 'head', 'template', 'noscript']);
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  deg: '°',
  frac12: '½',
  plusmn: '±',
  times: '×',
  bull: '•',
  ndash: '-',
  mdash: '-',
};

function entity(name: string): string {
  if (!name.startsWith('#')) return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? ' ') : `&${name};`;
  const code = name.startsWith('#x')
    ? Number.parseInt(name.slice(2), 16)
    : Number.parseInt(name.slice(1), 10);
  return Number.isInteger(code) && code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : ' ';
}

/** Whether a tag opens something a reader does not see. Struck-out text is hidden too: it was taken back. */
const hides = (name: string, tag: string): boolean =>
  HIDDEN.has(name) ||
  ['s', 'del', 'strike'].includes(name) ||
  /\bhidden\b|display:\s*none|line-through/i.test(tag);

const VOID_TAGS: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'input', 'meta', 'link', 'col', 'wbr']);

/**
 * The text a person would see of an HTML note, in one pass: tags dropped, block ends as line breaks, hidden and
 * struck-out parts left out, entities decoded last. The result is text; nothing in the app ever renders it as HTML.
 */
export function textOfHtml(html: string): string {
  const parts: string[] = [];
  let hidden: { readonly name: string; depth: number } | null = null;
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (hidden === null) parts.push(html.slice(at, open < 0 ? html.length : open));
    if (open < 0) break;
    const isComment = html.startsWith('<!--', open);
    const close = html.indexOf(isComment ? '-->' : '>', open);
    if (close < 0) break;
    const tag = html.slice(open + 1, Math.min(close, open + 500));
    const name = /^\/?([a-z][a-z0-9]*)/i.exec(tag)?.[1]?.toLowerCase() ?? '';
    at = close + (isComment ? 3 : 1);
    if (isComment || name === '') continue;
    if (hidden !== null) {
      if (name === hidden.name) hidden.depth += tag.startsWith('/') ? -1 : 1;
      if (hidden.depth <= 0) hidden = null;
    } else if (!tag.startsWith('/') && !VOID_TAGS.has(name) && !tag.endsWith('/') && hides(name, tag)) {
      hidden = { name, depth: 1 };
    }
    if (BLOCKS.has(name)) parts.push('\n');
  }
  return parts.join('').replaceAll(/&(#?[a-z0-9]{1,8});/gi, (_, name: string) => entity(name.toLowerCase()));
}

function textOfContent(contentType: string | null, data: string | null): string | null {
  const { type, charset } = mediaType(contentType);
  if (data === null || !READABLE.has(type)) return null;
  const decoded = decodeBase64(data, charset);
  const text = decoded === null || type === 'text/plain' ? decoded : textOfHtml(decoded);
  return text !== null && text.length > MAX_NOTE ? null : text;
}

export interface AttachmentText {
  readonly text: string;
  readonly path: string;
}

/** Data of an attachment: its own, or that of the Binary it points to where that was read. */
function textOfAttachment(index: ChartIndex, from: IndexedResource, attachment: unknown): string | null {
  const contentType = stringOf(elementOf(attachment, 'contentType'));
  const data = elementOf(attachment, 'data');
  if (typeof data === 'string') return textOfContent(contentType, data);
  const resolved = index.resolve(from, { reference: stringOf(elementOf(attachment, 'url')) ?? '' });
  if (resolved.how !== 'resolved' || resolved.resource.type !== 'Binary') return null;
  const binary = resolved.resource.json;
  const bytes = elementOf(binary, 'data');
  return textOfContent(
    stringOf(elementOf(binary, 'contentType')) ?? contentType,
    typeof bytes === 'string' ? bytes : null,
  );
}

/** The first readable text among the contents of a DocumentReference: the same note is often sent as HTML and as RTF. */
export function noteText(index: ChartIndex, document: IndexedResource): AttachmentText | null {
  for (const [place, content] of objectsOf(elementOf(document.json, 'content')).entries()) {
    const text = textOfAttachment(index, document, elementOf(content, 'attachment'));
    if (text !== null) return { text, path: `content[${place}].attachment` };
  }
  return null;
}
