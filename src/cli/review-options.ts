import { parseArgs } from 'node:util';
import { PRACTICE_TABLE_ID, codeTable } from '../tables/code-tables.ts';
import { parseSiteConfiguration } from '../tables/parse-site-configuration.ts';
import { payerProfile } from '../tables/payer-profiles.ts';
import { DEFAULT_SITE, type SiteConfiguration } from '../tables/site-configuration.ts';
import type { Settings } from '../report/settings.ts';
import { InputProblem, type Io } from './io.ts';
import { parseJson } from './parse-json.ts';

/** What the rules of a run are; `review` and `audit` share these options. */
export const RULE_OPTIONS = {
  table: { type: 'string' },
  profile: { type: 'string' },
  'as-of': { type: 'string' },
  'time-zone': { type: 'string' },
  site: { type: 'string' },
} as const;

export interface RuleOptions {
  readonly table?: string | undefined;
  readonly profile?: string | undefined;
  readonly 'as-of'?: string | undefined;
  readonly 'time-zone'?: string | undefined;
  readonly site?: string | undefined;
}

export interface ReviewOptions {
  readonly files: readonly string[];
  /** `Encounter/id`, or null for every encounter. */
  readonly encounter: string | null;
  readonly format: 'json' | 'text';
  readonly settings: Settings;
}

export const REVIEW_USAGE =
  'review FILE… [--encounter ID] [--table practice|cms-hcpcs|FILE] [--profile ID|FILE] [--as-of DATETIME] [--time-zone ZONE] [--site FILE] [--format json|text]';

/** Reads the options of `review`. Throws InputProblem for anything a user can get wrong. */
export function readReviewOptions(argv: readonly string[], io: Io): ReviewOptions {
  const { values, positionals } = parsed(argv);
  if (positionals.length === 0) throw new InputProblem(`no file named; usage: ${REVIEW_USAGE}`);
  const format = values.format ?? 'json';
  if (format !== 'json' && format !== 'text') throw new InputProblem('--format is json or text');
  return {
    files: positionals,
    encounter:
      values.encounter === undefined ? null : `Encounter/${values.encounter.replace(/^Encounter\//, '')}`,
    format,
    settings: readSettings(values, io),
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { ...RULE_OPTIONS, encounter: { type: 'string' }, format: { type: 'string' } },
    });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('. ')[0] ?? '') : '';
    throw new InputProblem(`${reason}; usage: ${REVIEW_USAGE}`, { cause: error });
  }
}

/** The settings the rule options ask for. Throws InputProblem with file, path and reason. */
export function readSettings(options: RuleOptions, io: Io): Settings {
  const plain = options.site === undefined ? DEFAULT_SITE : readSite(options.site, io);
  const timeZone = options['time-zone'] === undefined ? plain.timeZone : zoneOf(options['time-zone']);
  const site = { ...plain, timeZone };
  return {
    asOf: asOfOf(options['as-of']),
    ...readTable(options.table, site, io),
    ...readProfile(options.profile, site, io),
    site,
  };
}

function readSite(path: string, io: Io): SiteConfiguration {
  const read = parseSiteConfiguration(readJson(path, io));
  if (!read.ok) throw new InputProblem(`${path}: ${read.path}: ${read.reason}`);
  return read.value;
}

/** A table of that id, or a file of the table schema, which goes through the same validation as a site's own. */
function readTable(given: string | undefined, site: SiteConfiguration, io: Io): Pick<Settings, 'table'> {
  if (given === undefined) return { table: null };
  if (codeTable(given, site) !== null) return { table: given };
  const read = parseSiteConfiguration({ codeTables: [readFileNamed('--table', given, io)] });
  if (!read.ok) throw new InputProblem(`${given}: ${read.path}: ${read.reason}`);
  return { table: read.value.codeTables[0] ?? PRACTICE_TABLE_ID };
}

function readProfile(given: string | undefined, site: SiteConfiguration, io: Io): Pick<Settings, 'profile'> {
  if (given === undefined) return { profile: null };
  if (payerProfile(given, site) !== null) return { profile: given };
  const read = parseSiteConfiguration({ payerProfiles: [readFileNamed('--profile', given, io)] });
  if (!read.ok) throw new InputProblem(`${given}: ${read.path}: ${read.reason}`);
  return { profile: read.value.payerProfiles[0] ?? null };
}

/** A value that is no known id is read as a file name; where there is no such file, both are said. */
function readFileNamed(option: string, path: string, io: Io): unknown {
  try {
    return readJson(path, io);
  } catch (error) {
    if (error instanceof InputProblem && !error.message.includes('cannot be read')) throw error;
    throw new InputProblem(`${option} ${path}: neither a known id nor a file that can be read`, {
      cause: error,
    });
  }
}

function readJson(path: string, io: Io): unknown {
  const parsedFile = parseJson(new TextDecoder().decode(readBytes(path, io)));
  if (!parsedFile.ok) throw new InputProblem(`${path}:${parsedFile.line}: ${parsedFile.reason}`);
  return parsedFile.value;
}

/** The bytes of a file a user named. */
export function readBytes(path: string, io: Io): Uint8Array {
  try {
    return io.readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new InputProblem(`${path}: cannot be read (${code})`, { cause: error });
  }
}

function zoneOf(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch (error) {
    throw new InputProblem(`--time-zone ${zone}: not an IANA time zone`, { cause: error });
  }
}

const MOMENT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** A date alone means its first moment in UTC: an answer needs one moment, and no clock is asked. */
function asOfOf(given: string | undefined): string | null {
  if (given === undefined) return null;
  if (!MOMENT.test(given) || Number.isNaN(Date.parse(given)))
    throw new InputProblem('--as-of is a date, or a date and time with its offset');
  return given.length === 10 ? `${given}T00:00:00Z` : given;
}
