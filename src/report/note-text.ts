import type { Injection, PriorTherapy } from '../facts/encounter-facts.ts';
import { siteRow } from '../tables/sites.ts';
import { formatDate, formatDateTime } from '../vocab/calendar.ts';
import { DRUG_NAME } from '../vocab/drug.ts';
import type { Fact } from '../vocab/fact.ts';
import { toDecimal } from '../vocab/rational.ts';
import { isIntravenous, ROUTE_NAME } from '../vocab/route.ts';
import { siteName } from '../vocab/site.ts';
import type { ReportCheck } from './report-schema.ts';

/** What the note text is made of, beside the injections. */
export interface AroundInjections {
  readonly therapies: readonly PriorTherapy[];
  readonly checks: readonly Pick<ReportCheck, 'id' | 'subject' | 'outcome' | 'messageKey'>[];
}

/**
 * A factual paragraph per injection, then one of what was tried before, made of recorded facts only. Everything else is a blank that says what is
 * missing and why it is blank: text assembled here is pasted into a note, so it must not promote a fact that
 * stands in free text or in an order alone. No patient, no resource id.
 */
export function noteText(injections: readonly Injection[], around: AroundInjections): string[] {
  const reasonless = around.checks.filter(
    ({ id, outcome }) => id === 'rationale-documented' && outcome === 'gap',
  );
  return [
    ...injections.map((one) =>
      paragraph(
        one,
        reasonless.some(({ subject }) => subject === one.reference),
      ),
    ),
    ...triedBefore(around),
  ];
}

/** Once for the visit, because what was tried is read once; nothing where earlier treatment is not asked for. */
function triedBefore({ therapies, checks }: AroundInjections): string[] {
  const asked = checks.filter(({ id }) => id === 'prior-therapy-documented');
  if (asked.some(({ outcome }) => outcome === 'gap')) return ['[prior therapy not documented]'];
  if (!asked.some(({ messageKey }) => messageKey === 'documented')) return [];
  const known = therapies.filter(isStated);
  const sentences = [
    listed(
      'Tried before',
      known.filter((one) => !isOrderAlone(one)),
    ),
    listed('Ordered before', known.filter(isOrderAlone)),
  ].filter((sentence) => sentence !== '');
  return sentences.length === 0 ? [] : [sentences.join(' ')];
}

const listed = (head: string, therapies: readonly PriorTherapy[]): string =>
  therapies.length === 0 ? '' : `${head}: ${[...new Set(therapies.map(therapyWords))].sort().join('; ')}.`;

/** Sources with a field of their own for the therapy. What somebody wrote in a note is in the note already. */
const STRUCTURED: ReadonlySet<PriorTherapy['found']> = new Set([
  'order',
  'statement',
  'administration',
  'procedure',
  'service',
]);

const isStated = ({ found, standing, outcome }: PriorTherapy): boolean =>
  STRUCTURED.has(found) && standing === 'counts' && outcome !== 'contraindicated';

/** Words that stand in a note already, and only a person can vouch for. */
const fromWords = ({ evidence }: PriorTherapy): boolean =>
  evidence.some(({ path }) => /note|text/i.test(path));

/** An order whose outcome has no field: nothing but the order says the patient took it. */
const isOrderAlone = (therapy: PriorTherapy): boolean =>
  therapy.found === 'order' && (therapy.outcome === 'not-stated' || fromWords(therapy));

const OUTCOME_WORDS: Readonly<Record<PriorTherapy['outcome'], string>> = {
  failed: ', no relief',
  intolerant: ', not tolerated',
  contraindicated: '',
  tried: '',
  'not-stated': '',
};

/** "naproxen from Aug 2026, no relief"; an outcome that only words state stays with those words. */
function therapyWords(therapy: PriorTherapy): string {
  const { name, start, outcome } = therapy;
  const since = start === null ? '' : ` from ${formatDate(start.slice(0, 'YYYY-MM'.length))}`;
  return `${name}${since}${fromWords(therapy) ? '' : OUTCOME_WORDS[outcome]}`;
}

function paragraph(injection: Injection, reasonIsMissing: boolean): string {
  const { drug, dose, route, time, performer } = injection;
  const parts = [
    `${upper(stated('formulation', drug, (value) => DRUG_NAME[value]))} ${doseWords(dose)}`,
    stated('route', route, (value) => ROUTE_NAME[value]),
    ...placeWords(injection),
    stated('time', time, formatDateTime),
    `given by ${stated('performer', performer, personName)}`,
    ...(reasonIsMissing ? ['[reason not recorded]'] : []),
  ];
  return `${parts.join(', ')}.`;
}

const upper = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** The amount as recorded when it is in milligrams already; else both, so that the arithmetic can be checked. */
function doseWords({ amount, mg, steps }: Injection['dose']): string {
  if (mg.how === 'recorded') {
    const milligrams = `${toDecimal(mg.value)} mg`;
    return steps.length > 0 && amount.how === 'recorded' ? `${milligrams} (${amount.value})` : milligrams;
  }
  return stated('dose', amount, (value) => value);
}

/** Site and side; by vein neither is asked for, and the side only of a paired site. */
function placeWords({ route, site, side }: Injection): string[] {
  if (route.how === 'recorded' && isIntravenous(route.value)) return [];
  if (site.how !== 'recorded') return [blank('site', site.how)];
  if (!siteRow(site.value).paired) return [siteName(site.value)];
  if (side.how !== 'recorded') return [siteName(site.value), blank('side', side.how)];
  return [
    side.value === 'bilateral'
      ? `both sides, ${siteName(site.value)}`
      : `${side.value} ${siteName(site.value)}`,
  ];
}

type NotRecorded = Exclude<Fact<never>['how'], 'recorded'>;

const BLANK: Readonly<Record<NotRecorded, string>> = {
  'not-recorded': 'not recorded',
  'text-only': 'recorded in text only',
  'order-only': 'stated by the order only',
  'not-recognised': 'not recognised',
  conflicting: 'recorded differently in two places',
};

const blank = (what: string, how: NotRecorded): string => `[${what} ${BLANK[how]}]`;

/** The value of a recorded fact, or a blank in square brackets. */
const stated = <T>(what: string, fact: Fact<T>, words: (value: T) => string): string =>
  fact.how === 'recorded' ? words(fact.value) : blank(what, fact.how);

/** A name as it stands; a bare reference names nobody a reader of the note would know. */
const personName = (name: string): string => (/^[A-Z]\w+\/\S+$/.test(name) ? '[name not recorded]' : name);
