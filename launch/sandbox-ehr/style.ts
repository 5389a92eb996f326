import { isPersonality, type Personality } from './personality.ts';
import { json } from './outcome.ts';

/** smart_style_url answers, one look for each personality. Keys: SMART App Launch 2.2, styling. */
const STYLE = {
  color_background: '#ffffff',
  color_error: '#8a2b1a',
  color_highlight: '#1c5f8a',
  color_modal_backdrop: '#00000066',
  color_success: '#1d5c34',
  color_text: '#1b1f24',
  dim_border_radius: '3px',
  dim_font_size: '13px',
  dim_spacing_size: '16px',
  font_family_body: 'system-ui, sans-serif',
  font_family_heading: 'system-ui, sans-serif',
};
const DARK = {
  color_background: '#14181c',
  color_error: '#f2a58f',
  color_success: '#7fd09b',
  color_text: '#e7eaee',
};
/** Light and dark accent. */
const HIGHLIGHT: Readonly<Record<Personality, readonly [string, string]>> = {
  'epic-like': ['#9c2a4a', '#f0a3b8'],
  'oracle-like': ['#a3341f', '#f2a58f'],
  'meditech-like': ['#1f6b4f', '#7fd0ae'],
  'hapi-like': ['#1c5f8a', '#86bbf5'],
};

const LOGIN_CSS = `:root{color-scheme:light dark;--ink:#1b1f24;--page:#fff;--rule:#c9ced4;--accent:#1c5f8a;--sandbox:#7a4a00}
@media(prefers-color-scheme:dark){:root{--ink:#e6e9ec;--page:#15181c;--rule:#3d444c;--accent:#7cc0ee;--sandbox:#e8b45c}}
*{box-sizing:border-box}body{margin:0;font:14px/1.4 system-ui,sans-serif;color:var(--ink);background:var(--page);border:3px solid var(--sandbox);min-height:100vh}
.sandbox{margin:0;padding:4px 16px;color:var(--sandbox);font-weight:600;border-bottom:1px solid var(--rule)}
main{max-width:40rem;padding:16px}h1{font-size:18px;margin:0 0 12px}label{display:block}select{width:100%;font:inherit;padding:4px;margin-top:4px}
fieldset{border:1px solid var(--rule);margin:0;padding:8px 12px}ul{list-style:none;margin:0;padding:0}li{display:flex;gap:8px;padding:2px 0;align-items:baseline}
li label{flex:1}code{font-size:12px;overflow-wrap:anywhere}button{font:inherit;font-weight:600;padding:6px 16px;border:1px solid var(--accent);background:var(--accent);color:var(--page);border-radius:3px}
button.quiet{background:none;color:var(--ink);border-color:var(--rule)}:focus-visible{outline:2px solid var(--accent);outline-offset:2px}`;

/** `/style/{personality}.json`, the same with `-dark`, and `/style/login.css`; 404 for anything else. */
export function styleResponse(name: string): Response {
  if (name === 'login.css')
    return new Response(LOGIN_CSS, {
      headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' },
    });
  const [, personality, dark] = /^(.+?)(-dark)?\.json$/.exec(name) ?? [];
  if (!isPersonality(personality)) return new Response('No such style.', { status: 404 });
  const [light, onDark] = HIGHLIGHT[personality];
  const style = dark ? { ...STYLE, ...DARK, color_highlight: onDark } : { ...STYLE, color_highlight: light };
  return json(style, 200, 'application/json', {
    'access-control-allow-origin': '*',
  });
}
