import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HEADER_FILES } from '../../tools/security-headers.ts';
import { parseConfiguration, type Configuration } from './configuration.ts';
import { contactOrigins, findIssuer } from './issuers.ts';
import { allowedOrigins, contentSecurityPolicy, securityHeaders } from './security-policy.ts';

function configurationFrom(path: string): Configuration {
  const parsed = parseConfiguration(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.ok) throw new Error(`${path}: ${parsed.path}: ${parsed.reason}`);
  return parsed.value;
}

const FILES = ['public/config.json', 'docs/deploy/config.example.json'];
const example = configurationFrom('docs/deploy/config.example.json');
const connectSrc = (policy: string): readonly string[] =>
  (/connect-src ([^;]*)/.exec(policy)?.[1] ?? '').split(' ');

describe.each(FILES)('%s', (file) => {
  const configuration = configurationFrom(file);

  it('lets the browser contact exactly the origins of the allow-list, and itself', () => {
    const listed = configuration.issuers.flatMap(contactOrigins);
    expect(new Set(connectSrc(contentSecurityPolicy(configuration)))).toEqual(new Set(["'self'", ...listed]));
    expect(new Set(allowedOrigins(configuration))).toEqual(new Set(listed));
  });

  it('allows every listed issuer to launch, and none that is not listed', () => {
    for (const issuer of configuration.issuers) {
      expect(findIssuer(configuration, issuer.iss)?.iss).toBe(issuer.iss);
      expect(findIssuer(configuration, `${issuer.iss}/extra`)).toBeNull();
    }
    expect(findIssuer(configuration, 'https://elsewhere.example/fhir')).toBeNull();
  });
});

it('writes the whole policy of the specification', () => {
  expect(contentSecurityPolicy(example).split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self' https://fhir.ehr.example https://login.ehr.example",
    'frame-ancestors https://hyperspace.ehr.example',
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types injectcheck',
  ]);
});

it('frames nowhere when no embedder is listed, and never sends X-Frame-Options', () => {
  const alone = { ...example, issuers: example.issuers.map((issuer) => ({ ...issuer, embedders: [] })) };
  expect(contentSecurityPolicy(alone)).toContain("frame-ancestors 'none'");
  expect(Object.keys(securityHeaders(example)).map((name) => name.toLowerCase())).not.toContain(
    'x-frame-options',
  );
});

it.each(Object.keys(HEADER_FILES))('docs/deploy/%s is what its configuration generates', (name) => {
  const written = readFileSync(`docs/deploy/${name}`, 'utf8');
  expect(written).toBe(HEADER_FILES[name]?.(example));
  for (const value of Object.values(securityHeaders(example))) expect(written).toContain(value);
  expect(written).toContain('no-store');
});
