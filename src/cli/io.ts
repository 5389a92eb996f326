/** The outside world of a command, so that tests can stand in for it. */
export interface Io {
  /** The bytes of a file. Throws as `node:fs` does. */
  readonly readFile: (path: string) => Uint8Array;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

/** Expected trouble with what the user gave: one line on stderr and exit code 2. Never holds patient data. */
export class InputProblem extends Error {
  override readonly name = 'InputProblem';
}
