/** Unknown JSON as an object's fields; anything else has none. Servers send objects where arrays belong. */
export type Fields = Readonly<Record<string, unknown>>;

export const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
/** A string that says something, or null. */
export const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
