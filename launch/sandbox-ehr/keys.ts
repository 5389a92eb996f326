/** Random, URL-safe, 256 bits: codes, tokens, launch handles. */
export function randomToken(bytes = 32): string {
  return base64url(crypto.getRandomValues(new Uint8Array(bytes)));
}

export function base64url(bytes: Uint8Array): string {
  // One by one: a name of a megabyte, spread into one call, overflows the stack.
  return btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

const encode = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text));

/** The S256 challenge of a PKCE verifier (RFC 7636). */
export async function challengeOf(verifier: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', encode(verifier))));
}

export interface Signer {
  readonly jwks: () => Promise<{ readonly keys: readonly unknown[] }>;
  readonly sign: (claims: Readonly<Record<string, unknown>>) => Promise<string>;
}

const RS256 = {
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: 'SHA-256',
};

let made: Promise<CryptoKeyPair> | null = null;
/** One key for the process, made on first use: making one takes longer than everything else a login does. */
const pair = (): Promise<CryptoKeyPair> =>
  (made ??= crypto.subtle.generateKey(RS256, true, ['sign', 'verify']));

/** An RS256 signer with its published key. */
export function createSigner(): Signer {
  const kid = randomToken(8);
  return {
    jwks: async () => {
      const jwk = await crypto.subtle.exportKey('jwk', (await pair()).publicKey);
      return { keys: [{ kty: jwk.kty, n: jwk.n, e: jwk.e, alg: 'RS256', use: 'sig', kid }] };
    },
    sign: async (claims) => {
      const part = (value: unknown): string => base64url(encode(JSON.stringify(value)));
      const body = `${part({ alg: 'RS256', typ: 'JWT', kid })}.${part(claims)}`;
      const signature = await crypto.subtle.sign(RS256.name, (await pair()).privateKey, encode(body));
      return `${body}.${base64url(new Uint8Array(signature))}`;
    },
  };
}
