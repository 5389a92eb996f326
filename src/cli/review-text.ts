import { formatDate, formatDateTime } from '../vocab/calendar.ts';
import { SOURCE_WORDS } from '../checks/reasons.ts';
import type { EncounterReport, ReportCheck, ReportLine } from '../report/report-schema.ts';
import { factWords, injectionWords } from './medication-words.ts';

/** Reports for people, one block each, and a summary line. No names: references only, as in the JSON. */
export function reviewText(reports: readonly EncounterReport[]): string {
  if (reports.length === 0)
    return 'No encounter with a corticosteroid injection or an injection procedure in the input.\n';
  return inert(`${reports.map(blockOf).join('\n\n')}\n\n${summary(reports)}\n`);
}

/** Values of a chart must not steer the terminal: escape sequences and marks that turn the direction of text are shown as a sign that something stood there. */
const inert = (text: string): string =>
  text.replaceAll(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, (mark) => (mark === '\n' ? mark : '\uFFFD'));

const RULE = '='.repeat(78);

function blockOf(report: EncounterReport): string {
  return [
    RULE,
    ...heading(report),
    ...section('Injections', report.injections.map(injectionWords)),
    ...section(
      'Ordered, administration not visible',
      report.injections.length > 0
        ? []
        : report.orderedOnly.map(({ reference, drug }) => `${factWords('drug', drug)} [${reference}]`),
    ),
    ...section('Lines', linesOf(report)),
    ...section(
      'No line',
      report.unlined.map(({ administration, role, words }) => `${role}: ${words} [${administration}]`),
    ),
    ...section('To fix before signing', findings(report, 'gap', 'fix-before-signing')),
    ...section('To resolve before the claim', findings(report, 'gap', 'resolve-before-claim')),
    ...section('To note', findings(report, 'gap', 'note')),
    ...section('Acknowledged by the site', acknowledgedOf(report)),
    ...section('Could not check', couldNotCheck(report)),
    ...section('Recorded', recordedOf(report)),
    ...section(unmappedHeading(report), unmappedOf(report)),
    ...section('Not fully read', unreadOf(report)),
  ].join('\n');
}

/** A headed, indented list; nothing at all when it is empty. */
const section = (title: string, items: readonly string[]): readonly string[] =>
  items.length === 0 ? [] : ['', title, ...items.map((item) => `  ${item.replaceAll('\n', '\n    ')}`)];

const NOTE_WORDS: Readonly<Record<EncounterReport['note']['state'], string>> = {
  draft: 'draft seen',
  signed: 'signed',
  'none-seen': 'none seen',
  'not-readable': 'not readable',
};

function heading(report: EncounterReport): readonly string[] {
  const { encounter, tables, note } = report;
  const about = [encounter.class, encounter.status].filter((part) => part !== null).join(', ');
  const editions = [tables.active, tables.crossCheck].map(
    (id, place) =>
      `${tables.titles[id] ?? id}, edition ${tables.editions[id] ?? 'not stated'} (${place === 0 ? 'active' : 'cross-check'})`,
  );
  const date =
    encounter.serviceDate === null
      ? 'date of service not recorded'
      : `date of service ${formatDate(encounter.serviceDate)}`;
  const signedAt = note.state === 'signed' && note.at !== null ? ` at ${formatDateTime(note.at)}` : '';
  const dropped = report.droppedWrongPatient;
  return [
    `${report.patient}, ${encounter.reference ?? 'encounter not stated'}${about ? ` (${about})` : ''}, ${date}`,
    `To sign:    ${report.signSentence}`,
    `To claim:   ${report.claimSentence}`,
    `Note:       ${NOTE_WORDS[note.state]}${signedAt}`,
    `Tables:     ${editions.join('; ')}`,
    `Profile:    ${report.profileTitle} (${report.profileBasis})`,
    ...(dropped > 0
      ? [`Left out:   ${dropped} ${dropped === 1 ? 'resource' : 'resources'} of another patient`]
      : []),
    ...report.unplaced.map(({ administration, words }) => `Not placed: ${administration}. ${words}`),
    ...(report.signState === 'nothing-to-check' ? [`Looked at:  ${report.lookedAt.join('; ')}`] : []),
  ];
}

/** Lines of both tables; the words of a disagreement stand under every code they are about. */
const linesOf = (report: EncounterReport): readonly string[] =>
  report.lines.map((line) => {
    const { role, code, units, modifiers, description, arithmetic, remarks } = line;
    const head = [
      role === 'active' ? 'proposed   ' : 'cross-check',
      `${code} × ${units}`,
      ...modifiers,
      `— ${description}`,
      `(${line.table} ${line.edition})`,
    ];
    const disagreement = report.disagreements.filter((one) => concerns(one, line));
    const ndc =
      line.ndc === null
        ? []
        : [
            `NDC ${line.ndc.hyphenated}${line.ndc.quantity === null ? '' : `, ${line.ndc.unit ?? ''} ${line.ndc.quantity}`}`,
          ];
    const about = [
      ...arithmetic,
      ...line.modifierReasons.map((modifier) => `${modifier.code}: ${modifier.reason}`),
      ...ndc,
      ...(line.restsOn === 'recorded'
        ? []
        : [`rests on a value ${line.restsOn === 'text-only' ? 'in text' : 'of the order'} only`]),
      ...remarks,
      ...disagreement.map(
        ({ message, acknowledged }) => `! ${message}${acknowledged ? ' (acknowledged by the site)' : ''}`,
      ),
    ];
    return [`${head.join(' ')} [${line.administrations.join(', ')}]`, ...about].join('\n');
  });

/** A disagreement is about the active line of its code and about the cross-check lines of the same administrations. */
const concerns = (one: EncounterReport['disagreements'][number], line: ReportLine): boolean =>
  one.serviceDate === line.serviceDate &&
  (line.role === 'active'
    ? one.code === line.code
    : line.administrations.some((reference) => one.administrations.includes(reference)));

/** What counts. One entry for each thing said; the records it is said about stand together under it. */
function findings(
  { checks }: EncounterReport,
  outcome: ReportCheck['outcome'],
  severity: ReportCheck['severity'],
): readonly string[] {
  return said(
    checks.filter(
      (check) => check.outcome === outcome && check.severity === severity && check.acknowledged === null,
    ),
  );
}

/** Findings that stay, and that nobody is asked to resolve. */
const acknowledgedOf = ({ checks }: EncounterReport): readonly string[] =>
  said(checks.filter(({ acknowledged }) => acknowledged !== null));

function said(found: readonly ReportCheck[]): readonly string[] {
  return alike(found).map((group) => {
    const [{ title, message, where, acknowledged }] = group;
    const searched = [...new Set(group.flatMap((check) => check.searched))];
    return [
      `${title}. ${message}${about(group)}`,
      ...(where === null ? [] : [`where: ${where}`]),
      ...(searched.length === 0 ? [] : [`searched: ${searched.join(', ')}`]),
      ...(acknowledged === null
        ? []
        : [`acknowledged by ${acknowledged.who}, ${formatDate(acknowledged.when)}: ${acknowledged.why}`]),
    ].join('\n');
  });
}

type Group = readonly [ReportCheck, ...ReportCheck[]];

/** Results of one check that say the same, in the order of the first of each. */
function alike(checks: readonly ReportCheck[]): readonly Group[] {
  const groups = new Map<string, [ReportCheck, ...ReportCheck[]]>();
  for (const check of checks) {
    const said = [check.id, check.message, check.settle, check.acknowledged?.when].join('\n');
    const group = groups.get(said);
    if (group) group.push(check);
    else groups.set(said, [check]);
  }
  return [...groups.values()];
}

function about(group: Group): string {
  const references = group.flatMap(({ subject, line }) => subject ?? line ?? []);
  return references.length === 0 ? '' : ` [${references.join(', ')}]`;
}

/** One entry per reason and sources where many checks share it; else a check an entry. */
function couldNotCheck({ checks }: EncounterReport): readonly string[] {
  const open = checks.filter(({ outcome }) => outcome === 'cannot-tell');
  const unread = open.filter(({ messageKey }) => messageKey === 'sourceUnavailable');
  const sentences = [...new Set(unread.flatMap(({ reasonWords }) => reasonWords ?? []))];
  const grouped = sentences.map((sentence) => {
    const held = unread.filter(({ reasonWords }) => reasonWords === sentence);
    const nouns = [...new Set(held.map(({ noun }) => noun))].join(', ');
    return `${sentence}\nheld back: ${nouns}\nwould settle it: ${held[0]?.settle ?? ''}`;
  });
  const single = alike(open.filter(({ messageKey }) => messageKey !== 'sourceUnavailable')).map(
    (group) =>
      `${group[0].noun}. ${group[0].message}${about(group)}\nwould settle it: ${group[0].settle ?? ''}`,
  );
  return [...grouped, ...single];
}

function recordedOf({ checks }: EncounterReport): readonly string[] {
  const met = [...new Set(checks.filter(({ outcome }) => outcome === 'met').map(({ noun }) => noun))];
  return met.length === 0 ? [] : [met.join(', ')];
}

const unmappedHeading = ({ unmappedCodes }: EncounterReport): string =>
  `${unmappedCodes.length} local ${unmappedCodes.length === 1 ? 'code' : 'codes'} not recognised`;

/** Elements whose code decides a line or a check; each code stands on a line of its own, in this order. */
const DECIDING = ['medication', 'route', 'site', 'unit'] as const;

/** Codes that keep an injection from being read come first and whole; a stay has hundreds of the others. */
function unmappedOf({ unmappedCodes }: EncounterReport): readonly string[] {
  const single = DECIDING.flatMap((wanted) => unmappedCodes.filter(({ element }) => element === wanted));
  const others = unmappedCodes.filter((one) => !single.includes(one));
  return [
    ...single.map(
      ({ element, system, code, display, count }) =>
        `${element}: ${code}${display === null ? '' : ` "${display}"`} of ${system || 'no system'}, ${count} ${count === 1 ? 'time' : 'times'}`,
    ),
    ...(others.length === 0 ? [] : [`${single.length === 0 ? '' : 'and '}${countedOthers(others)}`]),
  ];
}

function countedOthers(others: EncounterReport['unmappedCodes']): string {
  const kinds = ['diagnosis', 'procedure'].filter((kind) => others.some(({ element }) => element === kind));
  const systems = new Set(others.map(({ system }) => system)).size;
  return `${others.length} ${kinds.join(' and ')} ${others.length === 1 ? 'code' : 'codes'} of ${systems} ${systems === 1 ? 'system' : 'systems'}`;
}

const unreadOf = ({ sources }: EncounterReport): readonly string[] =>
  sources
    .filter(({ completeness }) => completeness !== 'complete')
    .map(
      ({ type, completeness, reason }) =>
        `${SOURCE_WORDS[type]}: ${completeness}${reason === null ? '' : `, ${reason}`}`,
    );

function summary(reports: readonly EncounterReport[]): string {
  const count = (state: EncounterReport['signState']): number =>
    reports.filter(({ signState }) => signState === state).length;
  const one = reports.length === 1;
  return `${reports.length} ${one ? 'encounter' : 'encounters'}: ${count('gaps')} with something to fix before signing, ${count('cannot-tell')} that could not be told, ${count('no-gaps')} without gaps, ${count('nothing-to-check')} with nothing to check.`;
}
