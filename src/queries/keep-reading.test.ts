import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { linesCsv } from '../report/export/csv.ts';
import { layOver } from '../report/export/lay-over.ts';
import { madeOn, readingOf } from '../report/export/made-on.ts';
import type { EncounterReport } from '../report/report-schema.ts';
import { aCheckRow, aReport } from '../test-kit/report-builder.ts';
import { keepReading } from './keep-reading.ts';
import { exportedReport, laidOver, ownText, summaryUnder, type RowSummary } from './row-summary.ts';
import { SharedParts } from './shared-parts.ts';

const entryOf = ({ patient, encounter }: EncounterReport) => ({
  patient,
  encounter: encounter.reference ?? '',
  start: null,
  clinician: null,
});

function kept(report: EncounterReport, parts = new SharedParts()): RowSummary {
  const reading = keepReading({ entry: entryOf(report), reports: [{ table: null, report }], parts });
  const summary = summaryUnder(reading, null);
  if (!summary) throw new Error('Not kept.');
  return summary;
}

const fixtures = readdirSync('fhir-fixtures').flatMap((name) => {
  const path = `fhir-fixtures/${name}/expected-report.json`;
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as readonly EncounterReport[]) : [];
});

/** The same encounter under other ids, as another patient's chart would have it. */
const renamed = (report: EncounterReport): EncounterReport =>
  JSON.parse(
    JSON.stringify(report).replaceAll(/"([A-Z][A-Za-z]+)\/([^"/]+)"/g, '"$1/another-$2"'),
  ) as EncounterReport;

describe('what is kept of a reading', () => {
  it('makes the same CSV as the whole report, for every fixture and all of them in one run', () => {
    const parts = new SharedParts();
    const summaries = fixtures.map((report) => kept(report, parts));
    expect(fixtures.flatMap((report) => report.lines).length).toBeGreaterThan(100);
    expect(linesCsv(summaries.map(exportedReport), new Map())).toBe(linesCsv(fixtures, new Map()));
  });

  it('lets the same decisions count as the whole report, for every fixture', () => {
    const parts = new SharedParts();
    for (const report of fixtures) {
      const reading = readingOf(report);
      const [line, ...others] = report.lines.filter(({ role }) => role === 'active');
      const [check] = report.checks.filter(({ outcome }) => outcome === 'gap' || outcome === 'cannot-tell');
      const made = {
        decisions: others.map((one) => {
          const on = madeOn(reading, one);
          return { line: on.identity, action: 'accepted' as const, on };
        }),
        asked:
          line && check
            ? [{ check: check.id, subject: check.subject, text: '', on: madeOn(reading, line) }]
            : [],
        asides: [],
      };
      const laid = layOver(reading, made);
      expect(laid.earlier).toEqual([]);
      expect(laid.asked).toHaveLength(made.asked.length);
      expect(laid.decisions).toHaveLength(made.decisions.length + made.asked.length);
      expect(laidOver(kept(report, parts), made)).toEqual(laid);
    }
  });

  it('is under 1 kB of its own strings for every fixture', () => {
    const sizes = fixtures.map((report) => JSON.stringify(kept(report).kept.own).length);
    expect(Math.max(...sizes)).toBeLessThan(1000);
  });

  it('counts and lists what the report does, and of checks only those open to work', () => {
    for (const report of fixtures) {
      const summary = kept(report);
      const found = report.checks.filter(({ outcome }) => outcome === 'gap' || outcome === 'cannot-tell');
      expect(
        summary.said.findings.map((one) => [
          one.check,
          one.outcome,
          one.subject === null ? null : ownText(summary, one.subject),
        ]),
      ).toEqual(found.map((one) => [one.id, one.outcome, one.subject]));
      expect([summary.said.claimState, summary.said.couldNotCheck, summary.said.note]).toEqual([
        report.claimState,
        report.counts.claimCouldNotCheck + report.unsettled.length,
        report.note.state,
      ]);
    }
  });

  it('points at the strings of the entry and holds no object of the report', () => {
    const report = aReport();
    const entry = entryOf(report);
    const { own } = keepReading({ entry, reports: [{ table: null, report }], parts: new SharedParts() });
    expect(own.slice(0, 2)).toEqual([entry.encounter, entry.patient]);
    const text = JSON.stringify(kept(aReport({ checks: [aCheckRow()] })));
    for (const dropped of ['fragment', 'noteText', 'searched', 'prevents', 'signSentence', 'injections'])
      expect(text).not.toContain(dropped);
  });
});

describe('parts', () => {
  it('are one object for encounters that say the same, and what is their own stays apart', () => {
    const parts = new SharedParts();
    const first = fixtures.map((report) => kept(report, parts));
    const second = fixtures.map((report) => kept(renamed(report), parts));
    second.forEach((summary, at) => expect(summary.said).toBe(first[at]?.said));
    expect(linesCsv(second.map(exportedReport), new Map())).toBe(linesCsv(fixtures.map(renamed), new Map()));
  });

  it('are two objects where anything differs', () => {
    const parts = new SharedParts();
    const gap = aReport({ checks: [aCheckRow()] });
    const different = [
      aReport(),
      gap,
      aReport({ checks: [aCheckRow({ outcome: 'cannot-tell', reason: 'text-only' })] }),
      aReport({ checks: [aCheckRow({ subject: 'Encounter/1' })] }),
      aReport({ checks: [aCheckRow({ line: 'practice/J3250/1' })] }),
      aReport({ checks: [aCheckRow({ severity: 'note' })] }),
      aReport({ claimState: 'cannot-tell' }),
      aReport({ lines: aReport().lines.map((line) => ({ ...line, units: line.units + 1 })) }),
      aReport({ sources: aReport().sources.map((one) => ({ ...one, completeness: 'failed' as const })) }),
    ].map((report) => kept(report, parts).said);
    expect(new Set(different).size).toBe(different.length);
    expect(kept(gap, parts).said).toBe(different[1]);
  });

  it('of one row keep two dates of one encounter apart', () => {
    const [line] = aReport().lines;
    if (!line) throw new Error('No line.');
    const report = aReport({ lines: [line, { ...line, serviceDate: '2026-11-24' }] });
    expect(exportedReport(kept(report)).lines.map((one) => one.serviceDate)).toEqual([
      line.serviceDate,
      '2026-11-24',
    ]);
  });
});
