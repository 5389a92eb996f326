import * as z from 'zod/mini';
import type { EncounterReport, ReportCheck, ReportLine } from '../report/report-schema.ts';

const expectedLine = z.object({
  role: z.optional(z.string()),
  code: z.string(),
  units: z.number(),
  modifiers: z.optional(z.array(z.string())),
});
const outcomes = z.union([z.string(), z.array(z.string())]);
const expectedCheck = z.object({
  id: z.string(),
  subject: z.optional(z.string()),
  outcome: outcomes,
});
const expectedEncounter = z.strictObject({
  encounter: z.string(),
  reportOptional: z.optional(z.boolean()),
  state: z.optional(outcomes),
  lines: z.optional(z.array(expectedLine)),
  lineRoles: z.optional(z.array(z.string())),
  noLineFor: z.optional(z.array(z.string())),
  checks: z.optional(z.array(expectedCheck)),
  never: z.optional(z.array(expectedCheck)),
  facts: z.optional(z.array(z.unknown())),
});
const sharedCase = z.object({
  name: z.string(),
  args: z.array(z.string()),
  bundle: z.unknown(),
  expect: z.object({ encounters: z.array(expectedEncounter) }),
});

export type SharedCase = z.infer<typeof sharedCase>;
export type ExpectedEncounter = z.infer<typeof expectedEncounter>;

export const asSharedCases = (value: unknown): readonly SharedCase[] => z.parse(z.array(sharedCase), value);

const accepts = (outcome: string | readonly string[], found: string): boolean =>
  typeof outcome === 'string' ? outcome === found : outcome.includes(found);

/** What of an expectation a report does not hold, in words; empty when all of it does. */
export function disagreementsWith(report: EncounterReport, expected: ExpectedEncounter): readonly string[] {
  const { state, noLineFor = [], checks = [], never = [] } = expected;
  return [
    ...(state === undefined || accepts(state, report.signState) ? [] : [`state is ${report.signState}`]),
    ...lineProblems(report, expected),
    ...noLineFor
      .filter((one) => report.lines.some((line) => line.administrations.includes(one)))
      .map((one) => `a line for ${one}`),
    ...checks.flatMap((check) => checkProblem(report.checks, check)),
    ...never
      .filter((one) =>
        report.checks.some((check) => check.id === one.id && accepts(one.outcome, check.outcome)),
      )
      .map((one) => `${one.id} is ${String(one.outcome)}`),
  ];
}

function checkProblem(
  checks: readonly ReportCheck[],
  expected: z.infer<typeof expectedCheck>,
): readonly string[] {
  const about = checks.filter(
    ({ id, subject }) =>
      id === expected.id && (expected.subject === undefined || subject === expected.subject),
  );
  return about.some(({ outcome }) => accepts(expected.outcome, outcome))
    ? []
    : [
        `${expected.id}: expected ${String(expected.outcome)}, found ${about.map(({ outcome }) => outcome).join(', ')}`,
      ];
}

const words = ({ role, code, units, modifiers }: z.infer<typeof expectedLine>): string =>
  [role, code, units, ...(modifiers ?? []).toSorted()].join(' ');
const wordsOf = (line: ReportLine, like: z.infer<typeof expectedLine>): string =>
  words({
    role: like.role,
    code: line.code,
    units: line.units,
    modifiers: like.modifiers === undefined ? undefined : line.modifiers,
    ...(like.role === undefined ? {} : { role: line.role }),
  });

/** `lines` is the whole set of lines for the roles it names; a line without a role is about the active table. */
function lineProblems(report: EncounterReport, { lines, lineRoles }: ExpectedEncounter): readonly string[] {
  if (lines === undefined) return [];
  const roles = new Set(lineRoles ?? lines.map(({ role }) => role ?? 'active'));
  const left = report.lines.filter(({ role }) => roles.has(role));
  const missing = lines.filter((expected) => {
    const at = left.findIndex(
      (line) => line.role === (expected.role ?? 'active') && wordsOf(line, expected) === words(expected),
    );
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
  return [
    ...missing.map((line) => `no line ${words(line)}`),
    ...left.map(
      ({ role, code, units, modifiers }) =>
        `an unexpected line ${[role, code, units, ...modifiers].join(' ')}`,
    ),
  ];
}
