import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { DecisionControls, EncounterDecisions } from '../../queries/coder-decisions.ts';
import { identityOf } from '../../queries/exports.ts';
import type { EncounterReport, ReportCheck } from '../../report/report-schema.ts';
import { ReviewView } from './review-view.tsx';

/** A coder's read of every fixture: what is proposed, why these units, what blocks it, all without a click. */
const FIXTURES = 'fhir-fixtures';
const reports: readonly (readonly [string, EncounterReport])[] = readdirSync(FIXTURES).flatMap((name) => {
  const path = `${FIXTURES}/${name}/expected-report.json`;
  if (!existsSync(path)) return [];
  const found = JSON.parse(readFileSync(path, 'utf8')) as readonly EncounterReport[];
  return found.map((report) => [`${name} ${report.encounter.reference ?? 'no encounter'}`, report] as const);
});

afterEach(cleanup);

const nothing = (): void => undefined;
const undecided: EncounterDecisions & DecisionControls = {
  decisions: [],
  asked: [],
  asides: [],
  earlier: [],
  elsewhere: [],
  decide: nothing,
  undo: nothing,
  ask: nothing,
  withdraw: nothing,
  setAside: nothing,
  takeBack: nothing,
  over: () => undecided,
};

const plain = (text: string | null): string => (text ?? '').replaceAll(/[\u00a0\u202f\s]+/g, ' ');

/** What stands open in an element: the text of closed disclosures left out. */
function openText(element: Element): string {
  const parts: string[] = [];
  const walk = (node: Node): void => {
    if (node instanceof HTMLDetailsElement && !node.open) return;
    if (node.nodeType === Node.TEXT_NODE) parts.push(node.textContent ?? '');
    for (const child of node.childNodes) walk(child);
  };
  walk(element);
  return plain(parts.join(''));
}

const isOpen = (check: ReportCheck): boolean =>
  (check.outcome === 'gap' || check.outcome === 'cannot-tell') &&
  check.severity !== 'note' &&
  check.acknowledged === null;

const active = (report: EncounterReport): EncounterReport['lines'] =>
  report.lines.filter((line) => line.role === 'active');

const nameOf = (line: EncounterReport['lines'][number]): string =>
  `${[line.code, ...line.modifiers].join('-')}, ${line.units.toLocaleString('en')} ${line.units === 1 ? 'unit' : 'units'}`;

/** The disagreement of the tables has a block of its own in the card where there is one about this line. */
const hasBlock = (report: EncounterReport, line: EncounterReport['lines'][number]): boolean =>
  report.disagreements.some(
    (one) =>
      one.serviceDate === line.serviceDate &&
      (one.code === line.code || one.administrations.some((each) => line.administrations.includes(each))),
  );

const openAbout = (report: EncounterReport, line: EncounterReport['lines'][number]): readonly ReportCheck[] =>
  report.checks.filter(
    (check) =>
      isOpen(check) &&
      (check.id !== 'code-tables-agree' || !hasBlock(report, line)) &&
      (check.line === line.key || (check.subject !== null && line.administrations.includes(check.subject))),
  );

const isSupported = (report: EncounterReport, line: EncounterReport['lines'][number]): boolean =>
  line.supported &&
  openAbout(report, line).length === 0 &&
  report.sources.every(
    ({ type, completeness }) =>
      completeness === 'complete' || !['MedicationAdministration', 'Procedure'].includes(type),
  );

/** A check that did not run is named beside the source it missed; any other says its own sentence. */
const wordsOf = (check: ReportCheck): readonly string[] =>
  check.messageKey === 'sourceUnavailable' ? [check.noun, check.reasonWords ?? ''] : [check.message];

/** What must be read in a line's own card. */
function answersOf(report: EncounterReport, line: EncounterReport['lines'][number]): readonly string[] {
  const disputed = report.disagreements.filter(
    (one) => one.code === line.code && one.serviceDate === line.serviceDate,
  );
  return [
    ...line.arithmetic,
    ...line.modifierReasons.map(({ code, reason }) => `${code} ${reason}`),
    ...line.diagnoses,
    ...openAbout(report, line).flatMap(wordsOf),
    ...disputed.map((one) => one.message),
  ];
}

it.each(reports)('%s is read without a click', (_, report) => {
  const { container } = render(
    <ReviewView report={report} decisionKey="x" decided={undecided} now={() => ''} />,
  );
  const items = new Map(
    [...container.querySelectorAll('[data-item]')].map((one) => [one.getAttribute('data-item') ?? '', one]),
  );
  // What is proposed, and nothing else.
  const lines = active(report);
  expect([...items.keys()].filter((key) => !key.startsWith('hole/') && key !== 'encounter')).toEqual(
    lines.map(identityOf),
  );
  for (const line of lines) {
    const card = items.get(identityOf(line))?.querySelector('article');
    expect(card?.getAttribute('aria-label')).toBe(nameOf(line));
    const text = card ? openText(card) : '';
    for (const answer of answersOf(report, line)) expect(text).toContain(plain(answer));
    expect(text.includes('Supported by the record')).toBe(isSupported(report, line));
  }
  // What blocks it, wherever it belongs, and why there is no line where there is none.
  const desk = [...items.values()].map(openText).join(' ');
  for (const words of report.checks.filter(isOpen).flatMap(wordsOf)) expect(desk).toContain(plain(words));
  const whole = openText(container);
  for (const hole of report.unlined.filter((one) => one.role === 'active'))
    expect(whole).toContain(plain(hole.words));
  expect(whole.includes('No line is proposed. Looked at:')).toBe(items.size === 0);
});

it('reads every fixture there is', () => {
  expect(reports.length).toBeGreaterThan(100);
});
