/** Progress on stderr: a bar on a terminal, a line per tenth elsewhere. */
export interface Progress {
  readonly start: (step: string, total: number) => void;
  readonly add: (amount: number) => void;
}

const WIDTH = 30;

/** `write` takes text for stderr; `live` is true where a line can be drawn over. */
export function progressOf(write: (text: string) => void, live: boolean): Progress {
  let step = '';
  let total = 0;
  let done = 0;
  let shown = -1;
  const show = (): void => {
    const percent = total === 0 ? 100 : Math.min(100, Math.floor((done / total) * 100));
    const mark = live ? percent : Math.floor(percent / 10) * 10;
    if (mark === shown) return;
    shown = mark;
    const filled = Math.round((mark / 100) * WIDTH);
    const bar = `${step} [${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${mark}%`;
    write(live ? `\r${bar}${mark === 100 ? '\n' : ''}` : `${bar}\n`);
  };
  return {
    start: (name, amount) => {
      [step, total, done, shown] = [name, amount, 0, -1];
      show();
    },
    add: (amount) => {
      done += amount;
      show();
    },
  };
}
