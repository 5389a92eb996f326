import type { TherapyKind } from '../vocab/therapy.ts';
import type { TherapyOutcome } from './encounter-facts.ts';
import type { ResourceText } from './resource-notes.ts';
import { findPhrases } from './text/phrases.ts';
import { wordsOutcome } from './text/polarity.ts';
import { THERAPY_WORDS } from './text/therapy-words.ts';
import { MAX_TEXT, plainText, tokenise } from './text/tokens.ts';

const NEVER_TAKEN =
  /\b(?:never (?:taken|took|started|filled|picked up|attended)|not (?:taken|taking|started|filled|picked up)|did(?: not|n't) (?:take|start|fill|attend|pick)|declined|refused|no[- ]show|cancel|unreachable|unable to (?:reach|contact|schedule)|(?:schedul\w+|contact) attempts?)/i;

/** A text that names only therapies of other kinds is about those: "failed NSAIDs" on an order for physical therapy. */
function outcomeOfText(text: string, kind: TherapyKind): ReturnType<typeof wordsOutcome> {
  const tokens = tokenise(plainText(text));
  const named = findPhrases(tokens, THERAPY_WORDS);
  return named.length > 0 && named.every(({ means }) => means.kind !== kind) ? null : wordsOutcome(tokens);
}

/** How a therapy went, as its own resource's texts say; `never` when they say it was not taken up at all. */
export function outcomeOfTexts(texts: readonly ResourceText[], kind: TherapyKind): TherapyOutcome | 'never' {
  const read = texts.filter(({ text }) => text.length <= MAX_TEXT);
  if (read.some(({ text }) => NEVER_TAKEN.test(text))) return 'never';
  const outcomes = read.flatMap(({ text }) => outcomeOfText(text, kind) ?? []);
  const order: readonly TherapyOutcome[] = ['contraindicated', 'intolerant', 'failed', 'tried'];
  return order.find((outcome) => outcomes.some((one) => one === outcome)) ?? 'not-stated';
}
