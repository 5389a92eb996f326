import { appendFileSync, mkdirSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes held back before they are written: fewer, larger appends without one open file a shard. */
const HELD = 16 * 1024 * 1024;

/** FNV-1a, 32 bits: spreads patients evenly and the same way on every machine. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text, 'utf8')) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

/** Part of the whole range of hashes, so that shards in order are hashes in order, however many there are. */
export const shardOf = (text: string, shards: number): number =>
  Math.floor((hashOf(text) / 2 ** 32) * shards);

/** Named files of a working directory that are only ever appended to, or cut back to an earlier length. */
export class ShardFiles {
  readonly #directory: string;
  readonly #held = new Map<string, string[]>();
  #bytes = 0;

  constructor(directory: string) {
    this.#directory = directory;
    mkdirSync(directory, { recursive: true });
  }

  path(name: string): string {
    return join(this.#directory, name);
  }

  append(name: string, text: string): void {
    const held = this.#held.get(name);
    if (held) held.push(text);
    else this.#held.set(name, [text]);
    this.#bytes += text.length;
    if (this.#bytes > HELD) this.flush();
  }

  flush(): void {
    for (const [name, texts] of this.#held) appendFileSync(this.path(name), texts.join(''));
    this.#held.clear();
    this.#bytes = 0;
  }

  /** Length of every file, for a checkpoint. */
  lengths(): Readonly<Record<string, number>> {
    this.flush();
    const names = readdirSync(this.#directory).sort();
    return Object.fromEntries(names.map((name) => [name, statSync(this.path(name)).size]));
  }

  /** Takes back whatever was written after a checkpoint. */
  cutBackTo(lengths: Readonly<Record<string, number>>): void {
    for (const name of readdirSync(this.#directory)) {
      const length = lengths[name];
      if (length === undefined) rmSync(this.path(name));
      else truncateSync(this.path(name), length);
    }
  }

  remove(name: string): void {
    rmSync(this.path(name), { force: true });
  }
}
