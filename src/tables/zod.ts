import * as z from 'zod/mini';

/**
 * The one door to zod among the tables. Without `jitless` zod probes `new Function`, which the shipped Content
 * Security Policy refuses and the browser reports as a violation; it must be set before the first schema is made.
 */
z.config({ jitless: true });

export { z };
