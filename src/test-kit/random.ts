/** A seeded generator (mulberry32), so that every failure can be repeated from its seed. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
  below(limit: number): number;
  chance(probability: number): boolean;
  /** One of a list; throws for an empty one. */
  pick<T>(items: readonly T[]): T;
}

export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick<T>(items: readonly T[]): T {
      if (items.length === 0) throw new RangeError('Nothing to pick from');
      return items[below(items.length)] as T;
    },
  };
}
