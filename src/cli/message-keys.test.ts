import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../checks/registry.ts';
import type { EncounterReport } from '../report/report-schema.ts';

const reports = readdirSync('fhir-fixtures').flatMap((name): readonly EncounterReport[] =>
  JSON.parse(readFileSync(`fhir-fixtures/${name}/expected-report.json`, 'utf8')),
);
const results = reports.flatMap(({ checks }) => checks);
const reached = new Set(results.map(({ id, messageKey }) => `${id}.${messageKey}`));

const NEVER_TEXT = 'the fact is read from one coded element and never from text, order or several places';
/** Keys that no chart reaches, and why the check declares them all the same. Each has its case beside the check. */
const UNREACHED: Readonly<Record<string, string>> = {
  'dose-recorded.orderOnly': 'a dose ordered is no dose given: the amount is never taken from the order',
  'dose-recorded.conflicting': 'several doses in one record are read as unreadable, not as a choice of two',
  'dose-in-milligrams.severalDoses': 'a text with several doses is no amount, which dose-recorded says',
  'dose-in-milligrams.notConvertible': 'every amount without milligrams has a named problem so far',
  'side-recorded.notRecognised': 'words that name no side are read as no side',
  'rationale-documented.byDiagnosis': 'a diagnosis named as the reason is quoted as the reason itself',
  'time-recorded.textOnly': NEVER_TEXT,
  'time-recorded.orderOnly': NEVER_TEXT,
  'performer-recorded.textOnly': NEVER_TEXT,
  'performer-recorded.orderOnly': NEVER_TEXT,
  'performer-recorded.conflicting': NEVER_TEXT,
  'procedure-fits-route.route': 'matching pairs no injection with a procedure for another route',
  'ndc-recorded.textOnly': NEVER_TEXT,
};

describe('message keys', () => {
  it.each(CHECKS.map((check) => [check.id, check] as const))(
    '%s: every key stands in a golden report',
    (id, check) => {
      const missing = Object.keys(check.messages).filter(
        (key) => !reached.has(`${id}.${key}`) && !(`${id}.${key}` in UNREACHED),
      );
      expect(missing).toEqual([]);
    },
  );

  it('excuses no key that is reached, and none that does not exist', () => {
    const known = new Set(
      CHECKS.flatMap(({ id, messages }) => Object.keys(messages).map((key) => `${id}.${key}`)),
    );
    expect(Object.keys(UNREACHED).filter((key) => reached.has(key) || !known.has(key))).toEqual([]);
  });

  it('fills every message, and keeps it short enough to read at a glance', () => {
    const said = [...new Set(results.map(({ message }) => message))];
    expect(said.filter((message) => /[{}]/.test(message) || !/[.?]$/.test(message))).toEqual([]);
    expect(said.filter((message) => message.length >= 140)).toEqual([]);
  });
});

describe('golden reports together', () => {
  it('reach every outcome, state and kind of knowing', () => {
    const all = (values: readonly string[]): readonly string[] => [...new Set(values)].toSorted();
    expect(all(results.map(({ outcome }) => outcome))).toEqual([
      'cannot-tell',
      'gap',
      'met',
      'not-applicable',
    ]);
    expect(all(reports.map(({ signState }) => signState))).toEqual([
      'cannot-tell',
      'gaps',
      'no-gaps',
      'nothing-to-check',
    ]);
    const facts = reports.flatMap(({ injections }) =>
      injections.flatMap(({ drug, amount, doseMg, route, site, side, timeFact }) => [
        drug,
        amount,
        doseMg,
        route,
        site,
        side,
        timeFact,
      ]),
    );
    expect(all(facts.map(({ how }) => how))).toEqual([
      'conflicting',
      'not-recognised',
      'not-recorded',
      'order-only',
      'recorded',
      'text-only',
    ]);
  });
});
