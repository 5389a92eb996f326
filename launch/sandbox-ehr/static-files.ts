import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.map': 'application/json; charset=utf-8',
};

/** Headers for a file; HTML is never stored, hashed assets are kept. */
export type HeadersFor = (path: string) => Readonly<Record<string, string>>;

/** Serves a built folder as a static host does: `/` and folders give their index.html, nothing outside is reached. */
export function staticFiles(folder: string, headersFor: HeadersFor): (request: Request) => Promise<Response> {
  const root = resolve(folder);
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return new Response('Method not allowed', { status: 405 });
    const path = decodeURIComponent(new URL(request.url).pathname);
    const asked = resolve(join(root, path));
    if (asked !== root && !asked.startsWith(root + sep)) return new Response('Not found', { status: 404 });
    const file = existsSync(asked) && statSync(asked).isDirectory() ? join(asked, 'index.html') : asked;
    if (!existsSync(file)) return new Response('Not found', { status: 404, headers: headersFor(path) });
    const extension = extname(file);
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(await readFile(file)), {
      headers: {
        ...lowerCased(headersFor(path)),
        'content-type': TYPES[extension] ?? 'application/octet-stream',
        'cache-control': path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store',
      },
    });
  };
}

/** One spelling, so that a later header replaces an earlier one. */
const lowerCased = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
