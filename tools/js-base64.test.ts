import fc from 'fast-check';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';

interface Base64 {
  readonly fromUint8Array: (bytes: Uint8Array, isUrlSafe?: boolean) => string;
  readonly encodeURL: (text: string) => string;
}

const own = createRequire(import.meta.url)('../vendor/js-base64/index.cjs') as Base64;

it('encodes bytes as Node does, in both alphabets', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(own.fromUint8Array(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(own.fromUint8Array(bytes, true)).toBe(Buffer.from(bytes).toString('base64url'));
    }),
  );
});

it('encodes text as UTF-8', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(own.encodeURL(text)).toBe(Buffer.from(text, 'utf8').toString('base64url'));
    }),
  );
});
