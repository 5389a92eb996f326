import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { InputProblem } from '../io.ts';

export interface BulkLine {
  /** Counted from 1. */
  readonly number: number;
  readonly bytes: Buffer;
}

const NEWLINE = 0x0a;

/**
 * The lines of a file, `.gz` opened on the way, holding one chunk and one line at a time. Throws InputProblem when
 * the file cannot be read to its end: a file cut short must not pass for a whole one.
 */
export async function* readLines(path: string): AsyncGenerator<BulkLine> {
  const file = createReadStream(path);
  const stream = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  file.on('error', (error) => stream.destroy(error));
  let number = 0;
  let open: Buffer[] = [];
  try {
    for await (const chunk of stream) {
      let rest: Buffer = chunk;
      for (let end = rest.indexOf(NEWLINE); end !== -1; end = rest.indexOf(NEWLINE)) {
        number += 1;
        yield { number, bytes: Buffer.concat([...open, rest.subarray(0, end)]) };
        open = [];
        rest = rest.subarray(end + 1);
      }
      if (rest.length > 0) open.push(rest);
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new InputProblem(`${path}:${number + 1}: cannot be read (${code})`, { cause: error });
  }
  if (open.length > 0) yield { number: number + 1, bytes: Buffer.concat(open) };
}
