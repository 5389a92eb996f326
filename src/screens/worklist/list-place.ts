import type { VirtualItem } from '@tanstack/react-virtual';

/** How a list stood when it was left. */
interface Left {
  /** Px its box was scrolled. */
  readonly offset: number;
  /** Rows that were measured: without their heights the offset would lead to another row. */
  readonly rows: VirtualItem[];
  /** Px the page was scrolled. */
  readonly page: number;
}

export interface FoundPlace extends Left {
  /** The row to stand on, or null where none of those looked at is listed any more. */
  readonly row: string | null;
}

const TOP: Left = { offset: 0, rows: [], page: 0 };

/** Where a list was left for an encounter, so that it is found there again. In memory only. */
export class ListPlace {
  #left = TOP;
  #wanted: readonly string[] = [];

  /** The list goes off the page as it stands. */
  keep(left: Left): void {
    this.#left = left;
  }

  /** Encounters to come back to, the first that is listed. None: nobody comes back. */
  comeBackTo(encounters: readonly string[]): void {
    this.#wanted = encounters;
  }

  /** Where to stand in a list that is shown again; null where it is shown for the first time. Asked once. */
  take(listed: ReadonlySet<string>): FoundPlace | null {
    const wanted = this.#wanted;
    this.#wanted = [];
    if (wanted.length === 0) return null;
    return { ...this.#left, row: wanted.find((one) => listed.has(one)) ?? null };
  }
}
