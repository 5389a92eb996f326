import type { Params } from './define-check.ts';
import { capitalised } from './reasons.ts';

/**
 * The message of a key with its `{holes}` filled and its first letter capitalised.
 * Throws for a key or a hole nobody supplied: a sentence with a hole must not reach a clinician.
 */
export function fillMessage(messages: Readonly<Record<string, string>>, key: string, params: Params): string {
  const template = messages[key];
  if (template === undefined) throw new Error(`No message ${key}`);
  const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`Message ${key} needs ${name}`);
    return value;
  });
  return capitalised(filled);
}
