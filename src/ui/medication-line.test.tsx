import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { conflictingFact, missingFact, recordedFact, unrecognisedFact } from '../test-kit/sample-facts.ts';
import { DRUG_NAME } from '../vocab/drug.ts';
import { ROUTE_NAME } from '../vocab/route.ts';
import { SITES, siteName } from '../vocab/site.ts';
import { MedicationLine, type MedicationLineProps } from './medication-line.tsx';

afterEach(cleanup);

const LINE: MedicationLineProps = {
  drug: recordedFact('methylprednisolone acetate', 'code'),
  dose: recordedFact('40 mg', 'dosage.dose'),
  route: recordedFact('intra-articular', 'dosage.route'),
  site: recordedFact('knee', 'dosage.site'),
  side: recordedFact('right', 'dosage.site'),
  paired: true,
  time: recordedFact('14:05, 23 Nov 2026', 'effectiveDateTime'),
  performer: recordedFact('R. Osei RN', 'performer'),
};

const text = (element: Element): string => (element.textContent ?? '').replaceAll('\u00a0', ' ').trim();
const lineOf = (change: Partial<MedicationLineProps>): HTMLElement =>
  render(<MedicationLine {...LINE} {...change} />).container;
const partsOf = (container: HTMLElement): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...container.querySelectorAll<HTMLElement>('[data-part]')].map((part) => [
      part.dataset['part'],
      text(part).replace(/ —$/, ''),
    ]),
  );
const outcomes = (container: HTMLElement): readonly (string | undefined)[] =>
  [...container.querySelectorAll<HTMLElement>('[data-outcome]')].map((mark) => mark.dataset['outcome']);

describe('a medication line', () => {
  test('reads drug, dose, route, place, time and person in that order', () => {
    expect(text(lineOf({}))).toBe(
      'methylprednisolone acetate — DOSE 40 mg — intra-articular — right knee — 14:05, 23 Nov 2026 — given by R. Osei RN',
    );
  });

  test('marks nothing when everything is recorded', () => {
    expect(outcomes(lineOf({}))).toEqual([]);
  });

  test('puts a missing side in its place, as a hole, beside the site', () => {
    const container = lineOf({ side: missingFact('site') });
    expect(partsOf(container)).toMatchObject({ site: 'knee', side: 'side not recorded' });
    expect(outcomes(container)).toEqual(['gap']);
  });

  test('asks for no side where the site has none', () => {
    const container = lineOf({
      site: recordedFact('lumbar spine', 'site'),
      side: missingFact('site'),
      paired: false,
    });
    expect(partsOf(container)).not.toHaveProperty('side');
    expect(outcomes(container)).toEqual([]);
  });

  test('says every missing part in words', () => {
    const none = missingFact('everywhere');
    const container = lineOf({
      drug: none,
      dose: none,
      route: none,
      site: none,
      side: none,
      paired: null,
      time: none,
      performer: none,
    });
    expect(partsOf(container)).toEqual({
      drug: 'drug not recorded',
      dose: 'dose not recorded',
      route: 'route not recorded',
      site: 'site not recorded',
      time: 'time not recorded',
      performer: 'person who gave it not recorded',
    });
  });

  test('misses no site where the route is a vein, and shows one that stands there', () => {
    const none = missingFact('site');
    const route = recordedFact('intravenous push', 'route');
    const byVein = lineOf({ route, site: none, side: none });
    expect(partsOf(byVein)).not.toHaveProperty('site');
    expect(outcomes(byVein)).toEqual([]);
    expect(partsOf(lineOf({ route, site: none }))).toMatchObject({ side: 'right' });
    expect(partsOf(lineOf({ route }))).toMatchObject({ place: 'right knee' });
  });

  test('keeps a side whose site is missing', () => {
    expect(partsOf(lineOf({ site: missingFact('site') }))).toMatchObject({
      site: 'site not recorded',
      side: 'right',
    });
  });

  test('marks text, order, foreign and conflicting values as a person must look at them', () => {
    const container = lineOf({
      drug: unrecognisedFact('METH125I', 'code'),
      dose: recordedFact('40 mg', 'dosage.text', 'text-only'),
      route: recordedFact('intra-articular', 'route', 'order-only'),
      side: conflictingFact(['left', 'right'], 'site'),
    });
    expect(partsOf(container)).toMatchObject({
      drug: 'drug not recognised: “METH125I”',
      dose: '40 mg (from text)',
      route: 'intra-articular (order only)',
      side: 'side conflicting: left or right',
    });
    expect(outcomes(container)).toEqual(['cannot-tell', 'cannot-tell', 'cannot-tell', 'cannot-tell']);
  });

  test('shows an amount without milligrams as it stands, marked', () => {
    const container = lineOf({
      dose: unrecognisedFact('2 mL', 'dosage.dose'),
      amount: recordedFact('2 mL', 'dosage.dose'),
    });
    expect(partsOf(container)).toMatchObject({ dose: '2 mL, milligrams not known' });
    expect(outcomes(container)).toEqual(['cannot-tell']);
    cleanup();
    expect(partsOf(lineOf({ dose: missingFact('dose'), amount: missingFact('dose') }))).toMatchObject({
      dose: 'dose not recorded',
    });
  });

  test('strikes an excluded row through and says why', () => {
    const container = lineOf({ excluded: 'Not given.' });
    expect(container.querySelector('s')).not.toBeNull();
    expect(text(container)).toContain('Not given.');
  });

  test('never shortens the longest real names', () => {
    for (const drug of Object.values(DRUG_NAME)) {
      expect(partsOf(lineOf({ drug: recordedFact(drug, 'code') }))).toMatchObject({ drug });
      cleanup();
    }
    for (const route of Object.values(ROUTE_NAME)) {
      expect(partsOf(lineOf({ route: recordedFact(route, 'route') }))).toMatchObject({ route });
      cleanup();
    }
    for (const site of SITES.map(siteName)) {
      expect(partsOf(lineOf({ site: recordedFact(site, 'site') }))).toMatchObject({ place: `right ${site}` });
      cleanup();
    }
  });

  test('never parts a number from its unit', () => {
    expect(lineOf({}).textContent).toContain('40\u00a0mg');
  });
});
