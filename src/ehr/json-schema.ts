import * as z from 'zod/mini';

/**
 * The one door to zod on the reading side. Without `jitless` zod probes `new Function`, which the shipped
 * Content Security Policy refuses and the browser reports as a violation.
 */
z.config({ jitless: true });

export { z };

/** First problem of a failed parse as a path (`issuers[0].clientId`) and a reason in words. */
export function firstProblem(error: z.core.$ZodError): { readonly path: string; readonly reason: string } {
  const issue = error.issues[0];
  const path = (issue?.path ?? [])
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
  return { path: path === '' ? '(whole file)' : path, reason: reasonOf(issue) };
}

function reasonOf(issue: z.core.$ZodIssue | undefined): string {
  if (!issue) return 'not understood';
  if (issue.code === 'invalid_type') return `expected ${issue.expected}`;
  if (issue.code === 'unrecognized_keys') return `unknown key ${issue.keys.join(', ')}`;
  if (issue.code === 'invalid_value') return `expected one of ${issue.values.map(String).join(', ')}`;
  const silent = issue.message === '' || issue.message === 'Invalid input';
  return silent ? `not valid (${issue.code})` : issue.message;
}
