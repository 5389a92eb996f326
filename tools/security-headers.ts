import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseConfiguration, type Configuration } from '../src/ehr/configuration.ts';
import { NO_STORE, securityHeaders } from '../src/ehr/security-policy.ts';

/**
 * Writes the headers of a deployment as ready files for nginx, Caddy and a static host, from its `config.json`:
 * `npx tsx tools/security-headers.ts [config.json] [folder]`. Run it again whenever the file changes.
 */
const HEAD = 'Generated from config.json by tools/security-headers.ts. Do not edit: run it again.';

const entries = (headers: Readonly<Record<string, string>>): readonly (readonly [string, string])[] =>
  Object.entries(headers);

/** nginx: include inside the `server` block. `add_header` in a location replaces the outer ones, so all are repeated. */
export function nginxFile(configuration: Configuration): string {
  const line = ([name, value]: readonly [string, string]): string =>
    `  add_header ${name} "${value}" always;`;
  const all = entries(securityHeaders(configuration)).map(line);
  const fresh = [...all, ...entries(NO_STORE).map(line)];
  return [
    `# ${HEAD}`,
    'location / {',
    ...all,
    '}',
    String.raw`location ~ (^|/)$|\.html$|(^|/)config\.json$ {`,
    ...fresh,
    '}',
    '',
  ].join('\n');
}

/** Caddy: import inside the site block. */
export function caddyFile(configuration: Configuration): string {
  const line = ([name, value]: readonly [string, string]): string => `  ${name} "${value}"`;
  return [
    `# ${HEAD}`,
    'header {',
    ...entries(securityHeaders(configuration)).map(line),
    '}',
    '@fresh path */ *.html */config.json /config.json',
    'header @fresh {',
    ...entries(NO_STORE).map(line),
    '}',
    '',
  ].join('\n');
}

/** `_headers`, as several static hosts read it. */
export function staticHostFile(configuration: Configuration): string {
  const line = ([name, value]: readonly [string, string]): string => `  ${name}: ${value}`;
  const fresh = entries(NO_STORE).map(line);
  return [
    `# ${HEAD}`,
    '/*',
    ...entries(securityHeaders(configuration)).map(line),
    ...['/', '/*.html', '/launch/', '/launch/coder/', '/config.json'].flatMap((path) => [path, ...fresh]),
    '',
  ].join('\n');
}

export const HEADER_FILES: Readonly<Record<string, (configuration: Configuration) => string>> = {
  'nginx.conf': nginxFile,
  Caddyfile: caddyFile,
  _headers: staticHostFile,
};

function main(file: string, folder: string): number {
  const parsed = parseConfiguration(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.ok) {
    console.error(`${file}: ${parsed.path}: ${parsed.reason}`);
    return 2;
  }
  mkdirSync(folder, { recursive: true });
  for (const [name, write] of Object.entries(HEADER_FILES)) {
    writeFileSync(join(folder, name), write(parsed.value));
  }
  return 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = main(process.argv[2] ?? 'public/config.json', process.argv[3] ?? 'docs/deploy');
}
