import { formatDate, formatDateTime } from '../../vocab/calendar.ts';
import type { EncounterReport, ReportCheck, ReportFact, ReportInjection } from '../report-schema.ts';

/**
 * A query to the clinician, composed the way AHIMA and ACDIS ask ("Guidelines for Achieving a Compliant Query
 * Practice"): clinical indicators from this record with their source, an open question, choices that favour
 * none, always "Other" and "Unable to determine", and nothing about money, codes or what a payer wants.
 */
export interface ClinicianQuery {
  readonly check: string;
  readonly subject: string | null;
  readonly question: string;
  readonly indicators: readonly { readonly text: string; readonly source: string }[];
  readonly choices: readonly string[];
}

const ALWAYS = ['Other (specify)', 'Unable to determine'] as const;
const OPEN = ['Answer in own words: ____'] as const;

/** Questions by check. A check without an entry here is not a matter for the clinician. */
const QUESTIONS: Readonly<
  Record<string, { readonly question: string; readonly choices: readonly string[] }>
> = {
  'dose-recorded': { question: 'What dose was given?', choices: ['Dose and unit: ____'] },
  'dose-in-milligrams': {
    question: 'What was given, as volume and strength or as mass?',
    choices: ['Dose and unit: ____'],
  },
  'route-recorded': { question: 'By which route was the injection given?', choices: ['Route: ____'] },
  'site-recorded': { question: 'Into which site was the injection given?', choices: ['Site: ____'] },
  'side-recorded': {
    question: 'Which side was injected?',
    choices: ['Left', 'Right', 'Both sides, dose for each: ____'],
  },
  'formulation-recorded': {
    question: 'Which formulation was given?',
    choices: ['Formulation as on the product: ____'],
  },
  'prior-therapy-documented': {
    question: 'What was tried before this injection, if anything, and with what result?',
    choices: ['Tried before, with result: ____', 'Nothing was tried before'],
  },
  'rationale-documented': { question: 'What was the reason for this injection?', choices: OPEN },
  'diagnosis-documented': {
    question: 'Which condition was treated with this injection?',
    choices: ['Condition: ____'],
  },
  'diagnosis-specific': {
    question: 'Can the diagnosis be stated more specifically?',
    choices: ['Diagnosis: ____', 'No more specific diagnosis is known'],
  },
  'time-recorded': { question: 'When was the injection given?', choices: ['Date and time: ____'] },
  'performer-recorded': { question: 'Who gave the injection?', choices: ['Given by: ____'] },
  'sides-agree': {
    question: 'The record states two sides. Which side was injected?',
    choices: ['Left', 'Right', 'Both sides, dose for each: ____'],
  },
  'sites-agree': {
    question: 'The record states two sites. Which site was injected?',
    choices: ['Site: ____'],
  },
  'dose-matches-order': {
    question: 'The dose given and the dose ordered differ. What was given, and why?',
    choices: OPEN,
  },
  'route-fits-formulation': { question: 'Which formulation was given, and by which route?', choices: OPEN },
  'route-fits-site': {
    question: 'Into which site, and by which route, was the injection given?',
    choices: OPEN,
  },
  'duplicate-administration': {
    question: 'Two administrations are recorded alike. How many injections were given?',
    choices: ['One', 'Two', 'Another number: ____'],
  },
  'waste-recorded': {
    question: 'Was any of the drug discarded, and how much?',
    choices: ['Amount discarded: ____', 'Nothing was discarded'],
  },
  'procedure-recorded': { question: 'Which procedure was performed?', choices: OPEN },
  'administration-recorded': {
    question: 'Was a drug injected in this procedure, and which?',
    choices: ['Drug, dose and route: ____', 'No drug was injected'],
  },
};

export const mayAskClinician = (check: ReportCheck): boolean => Object.hasOwn(QUESTIONS, check.id);

const stated = (label: string, fact: ReportFact): { text: string; source: string }[] =>
  fact.words === null
    ? fact.values.map((value, index) => ({ text: `${label}: ${value}`, source: sourceOf(fact, index) }))
    : [
        {
          text: `${label}: ${fact.words}${fact.how === 'text-only' ? ' (from text)' : fact.how === 'order-only' ? ' (from the order)' : ''}`,
          source: sourceOf(fact, 0),
        },
      ];

function sourceOf(fact: ReportFact, index: number): string {
  const evidence = fact.evidence[index] ?? fact.evidence[0];
  return evidence ? `${evidence.reference}, ${evidence.path}` : 'source not stated';
}

const injectionIndicators = (injection: ReportInjection): readonly { text: string; source: string }[] => [
  ...stated('Drug', injection.drug.how === 'not-recognised' ? injection.ingredient : injection.drug),
  ...stated('Amount', injection.amount),
  ...stated('Route', injection.route),
  ...stated('Site', injection.site),
  ...stated('Side', injection.side),
  ...(injection.time
    ? [{ text: `Time: ${formatDateTime(injection.time)}`, source: injection.administration }]
    : []),
  ...stated('Reason', injection.rationale),
];

const first = (evidence: readonly { reference: string; path: string }[], otherwise: string): string =>
  evidence[0] ? `${evidence[0].reference}, ${evidence[0].path}` : otherwise;

/** The query for one check result, or null when it is not a matter for the clinician. Facts only, no codes. */
export function composeQuery(report: EncounterReport, check: ReportCheck): ClinicianQuery | null {
  const template = Object.hasOwn(QUESTIONS, check.id) ? QUESTIONS[check.id] : undefined;
  if (!template) return null;
  const injection = report.injections.find((one) => one.administration === check.subject);
  const procedures = report.procedures
    .filter((one) => one.counts)
    .flatMap((one) => [...stated('Procedure site', one.site), ...stated('Procedure side', one.side)]);
  const diagnoses = report.diagnoses
    .filter((one) => one.text !== null)
    .map((one) => ({
      text: `Diagnosis: ${one.text}${one.standing === 'problem-list' ? ' (problem list)' : ''}`,
      source: first(one.evidence, one.reference),
    }));
  const therapies = report.therapies.map((one) => ({
    text: `Earlier therapy: ${one.name}${one.start ? `, from ${formatDate(one.start)}` : ''}${one.outcome === 'not-stated' ? '' : `, ${one.outcome}`}`,
    source: first(one.evidence, 'source not stated'),
  }));
  return {
    check: check.id,
    subject: check.subject,
    question: template.question,
    indicators: [
      ...(injection ? injectionIndicators(injection) : []),
      ...procedures,
      ...diagnoses,
      ...therapies,
    ],
    choices: [...template.choices, ...ALWAYS],
  };
}

/** The query as text to send: names no patient, no code, no payer. */
export function queryText(query: ClinicianQuery): string {
  const indicators = query.indicators.map((one) => `- ${one.text} [${one.source}]`);
  const choices = query.choices.map((choice) => `( ) ${choice}`);
  return [
    'Clinical indicators in this record:',
    ...(indicators.length > 0 ? indicators : ['- none recorded']),
    '',
    query.question,
    ...choices,
  ].join('\n');
}
