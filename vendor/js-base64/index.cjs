'use strict';

/**
 * Stands in for `js-base64` in the browser build: the two functions fhirclient calls, on the platform's own `btoa`.
 * The library carries decoders and polyfills for runtimes this app does not run on (2.3 kB gzipped of the sidebar).
 */
const urlSafe = (text) => text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

/** Base64 of bytes; with `isUrlSafe` in the URL alphabet without padding (RFC 4648 §5). */
exports.fromUint8Array = (bytes, isUrlSafe = false) => {
  const base64 = btoa(String.fromCharCode(...bytes));
  return isUrlSafe ? urlSafe(base64) : base64;
};

/** URL-safe base64 of a string's UTF-8 bytes. */
exports.encodeURL = (text) => exports.fromUint8Array(new TextEncoder().encode(text), true);
