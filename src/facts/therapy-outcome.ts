import type { TherapyOutcome } from './encounter-facts.ts';
import type { ResourceText } from './resource-notes.ts';
import { wordsOutcome } from './text/polarity.ts';
import { MAX_TEXT, plainText, tokenise } from './text/tokens.ts';

const NEVER_TAKEN =
  /\b(?:never (?:taken|took|started|filled|picked up|attended)|not (?:taken|taking|started|filled|picked up)|did(?: not|n't) (?:take|start|fill|attend|pick)|declined|refused|no[- ]show|cancel)/i;

/** How a therapy went, as its own resource's texts say; `never` when they say it was not taken up at all. */
export function outcomeOfTexts(texts: readonly ResourceText[]): TherapyOutcome | 'never' {
  const read = texts.filter(({ text }) => text.length <= MAX_TEXT);
  if (read.some(({ text }) => NEVER_TAKEN.test(text))) return 'never';
  const outcomes = read.flatMap(({ text }) => wordsOutcome(tokenise(plainText(text))) ?? []);
  const order: readonly TherapyOutcome[] = ['contraindicated', 'intolerant', 'failed', 'tried'];
  return order.find((outcome) => outcomes.some((one) => one === outcome)) ?? 'not-stated';
}
