import type { ReportFact, ReportInjection } from '../report/report-schema.ts';
import { formatDateTime } from '../vocab/calendar.ts';
import { excludedWords } from '../vocab/excluded.ts';

/** The medication line, with every hole in place and in words. */
export function injectionWords(injection: ReportInjection): string {
  const { drug, ingredient, doseMg, amount, route, site, side } = injection;
  const name =
    drug.words ??
    (ingredient.words === null
      ? factWords('drug', drug)
      : `${ingredient.words}, formulation ${HOLE[drug.how]}`);
  const dose = doseMg.words === null ? factWords('dose', amount) : `DOSE ${factWords('dose', doseMg)}`;
  const byVein = (route.value ?? '').startsWith('intravenous');
  const place = byVein && site.how === 'not-recorded' ? [] : [placeWords(site, side, injection.paired)];
  const time = injection.time === null ? 'time not recorded' : formatDateTime(injection.time);
  const parts = [name, dose, factWords('route', route), ...place, time, performerWords(injection.performer)];
  const excluded = injection.excluded === null ? '' : `\nnot counted: ${excludedWords(injection.excluded)}`;
  const steps = injection.doseSteps.length > 0 ? `\n${injection.doseSteps.join('; ')}` : '';
  return `${parts.join(' — ')} [${injection.administration}]${steps}${excluded}`;
}

const HOLE: Readonly<Record<ReportFact['how'], string>> = {
  recorded: 'recorded',
  'text-only': 'from text',
  'order-only': 'from the order',
  'not-recorded': 'not recorded',
  'not-recognised': 'not recognised',
  conflicting: 'recorded differently in two places',
};

/** A fact in words with how it is known, where that is not plainly recorded. */
export function factWords(what: string, fact: ReportFact): string {
  if (fact.words !== null) return fact.how === 'recorded' ? fact.words : `${fact.words} (${HOLE[fact.how]})`;
  if (fact.how === 'conflicting') return `${what} ${HOLE.conflicting}: ${fact.values.join(' / ')}`;
  return fact.original === null ? `${what} ${HOLE[fact.how]}` : `${what} not recognised: "${fact.original}"`;
}

function placeWords(site: ReportFact, side: ReportFact, paired: boolean | null): string {
  if (site.words === null) return factWords('site', site);
  if (paired === false) return factWords('site', site);
  return side.words === null
    ? `${factWords('site', site)}, ${factWords('side', side)}`
    : `${factWords('side', side)} ${factWords('site', site)}`;
}

const performerWords = (performer: ReportFact): string =>
  performer.words === null
    ? factWords('person who gave it', performer)
    : `given by ${factWords('', performer)}`;
