import { expect, it } from 'vitest';
import type { Scenario } from './load-fixtures.ts';
import { generatePopulation } from './population.ts';
import { at, referenceTo, type Resource, textAt, typeAndId } from './resource.ts';
import { testCharts } from './test-charts.ts';

const charts = testCharts();
const scenarios: readonly Scenario[] = [
  { name: 'one', resources: charts.slice(0, charts.length / 2) },
  { name: 'two', resources: charts.slice(charts.length / 2) },
];
const make = (size: number) => generatePopulation(scenarios, { size, today: '2026-12-31', days: 30 });

it('makes the same population every time', () => {
  expect(make(50)).toEqual(make(50));
});

it('gives each patient a chart whose references stay inside it', () => {
  const made = make(40);
  const known = new Set(made.map(referenceTo));
  expect(known.size).toBe(made.length);
  expect(made.filter((each) => each.resourceType === 'Patient')).toHaveLength(40);
  const subjects = made.flatMap((each) => at(each, 'subject.reference'));
  expect(subjects.every((each) => typeof each === 'string' && known.has(typeAndId(each) ?? ''))).toBe(true);
});

it('spreads visits over the days asked for, by several clinicians and sites', () => {
  const visits = make(200).filter((each) => each.resourceType === 'Encounter');
  const days = visits.map((each) => textAt(each, 'period.start')?.slice(0, 10) ?? '').toSorted();
  expect(days[0]).toBe('2026-12-02');
  expect(days.at(-1)).toBe('2026-12-31');
  const distinct = (path: string) => new Set(visits.map((each) => textAt(each, path))).size;
  expect(distinct('participant.individual.reference')).toBe(12);
  expect(distinct('serviceProvider.reference')).toBe(4);
});

it('moves a whole chart together: the injection stays in its visit', () => {
  const made = make(30);
  const day = (each: Resource, path: string): string | undefined => textAt(each, path)?.slice(0, 10);
  for (const given of made.filter((each) => each.id.endsWith('-given-3'))) {
    const visit = made.find((each) => referenceTo(each) === textAt(given, 'context.reference'));
    expect(visit && day(visit, 'period.start')).toBe(day(given, 'effectiveDateTime'));
  }
});
