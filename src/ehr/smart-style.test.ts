import { afterEach, describe, expect, it, vi } from 'vitest';
import { anIssuer } from '../test-kit/session-builder.ts';
import { contrast, loadSmartStyle, parseSmartStyle } from './smart-style.ts';

const NOTHING = { background: null, text: null, accent: null, fontBody: null };
const GOOD = {
  color_background: '#ffffff',
  color_text: '#202020',
  color_highlight: '#7a2e1f',
  font_family_body: 'Georgia, serif',
};
const issuer = anIssuer({ origins: ['https://style.ehr.test'] });
const URL_OF = 'https://style.ehr.test/style.json';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('parseSmartStyle', () => {
  it('keeps a readable pair, its accent and a font', () => {
    expect(parseSmartStyle({ ...GOOD, unknown: 'x', dim_border_radius: '6px' })).toEqual({
      background: '#ffffff',
      text: '#202020',
      accent: '#7a2e1f',
      fontBody: 'Georgia, serif',
    });
  });

  it('drops colours on which text cannot be read', () => {
    expect(contrast('#ffffff', '#767676')).toBeGreaterThan(4.5);
    expect(contrast('#ffffff', '#777777')).toBeLessThan(4.5);
    expect(parseSmartStyle({ ...GOOD, color_text: '#777777' })).toEqual({
      ...NOTHING,
      fontBody: 'Georgia, serif',
    });
    expect(parseSmartStyle({ ...GOOD, color_highlight: '#cccccc' }).accent).toBeNull();
  });

  it.each([
    { ...GOOD, color_background: 'url(https://evil.example)' },
    { ...GOOD, color_background: '#fff' },
    { ...GOOD, color_text: 'red' },
    { ...GOOD, color_text: 7 },
    { color_background: '#ffffff' },
    'text',
    null,
  ])('takes no half of a pair: %j', (json) => {
    expect(parseSmartStyle(json).background).toBeNull();
  });

  it.each(['x; background: url(https://evil.example)', 'url(x)', '"', 'a'.repeat(200), '}'])(
    'refuses the font %j',
    (font) => {
      const { fontBody } = parseSmartStyle({ ...GOOD, font_family_body: font });
      expect(fontBody).toBeNull();
    },
  );
});

describe('loadSmartStyle', () => {
  const signal = new AbortController().signal;
  const answer = (response: () => Response | Promise<Response>) => {
    const asked: { readonly url: string; readonly init: RequestInit }[] = [];
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
      asked.push({ url, init });
      return Promise.resolve().then(response);
    });
    return asked;
  };

  it('reads a listed address without a token', async () => {
    const asked = answer(() => Response.json(GOOD));
    expect((await loadSmartStyle(URL_OF, issuer, signal))?.text).toBe('#202020');
    expect(asked[0]?.init).toMatchObject({ credentials: 'omit', redirect: 'error' });
    expect(new Headers(asked[0]?.init.headers).has('authorization')).toBe(false);
  });

  it.each([null, 'https://evil.example/style.json', 'javascript:alert(1)', 'nonsense'])(
    'does not ask %s',
    async (url) => {
      const asked = answer(() => Response.json(GOOD));
      expect(await loadSmartStyle(url, issuer, signal)).toBeNull();
      expect(asked).toEqual([]);
    },
  );

  it.each<[string, () => Response | Promise<Response>]>([
    ['404', () => new Response('', { status: 404 })],
    ['a page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['broken JSON', () => new Response('{', { headers: { 'content-type': 'application/json' } })],
    ['a huge file', () => Response.json({ ...GOOD, x: 'x'.repeat(30_000) })],
    ['a dead server', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('is silent about %s', async (_, response) => {
    answer(response);
    expect(await loadSmartStyle(URL_OF, issuer, signal)).toBeNull();
  });
});
