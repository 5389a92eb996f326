import type { TherapyOutcome } from '../encounter-facts.ts';
import type { TherapyKind } from '../../vocab/therapy.ts';
import { clausesOf, type Clause } from './clauses.ts';
import { findPhrases, type Mention } from './phrases.ts';
import { polarityOf } from './polarity.ts';
import { THERAPY_WORDS, type TherapyWord } from './therapy-words.ts';
import { isMark, isWord, plainText, type Token } from './tokens.ts';

/** A therapy a text says was tried, and how it went. Mentions without such a word are no statement. */
export interface TherapyStatement {
  readonly kind: TherapyKind;
  readonly name: string;
  readonly outcome: Exclude<TherapyOutcome, 'not-stated'>;
  /** The clause it stands in, as written. */
  readonly fragment: string;
}

/** Longest text read; a longer one must count as not read. */
export const MAX_NOTE = 200_000;

const BEFORE_PT: ReadonlySet<string> = new Set(
  (
    'failed failing tried completed of with and or plus formal home outpatient attended did underwent had despite ' +
    'after through including some his her prior previous to doing finished tolerated no without'
  ).split(' '),
);

/** "PT" as physical therapy, not as prothrombin time ("PT/INR"): capitals in a text that is not all capitals, after a word that takes a treatment. */
function physicalTherapyAt(
  tokens: readonly Token[],
  plain: string,
  place: number,
): Mention<TherapyWord> | null {
  const token = tokens[place];
  if (token?.text !== 'pt' || plain.slice(token.start, token.end) !== 'PT') return null;
  if (isMark(tokens[place + 1], '/') || tokens[place + 1]?.text === 'inr') return null;
  const before = tokens[place - 1];
  const led = isWord(before, BEFORE_PT) || isMark(before, ',/&+(');
  // "PT x 6 weeks": a treatment is counted, a patient is not.
  const counted =
    ['x', '\u00D7'].includes(tokens[place + 1]?.text ?? '') && tokens[place + 2]?.kind === 'number';
  return led || counted
    ? { means: { kind: 'physical-therapy', name: 'physical therapy' }, from: place, to: place }
    : null;
}

const PAST_INJECTION: ReadonlySet<string> = new Set([
  'prior',
  'previous',
  'earlier',
  'last',
  'past',
  'first',
  'several',
]);

/** An injection counts as earlier only where the text calls it so: the note is about today's. */
function isPast(tokens: readonly Token[], { from }: Mention<TherapyWord>): boolean {
  return [1, 2, 3].some((back) => isWord(tokens[from - back], PAST_INJECTION));
}

function mentionsOf(clause: Clause, plain: string, isShouted: boolean): readonly Mention<TherapyWord>[] {
  const { tokens } = clause;
  const named = findPhrases(tokens, THERAPY_WORDS).filter(
    (mention) => mention.means.needs !== 'past-injection' || isPast(tokens, mention),
  );
  const covered = (place: number): boolean => named.some(({ from, to }) => from <= place && place <= to);
  const physical = tokens.flatMap((_, place) =>
    isShouted || covered(place) ? [] : (physicalTherapyAt(tokens, plain, place) ?? []),
  );
  return [...named, ...physical];
}

/**
 * Therapies that a note or comment says were tried, failed, not tolerated or ruled out. Plans, denials, doubts, other
 * people's treatments and bare mentions ("Medications: naproxen") are none.
 *
 * @param year - the year of the injection: a statement that names an older year than the one before is too old.
 */
export function readTherapyStatements(text: string, year: number | null = null): readonly TherapyStatement[] {
  if (text.length > MAX_NOTE) return [];
  const plain = plainText(text);
  // In a text all in capitals "PT" is no sign of anything.
  const isShouted = plain === plain.toUpperCase();
  const seen = new Set<string>();
  return clausesOf(plain).flatMap((clause) => {
    const mentions = mentionsOf(clause, plain, isShouted);
    if (mentions.length === 0) return [];
    const outcome = polarityOf(clause.tokens, mentions, year);
    if (outcome === null) return [];
    return mentions.flatMap(({ means }) => {
      const key = `${means.kind}|${means.name}|${outcome}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ kind: means.kind, name: means.name, outcome, fragment: clause.text }];
    });
  });
}
