import type { Configuration } from './configuration.ts';
import { contactOrigins } from './issuers.ts';

/**
 * The headers the app is served with, from the same configuration and the same function as the allow-list: an
 * origin the app may contact is one the policy lets it contact, and no other.
 */
const unique = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();

/** Origins of `connect-src` beside the app's own. */
export const allowedOrigins = (configuration: Configuration): readonly string[] =>
  unique(configuration.issuers.flatMap(contactOrigins));

/** Origins whose pages may frame the app. */
const framers = (configuration: Configuration): readonly string[] =>
  unique(configuration.issuers.flatMap((issuer) => issuer.embedders));

/** The Content Security Policy. `frame-ancestors` works as a header only, so this never goes into a meta tag. */
export function contentSecurityPolicy(configuration: Configuration): string {
  const frames = framers(configuration);
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    ["connect-src 'self'", ...allowedOrigins(configuration)].join(' '),
    `frame-ancestors ${frames.length > 0 ? frames.join(' ') : "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    // One policy: it lets the engine's own file become a worker, and no other address. No second can be made.
    'trusted-types injectcheck',
  ].join('; ');
}

const FEATURES_OFF = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'payment',
  'usb',
];

/** Headers of every file. No X-Frame-Options: it would break embedding, and `frame-ancestors` does its work. */
export function securityHeaders(configuration: Configuration): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(configuration),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    // The copy button writes to the clipboard; nothing else is needed.
    'Permissions-Policy': [...FEATURES_OFF.map((name) => `${name}=()`), 'clipboard-write=(self)'].join(', '),
  };
}

/** Of pages and of `config.json`: never kept, so that a new allow-list or build is in force at once. */
export const NO_STORE = { 'Cache-Control': 'no-store' } as const;
