import type { ReactElement } from 'react';
import {
  conflictingFact,
  missingFact,
  recordedFact,
  unrecognisedFact,
} from '../../src/test-kit/sample-facts.ts';
import { MedicationLine } from '../../src/ui/medication-line.tsx';
import { DRUG_NAME } from '../../src/vocab/drug.ts';
import { excludedWords } from '../../src/vocab/excluded.ts';
import { ROUTE_NAME } from '../../src/vocab/route.ts';
import { SITES, siteName } from '../../src/vocab/site.ts';
import { stack } from './stack.tsx';

const longest = (names: readonly string[]): string =>
  names.reduce((long, name) => (name.length > long.length ? name : long), '');

const LINE = {
  drug: recordedFact('methylprednisolone acetate', 'medicationCodeableConcept'),
  dose: recordedFact('40 mg', 'dosage.dose'),
  route: recordedFact('intra-articular', 'dosage.route'),
  site: recordedFact('knee', 'dosage.site'),
  side: recordedFact('right', 'dosage.site'),
  paired: true,
  time: recordedFact('14:05, 23 Nov 2026', 'effectiveDateTime'),
  performer: recordedFact('R. Osei RN', 'performer'),
} as const;
/** The medication line with every kind of hole, and with the longest real names. */
export const MEDICATION_LINES: Readonly<Record<string, () => ReactElement>> = {
  'medication-line': () =>
    stack(
      <MedicationLine {...LINE} />,
      <MedicationLine {...LINE} side={missingFact('site')} />,
      <MedicationLine {...LINE} site={missingFact('site')} side={missingFact('site')} paired={null} />,
      <MedicationLine
        {...LINE}
        dose={missingFact('dose')}
        route={missingFact('route')}
        performer={missingFact('p')}
        time={missingFact('t')}
      />,
      <MedicationLine
        {...LINE}
        dose={recordedFact('40 mg', 'dosage.text', 'text-only')}
        route={recordedFact('intra-articular', 'route', 'order-only')}
      />,
      <MedicationLine
        {...LINE}
        drug={unrecognisedFact('METH125I', 'code')}
        side={conflictingFact(['left', 'right'], 'site')}
      />,
      <MedicationLine {...LINE} excluded={excludedWords('not-done')} />,
      <MedicationLine
        {...LINE}
        drug={recordedFact(longest(Object.values(DRUG_NAME)), 'code')}
        route={recordedFact(longest(Object.values(ROUTE_NAME)), 'route')}
        site={recordedFact(longest(SITES.map(siteName)), 'site')}
        performer={recordedFact('Anneliese Featherstonehaugh-Vanderbilt RN', 'performer')}
      />,
    ),
  'longest-names': () =>
    stack(
      ...['not-done', 'status-unknown', 'modifier-not-understood'].map((reason) => (
        <MedicationLine key={reason} {...LINE} excluded={excludedWords(reason)} />
      )),
      ...Object.values(DRUG_NAME).map((drug) => (
        <MedicationLine key={drug} {...LINE} drug={recordedFact(drug, 'code')} />
      )),
      ...Object.values(DRUG_NAME).map((drug) => (
        <MedicationLine key={drug} {...LINE} drug={recordedFact(drug, 'code')} dose={missingFact('dose')} />
      )),
      <MedicationLine
        {...LINE}
        route={recordedFact(longest(Object.values(ROUTE_NAME)), 'route')}
        site={recordedFact(longest(SITES.map(siteName)), 'site')}
      />,
    ),
};
