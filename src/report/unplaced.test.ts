import { describe, expect, it } from 'vitest';
import type { RawResource } from '../facts/chart.ts';
import { administration, chart } from '../test-kit/chart-builder.ts';
import { DEFAULT_SITE } from '../tables/site-configuration.ts';
import { readBundle } from './file-sources.ts';
import { evaluateEncounter } from './evaluate-encounter.ts';
import { reportFiles } from './report-files.ts';
import type { EncounterReport } from './report-schema.ts';

const SETTINGS = { asOf: null, table: null, profile: null, site: DEFAULT_SITE };
const OVERLAPPING = {
  resourceType: 'Encounter',
  id: 'other',
  status: 'finished',
  class: { code: 'AMB' },
  subject: { reference: 'Patient/p' },
  period: { start: '2026-11-20T09:30:00-05:00', end: '2026-11-20T10:30:00-05:00' },
} as const;

const orphan = (over: Readonly<Record<string, unknown>> = {}): RawResource =>
  administration({ id: 'orphan', context: undefined, ...over });

const live = (...resources: readonly RawResource[]): EncounterReport =>
  evaluateEncounter(chart(resources), SETTINGS);

const unplacedOf = ({ unplaced }: EncounterReport): readonly string[] =>
  unplaced.map((one) => one.administration);

describe('an injection of no encounter, seen from one encounter', () => {
  it.each([
    ['at a time two periods hold', [orphan(), OVERLAPPING]],
    ['on its date, outside every period', [orphan({ effectiveDateTime: '2026-11-20T19:00:00-05:00' })]],
    ['in its month, the day not stated', [orphan({ effectiveDateTime: '2026-11' })]],
    ['at no time at all', [orphan({ effectiveDateTime: undefined })]],
  ] as const)('is shown, and nothing is clear: %s', (_, resources) => {
    const report = live(...resources);
    expect(unplacedOf(report)).toEqual(['MedicationAdministration/orphan']);
    expect([report.signState, report.claimState]).toEqual(['cannot-tell', 'cannot-tell']);
    expect([report.signSentence, report.claimSentence]).toEqual([
      '1 administration names no encounter. It may belong to this one.',
      '1 administration names no encounter. It may belong to this one.',
    ]);
    expect([report.injections, report.lines]).toEqual([[], []]);
  });

  const EVENING = { effectiveDateTime: '2026-11-20T19:00:00-05:00' };
  const LOCAL_CODE = {
    medicationCodeableConcept: { coding: [{ system: 'https://ehr.example/local', code: 'X1' }] },
  };

  it.each([
    ['of a drug nobody can make out', { ...EVENING, ...LOCAL_CODE }, false],
    ['of which nobody knows whether it was given', { ...EVENING, status: 'unknown' }, true],
    ['of neither', { ...EVENING, ...LOCAL_CODE, status: undefined }, false],
    ['of a drug nobody can make out, at no time', { ...LOCAL_CODE, effectiveDateTime: undefined }, false],
  ] as const)('stands in the way of a clear state: one %s', (_, over, drugKnown) => {
    const report = live(orphan(over));
    expect(unplacedOf(report)).toEqual(['MedicationAdministration/orphan']);
    expect([report.signState, report.claimState]).toEqual(['cannot-tell', 'cannot-tell']);
    expect(report.unplaced[0]?.words.startsWith('An injection')).toBe(drugKnown);
  });

  it.each([
    ['given within this period alone', orphan()],
    [
      'unknown, and of another day',
      orphan({ ...LOCAL_CODE, effectiveDateTime: '2026-11-19T10:00:00-05:00' }),
    ],
    ['unknown, and never given', orphan({ ...EVENING, ...LOCAL_CODE, status: 'not-done' })],
    ['given on another day', orphan({ effectiveDateTime: '2026-11-19T10:00:00-05:00' })],
    ['given in another month', orphan({ effectiveDateTime: '2026-10' })],
    ['never given', orphan({ effectiveDateTime: '2026-11-20T19:00:00-05:00', status: 'not-done' })],
    [
      'of another drug',
      orphan({
        effectiveDateTime: '2026-11-20T19:00:00-05:00',
        medicationCodeableConcept: { text: 'lidocaine 1 %' },
      }),
    ],
    ['that names another encounter', orphan({ context: { reference: 'Encounter/other' } })],
  ] as const)('is not shown: %s', (_, resource) => {
    expect(unplacedOf(live(resource))).toEqual([]);
  });

  it('stands beside gaps and takes none of them away', () => {
    const here = administration({ dosage: undefined });
    const report = live(here, orphan(), OVERLAPPING);
    expect([report.signState, unplacedOf(report)]).toEqual(['gaps', ['MedicationAdministration/orphan']]);
  });
});

describe('a whole file', () => {
  const entries = (...resources: readonly RawResource[]) =>
    reportFiles(
      [
        readBundle({
          resourceType: 'Bundle',
          type: 'collection',
          entry: chart(resources).resources.map((resource) => ({ resource })),
        }),
      ],
      SETTINGS,
    );

  it('reports it by its date, once', () => {
    const reports = entries(administration(), orphan({ effectiveDateTime: '2026-11-20T19:00:00-05:00' }));
    expect(
      reports.map((report) => [
        report.encounter.reference,
        report.injections.map((one) => one.administration),
        unplacedOf(report),
      ]),
    ).toEqual([
      ['Encounter/e', ['MedicationAdministration/a'], []],
      [null, ['MedicationAdministration/orphan'], []],
    ]);
  });

  it('reports one without a date too, which no other report shows', () => {
    const reports = entries(administration(), orphan({ effectiveDateTime: undefined }));
    expect(reports.map((report) => [report.signState === 'no-gaps', unplacedOf(report)])).toEqual([
      [expect.any(Boolean), []],
      [false, ['MedicationAdministration/orphan']],
    ]);
  });
});
