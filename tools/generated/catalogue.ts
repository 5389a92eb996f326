import { SOURCES_OF, type FactGroup } from '../../src/checks/define-check.ts';
import { CHECKS } from '../../src/checks/registry.ts';
import type { CheckMetadata } from '../../src/checks/run-checks.ts';
import type { Severity } from '../../src/vocab/outcome.ts';

const HEAD = `# Catalogue of checks

Generated from the registry by \`npm run catalogue\`; a test fails when it is stale. Do not edit it by hand.

## Adding a check

1. Copy \`src/checks/route-recorded.ts\` to \`src/checks/<your-id>.ts\`. The id, the file name and the name of the export say the same: \`lot-recorded\`, \`lot-recorded.ts\`, \`lotRecorded\`.
2. Answer one question. Say what each answer rests on: \`presence\` of something found, or \`absence\` of anything. The runner takes answers back that rest on absence while a source in \`reads\` is not complete; you cannot forget it, but you must name every group of facts you look at in \`reads\` (or \`readsWhereOffered\`, where a system without that source must not hold the answer back).
3. Thresholds and code lists go into \`src/tables\`, wording into \`messages\`. Messages are for clinicians: a full stop, under 140 characters, no money words, no suggested answer.
4. Copy \`route-recorded.test.ts\` likewise and write a case for every message key, judged by outcome and key, not by prose.
5. Add the import and one line to \`src/checks/registry.ts\`.
6. Run \`npm run catalogue && npm run golden\`, read what changed under \`fhir-fixtures/\`, and add a scenario in \`tools/fixtures/\` for each message key no chart reaches yet; one that rests on the site's configuration takes a \`site\` of its own.
7. Run \`npx vitest run --project unit src/checks src/report src/cli\`. What you forgot, the suite names: a file missing from the registry or the other way round, a check without cases, a key without a case or without a chart, wording, an unread source that an answer ignores, a stale catalogue.
`;

const SEVERITY: Readonly<Record<Severity, string>> = {
  'fix-before-signing': 'fix before signing',
  'resolve-before-claim': 'resolve before the claim',
  note: 'note',
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const sourcesOf = (groups: readonly FactGroup[]): string =>
  [...new Set(groups.flatMap((group) => SOURCES_OF[group]))].join(', ');

function section(check: CheckMetadata): string {
  const offered = check.readsWhereOffered ?? [];
  const lines = [
    `### \`${check.id}\``,
    '',
    check.question,
    '',
    `- Severity: ${SEVERITY[check.severity]}. Version ${check.version}. One result per ${check.on}.`,
    `- Basis: ${check.basis.document}, ${check.basis.section} (read ${check.basis.read}).`,
    `- Guards against: ${check.prevents}`,
    `- Recorded in: ${check.where}`,
    `- Reads: ${sourcesOf(check.reads)}${offered.length === 0 ? '' : `; where offered: ${sourcesOf(offered)}`}.`,
    ...(check.tables.length === 0 ? [] : [`- Tables: ${check.tables.join(', ')}.`]),
    '',
    '| Key | Message |',
    '|---|---|',
    ...Object.entries(check.messages).map(([key, message]) => `| \`${key}\` | ${cell(message)} |`),
  ];
  return lines.join('\n');
}

/** The whole catalogue, as it stands in `src/checks/CATALOGUE.md`. */
export function catalogue(): string {
  const index = CHECKS.map(
    ({ id, severity, on, question }) =>
      `| [\`${id}\`](#${id}) | ${SEVERITY[severity]} | ${on} | ${cell(question)} |`,
  );
  const table = ['| Check | Severity | Subject | Question |', '|---|---|---|---|', ...index].join('\n');
  return `${HEAD}\n## ${CHECKS.length} checks\n\n${table}\n\n${CHECKS.map(section).join('\n\n')}\n`;
}
