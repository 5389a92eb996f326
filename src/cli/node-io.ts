import { readFileSync } from 'node:fs';
import type { Io } from './io.ts';

/** A reader that closed early (`| head`) has what it wanted; that is no failure of ours. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

export const nodeIo: Io = {
  readFile: (path) => readFileSync(path),
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
};
