import type { IssuerConfiguration } from './configuration.ts';
import { z } from './json-schema.ts';

/** The known keys of a SMART style file, each kept only where it is safe to use. */
export interface SmartStyle {
  readonly background: string | null;
  readonly text: string | null;
  readonly accent: string | null;
  readonly fontBody: string | null;
}

const DEADLINE_MS = 2000;
const MAX_CHARACTERS = 20_000;
/** Text on the background must stay readable: WCAG 2.2, 1.4.3. */
const LEAST_CONTRAST = 4.5;

const hex = z.string().check(z.regex(/^#[0-9a-fA-F]{6}$/));
/** Family names only: no url(), no semicolon, nothing that could end a declaration. */
const family = z.string().check(z.regex(/^[A-Za-z0-9 ,-]{1,120}$/));
const styleSchema = z.object({
  color_background: z.catch(z.optional(hex), undefined),
  color_text: z.catch(z.optional(hex), undefined),
  color_highlight: z.catch(z.optional(hex), undefined),
  font_family_body: z.catch(z.optional(family), undefined),
});

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(color: string): number {
  const part = (at: number): number => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}

/** Contrast ratio of two `#rrggbb` colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

const NO_STYLE: SmartStyle = { background: null, text: null, accent: null, fontBody: null };

/** Reads a style file's JSON. Colours come as a readable pair or not at all; the accent must read on the background. */
export function parseSmartStyle(json: unknown): SmartStyle {
  const parsed = styleSchema.safeParse(json);
  if (!parsed.success) return NO_STYLE;
  const { color_background: background, color_text: text, color_highlight: accent } = parsed.data;
  const fontBody = parsed.data.font_family_body ?? null;
  if (!background || !text || contrast(background, text) < LEAST_CONTRAST) return { ...NO_STYLE, fontBody };
  const readable = accent !== undefined && contrast(background, accent) >= LEAST_CONTRAST;
  return { background, text, accent: readable ? accent : null, fontBody };
}

/** True when the style may be fetched: the issuer's own origin or one the site listed. */
function isListed(url: string, issuer: IssuerConfiguration): boolean {
  if (!URL.canParse(url)) return false;
  const { origin } = new URL(url);
  return origin === new URL(issuer.iss).origin || issuer.origins.includes(origin);
}

/** Loads the EHR's style; null on any failure, silently: a look is never worth a message. No token is sent. */
export async function loadSmartStyle(
  url: string | null,
  issuer: IssuerConfiguration,
  signal: AbortSignal,
): Promise<SmartStyle | null> {
  if (url === null || !isListed(url, issuer)) return null;
  try {
    const response = await fetch(url, {
      credentials: 'omit',
      redirect: 'error',
      headers: { accept: 'application/json' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]),
    });
    if (!response.ok || !/\bjson\b/i.test(response.headers.get('content-type') ?? '')) return null;
    const text = await response.text();
    return text.length > MAX_CHARACTERS ? null : parseSmartStyle(JSON.parse(text));
  } catch {
    return null;
  }
}
