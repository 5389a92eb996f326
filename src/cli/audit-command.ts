import { parseArgs } from 'node:util';
import type { Settings } from '../report/settings.ts';
import { fingerprintOf, findInputs } from './bulk/find-inputs.ts';
import { progressOf } from './bulk/progress.ts';
import { runAudit } from './bulk/run-audit.ts';
import { InputProblem, type Io } from './io.ts';
import { readSettings, RULE_OPTIONS } from './review-options.ts';

const USAGE =
  'audit DIR|FILE… --out DIR [--table practice|cms-hcpcs|FILE] [--profile ID|FILE] [--as-of DATETIME] [--time-zone ZONE] [--site FILE]';

interface AuditOptions {
  readonly inputs: readonly string[];
  readonly out: string;
  readonly settings: Settings;
}

function readOptions(argv: readonly string[], io: Io): AuditOptions {
  const { values, positionals } = parsed(argv);
  if (positionals.length === 0) throw new InputProblem(`no input named; usage: ${USAGE}`);
  if (values.out === undefined) throw new InputProblem(`--out is missing; usage: ${USAGE}`);
  return { inputs: positionals, out: values.out, settings: readSettings(values, io) };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { ...RULE_OPTIONS, out: { type: 'string' } },
    });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('. ')[0] ?? '') : '';
    throw new InputProblem(`${reason}; usage: ${USAGE}`, { cause: error });
  }
}

/** `audit`: exit code 0 when every line was judged or rejected with its reason, 2 for input that cannot be read. */
export async function auditCommand(argv: readonly string[], io: Io, live: boolean): Promise<0 | 2> {
  try {
    const { inputs, out, settings } = readOptions(argv, io);
    const files = findInputs(inputs);
    const done = await runAudit({
      files,
      out,
      settings,
      fingerprint: fingerprintOf(files, settings),
      progress: progressOf(io.stderr, live),
    });
    const { lines, rejected } = done.input;
    const { patients, encounters } = done.totals;
    io.stderr(
      `${lines} lines read, ${rejected} rejected; ${encounters} encounters of ${patients} patients judged; written to ${out}\n`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof InputProblem)) throw error;
    io.stderr(`${error.message}\n`);
    return 2;
  }
}
