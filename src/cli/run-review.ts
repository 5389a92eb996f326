import type { EncounterReport } from '../report/report-schema.ts';
import { reportFiles } from '../report/report-files.ts';
import { InputProblem, type Io } from './io.ts';
import { readFhirFile } from './read-fhir-file.ts';
import { readBytes, readReviewOptions } from './review-options.ts';
import { reviewText } from './review-text.ts';

/** 0 everything clear, 1 some gap or cannot-tell, 2 input that could not be read. */
export type ExitCode = 0 | 1 | 2;

/** `review`: files in, reports on stdout. Everything is read and judged before the first byte is printed. */
export function runReview(argv: readonly string[], io: Io): ExitCode {
  try {
    const options = readReviewOptions(argv, io);
    const files = options.files.map((path) => readFhirFile(path, readBytes(path, io)));
    const reports = reportFiles(files, options.settings, options.encounter);
    if (options.encounter !== null && reports.length === 0)
      throw new InputProblem(`${options.encounter}: no such encounter in ${options.files.join(', ')}`);
    io.stdout(options.format === 'json' ? `${JSON.stringify(reports, null, 2)}\n` : reviewText(reports));
    return reports.every(isClear) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof InputProblem)) throw error;
    io.stderr(`${error.message}\n`);
    return 2;
  }
}

const isClear = ({ signState }: EncounterReport): boolean =>
  signState === 'no-gaps' || signState === 'nothing-to-check';
