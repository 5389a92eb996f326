/**
 * One of each: of thousands of encounters most say the same thing, and what is the same is held once. Belongs to one
 * run of the worklist and goes with it. Parts are never written to.
 */
export class SharedParts {
  readonly #parts = new Map<string, object>();
  readonly #names = new WeakMap<object, string>();
  readonly #words = new Map<string, string>();

  /** The one object that says this; the first that said it is kept. For JSON values without `undefined`. */
  part<T extends object>(said: T): T {
    // A part shared before stands in the key by its name: keys stay short however much the part says.
    const key = JSON.stringify(said, (_, value: unknown) => this.#nameOf(value) ?? value);
    const known = this.#parts.get(key) as T | undefined;
    if (known !== undefined) return known;
    this.#parts.set(key, said);
    this.#names.set(said, `#${this.#parts.size}`);
    return said;
  }

  /** The one string that reads so. For words of which there are few: days, sentences; never for references. */
  word(text: string): string {
    const known = this.#words.get(text);
    if (known === undefined) this.#words.set(text, text);
    return known ?? text;
  }

  #nameOf(value: unknown): string | undefined {
    return typeof value === 'object' && value !== null ? this.#names.get(value) : undefined;
  }
}
