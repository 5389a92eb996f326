/** Thrown when a wait had no end of its own. */
export class DeadlinePassed extends Error {
  override readonly name = 'DeadlinePassed';
}

/** Gives a wait an end: `ready()` in a frame, for one, can stay pending for ever. */
export async function withDeadline<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlinePassed('no answer in time')), milliseconds);
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    clearTimeout(timer);
  }
}
