import { describe, expect, it } from 'vitest';
import type { Chart, RawResource } from '../facts/chart.ts';
import { administration, chart, ENCOUNTER, order } from '../test-kit/chart-builder.ts';
import { CPT, inVisit, subject, visit, type Visit } from '../test-kit/spec-visit.ts';
import { DEFAULT_SITE } from '../tables/site-configuration.ts';
import { payerProfile } from '../tables/payer-profiles.ts';
import type { Completeness, SourceType } from '../vocab/completeness.ts';
import { evaluateEncounter, evaluateIfReportable } from './evaluate-encounter.ts';
import type { EncounterReport } from './report-schema.ts';
import type { Settings } from './settings.ts';

const SETTINGS: Settings = { asOf: null, table: null, profile: null, site: DEFAULT_SITE };
const SEEN: Visit = { patient: null, encounter: null };

/** The practice's code of the visit, as a site acknowledges it. */
const ACKNOWLEDGED = {
  check: 'code-tables-agree',
  code: 'J3250',
  who: 'Compliance lead',
  when: '2026-11-01',
  why: 'the payer contract names this code',
} as const;
const AGREED = { site: { ...DEFAULT_SITE, acknowledgements: [ACKNOWLEDGED] } };

/** The chart of the test kit with some sources read otherwise. */
const read = (
  resources: readonly RawResource[],
  changes: Readonly<Partial<Record<SourceType, Completeness>>> = {},
): Chart => {
  const whole = chart(resources);
  const sources = whole.sources.map((source) => {
    const completeness = changes[source.type] ?? 'complete';
    return { ...source, completeness, reason: completeness === 'complete' ? null : 'for the test' };
  });
  return { ...whole, sources };
};
const report = (
  over: Visit = {},
  settings: Partial<Settings> = {},
  changes: Parameters<typeof read>[1] = {},
): EncounterReport =>
  evaluateEncounter(read(visit({ ...SEEN, ...over }), changes), { ...SETTINGS, ...settings });

describe('the head of a report', () => {
  it('names patient and encounter as the chart does, and the note', () => {
    const encounter = {
      ...ENCOUNTER,
      meta: { versionId: '4' },
      status: 'finished',
      period: { start: '2026-11-20T08:00:00-05:00', end: '2026-11-20T12:00:00-05:00' },
    };
    const whole = chart([]);
    const resources = [...whole.resources.filter(({ id }) => id !== 'e'), encounter, ...visit(SEEN)];
    const said = evaluateEncounter({ ...whole, resources, readAt: '2026-11-20T12:01:00-05:00' }, SETTINGS);
    expect(said).toMatchObject({
      schema: 'injectcheck.report/1',
      patient: 'Patient/p',
      readAt: '2026-11-20T12:01:00-05:00',
    });
    expect(said.encounter).toEqual({
      reference: 'Encounter/e',
      versionId: '4',
      class: 'AMB',
      status: 'finished',
      start: '2026-11-20T08:00:00-05:00',
      end: '2026-11-20T12:00:00-05:00',
      serviceDate: '2026-11-20',
    });
    expect(said.note).toEqual({
      state: 'draft',
      reference: 'DocumentReference/d',
      at: '2026-11-20T11:00:00-05:00',
    });
  });

  it('is as of the moment asked for, else of the newest in the chart', () => {
    expect(report({}, { asOf: '2027-01-02T03:04:05Z' }).asOf).toBe('2027-01-02T03:04:05Z');
    expect(report().asOf).toBe('2026-11-20T17:00:00-05:00');
  });

  it('says how each reading ended and how many resources were of another patient', () => {
    const stray = administration({ id: 'stray', subject: { reference: 'Patient/other' } });
    const said = report({ more: [stray] }, {}, { Coverage: 'denied' });
    expect(said.sources.find(({ type }) => type === 'Coverage')).toEqual({
      type: 'Coverage',
      completeness: 'denied',
      reason: 'for the test',
      count: 0,
    });
    expect(said.sources.find(({ type }) => type === 'Condition')).toMatchObject({
      completeness: 'complete',
      reason: null,
      count: 1,
    });
    expect(said.droppedWrongPatient).toBe(1);
    expect(report().droppedWrongPatient).toBe(0);
    expect(said.lookedAt).toContain('coverage: not permitted');
  });
});

describe('the rules a report was made by', () => {
  it('are both tables with editions and titles, and the profile with its frequency rules', () => {
    const said = report();
    expect(said.tables).toEqual({
      active: 'practice',
      crossCheck: 'cms-hcpcs',
      editions: { practice: expect.any(String), 'cms-hcpcs': expect.any(String) },
      titles: { practice: expect.any(String), 'cms-hcpcs': expect.any(String) },
    });
    expect(Object.values(said.tables.editions)).toEqual([
      ...new Set(said.lines.map(({ edition }) => edition)),
    ]);
    const standard = payerProfile('default', DEFAULT_SITE);
    expect([said.profile, said.profileTitle, said.profileBasis]).toEqual([
      'default',
      standard?.title,
      'no coverage recorded',
    ]);
    expect(said.frequencyRules).toEqual(
      standard?.frequency.map(({ scope, maxCount, windowDays, minIntervalDays }) => ({
        scope,
        maxCount,
        windowDays,
        minIntervalDays,
      })),
    );
    expect(said.frequencyRules).not.toEqual([]);
    expect(said.coverage).toBeNull();
  });

  it('are the ones asked for', () => {
    const said = report({}, { table: 'cms-hcpcs', profile: 'example-commercial' });
    expect([said.tables.active, said.tables.crossCheck]).toEqual(['cms-hcpcs', 'practice']);
    expect([said.profile, said.profileBasis]).toEqual(['example-commercial', 'asked for']);
    expect(said.lines.map(({ role, table }) => [role, table])).toEqual([
      ['active', 'cms-hcpcs'],
      ['cross-check', 'practice'],
    ]);
  });

  it('name the coverage they were chosen by', () => {
    const coverage = {
      resourceType: 'Coverage',
      id: 'cov',
      status: 'active',
      beneficiary: subject,
      payor: [{ display: 'Some Plan' }],
    };
    expect(report({ more: [coverage] })).toMatchObject({
      coverage: 'Coverage/cov',
      profileBasis: 'no coverage matched',
    });
  });

  it('hold an unread Coverage back only where nobody asked for a profile', () => {
    const unread = { Coverage: 'denied' } as const;
    const notClear = ({ checks }: EncounterReport): readonly string[] =>
      checks.filter(({ reason }) => reason === 'source-unavailable').map(({ id }) => id);
    expect(notClear(report({}, { profile: 'default' }, unread))).toEqual([]);
    expect(notClear(report({}, {}, unread))).not.toEqual([]);
  });
});

describe('injections of a report', () => {
  const refused = administration({ id: 'refused', status: 'not-done' });

  it('are all shown, and only those given are judged, billed and put into words', () => {
    const said = report({ more: [refused] });
    expect(said.injections.map(({ administration: one, billed }) => [one, billed])).toEqual([
      ['MedicationAdministration/a', true],
      ['MedicationAdministration/refused', false],
    ]);
    expect(said.checks.filter(({ subject: about }) => about === 'MedicationAdministration/refused')).toEqual(
      [],
    );
    expect(said.lines.flatMap(({ administrations }) => administrations)).toEqual([
      'MedicationAdministration/a',
      'MedicationAdministration/a',
    ]);
    expect(said.noteText.filter((words) => words.includes('40 mg'))).toHaveLength(1);
    expect(said.unlined.map(({ administration: one, role, why }) => [one, role, why])).toEqual([
      ['MedicationAdministration/refused', 'active', 'not-billed'],
      ['MedicationAdministration/refused', 'cross-check', 'not-billed'],
    ]);
    expect(said.frequencyRules.length > 0 && said.injections[0]?.frequency).toMatchObject({
      scope: 'joint-or-bursa',
    });
  });

  it('carry the counts of the checks, and the states of both people', () => {
    const said = report({ dosage: { site: undefined }, procedure: null, diagnosis: null });
    const gaps = (severity: string): number =>
      said.checks.filter((one) => one.severity === severity && one.outcome === 'gap').length;
    expect([said.signState, said.claimState]).toEqual(['gaps', 'gaps']);
    expect(said.counts).toMatchObject({
      toFix: gaps('fix-before-signing'),
      toResolve: gaps('resolve-before-claim'),
    });
    expect(said.signSentence).toMatch(new RegExp(`^${said.counts.toFix} to fix before you sign`));
    expect(said.claimSentence).toMatch(
      new RegExp(`^${said.counts.toFix} to fix before signing, ${said.counts.toResolve} to resolve`),
    );
    expect(said.noteText.join(' ')).toContain('[site not recorded]');
  });

  it('name the sources each sentence is held back by, with the checks of its own people', () => {
    const said = report({}, AGREED, { ChargeItem: 'denied', Claim: 'denied' });
    expect(said.signState).toBe('no-gaps');
    const ran = (severities: readonly string[]): number =>
      new Set(said.checks.filter(({ severity }) => severities.includes(severity)).map(({ id }) => id)).size;
    expect(said.signSentence).toBe(`No gaps found. ${ran(['fix-before-signing'])} checks ran, 0 could not.`);
    const all = ran(['fix-before-signing', 'resolve-before-claim']);
    expect(said.claimSentence).toMatch(/ could not be read\. /);
    expect(said.claimSentence).toContain(` of ${all} checks did not run`);
  });

  it('say that one cannot be told when its status says nothing', () => {
    const said = report({ administration: { status: 'unknown' }, procedure: null });
    expect(said.signState).toBe('cannot-tell');
    expect(said.signSentence).toMatch(/^Whether 1 injection was given /);
    expect(said.claimSentence).toMatch(/^Whether 1 injection was given /);
  });
});

describe('the disagreement of the tables', () => {
  const about = ({ disagreements, checks, claimState, counts }: EncounterReport) => ({
    shown: disagreements.map(({ code, administrations, acknowledged }) => [
      code,
      administrations,
      acknowledged,
    ]),
    checks: checks
      .filter(({ id }) => id === 'code-tables-agree')
      .map(({ outcome, acknowledged }) => [outcome, acknowledged?.who ?? null]),
    claim: [claimState, counts.toResolve],
  });
  const withSite = (code: string) =>
    report({}, { site: { ...DEFAULT_SITE, acknowledgements: [{ ...ACKNOWLEDGED, code }] } });

  it('counts before the claim while nobody has acknowledged it', () => {
    expect(report().disagreements[0]?.kinds).toEqual(['different-ingredient', 'different-result']);
    const open = {
      shown: [['J3250', ['MedicationAdministration/a'], false]],
      checks: [['gap', null]],
      claim: ['gaps', 1],
    };
    expect(about(report())).toEqual(open);
    expect(about(withSite('J3260'))).toEqual(open);
  });

  it('stays in the report when acknowledged, marked so, and stops counting', () => {
    expect(about(withSite('J3250'))).toEqual({
      shown: [['J3250', ['MedicationAdministration/a'], true]],
      checks: [['gap', 'Compliance lead']],
      claim: ['no-gaps', 0],
    });
  });
});

describe('whether a chart cut from a file is worth a report', () => {
  const isReported = (
    resources: readonly RawResource[],
    changes: Parameters<typeof read>[1] = {},
    askedFor = false,
  ): boolean => evaluateIfReportable(read(resources, changes), SETTINGS, askedFor) !== null;
  const procedure = (status: string): RawResource => ({
    resourceType: 'Procedure',
    id: 'pr',
    status,
    subject,
    encounter: inVisit,
    code: CPT('20610'),
  });
  const heparin = administration({ medicationCodeableConcept: { text: 'heparin' } });
  const steroidOrder = order({ status: 'active' });

  it.each([
    ['an injection', [administration()]],
    ['an injection that was not given', [administration({ status: 'not-done' })]],
    [
      'an injection that names no encounter',
      [administration({ context: undefined, effectiveDateTime: '2026-11' })],
    ],
    ['an injection procedure', [procedure('completed')]],
    ['an injection procedure that does not count', [procedure('not-done')]],
    ['a drug nobody can make out', [administration({ medicationCodeableConcept: undefined })]],
  ] as const)('is for %s', (_, resources) => {
    expect(isReported(resources)).toBe(true);
  });

  it.each([
    ['nothing at all', []],
    ['another drug', [heparin]],
    ['an order alone, where administrations are read', [steroidOrder]],
  ] as const)('is not for %s, unless somebody asked', (_, resources) => {
    expect(isReported(resources)).toBe(false);
    expect(isReported(resources, {}, true)).toBe(true);
  });

  it.each(['partial', 'denied', 'failed'] as const)(
    'is while a source that may hide an injection was %s, and no other source',
    (completeness) => {
      expect(isReported([], { MedicationAdministration: completeness })).toBe(true);
      expect(isReported([], { Procedure: completeness })).toBe(true);
      expect(isReported([], { Condition: completeness })).toBe(false);
    },
  );

  it('is for an order where the system has no administrations, and not for an empty chart', () => {
    const unsupported = { MedicationAdministration: 'unsupported' } as const;
    expect(isReported([steroidOrder], unsupported)).toBe(true);
    expect(isReported([], unsupported)).toBe(false);
  });

  it('is the same report that evaluateEncounter gives', () => {
    const whole = chart(visit(SEEN));
    expect(evaluateIfReportable(whole, SETTINGS, false)).toEqual(evaluateEncounter(whole, SETTINGS));
  });
});
