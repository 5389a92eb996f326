import type { FindingAside, LineDecision } from './decisions.ts';
import { identityOf, isSameStatement, madeOn, type MadeOn, type Reading } from './made-on.ts';

/** A decision a coder makes about a line; that the clinician was asked follows from the question. */
export type OwnDecision = Exclude<LineDecision, { action: 'asked' }>;

/** A question as it was sent, in one reading. */
export interface Question {
  readonly check: string;
  readonly subject: string | null;
  /** Key of the line it was asked from; null from an injection without one, or the encounter. */
  readonly line: string | null;
  readonly text: string;
}

/** A decision that outlives the reading it was made in: `line` is the line's identity. */
export type MadeDecision = OwnDecision & { readonly on: MadeOn };

/** A question that outlives its reading. */
export interface MadeQuestion extends Omit<Question, 'line'> {
  readonly on: MadeOn | null;
}

/** All a coder decided about one encounter, each with what it was made on. In `asides`, `line` is an identity. */
export interface MadeDecisions {
  readonly decisions: readonly MadeDecision[];
  readonly asked: readonly MadeQuestion[];
  readonly asides: readonly FindingAside[];
}

/** A decision that does not count: its line states something else now, or is not proposed any more. */
export interface EarlierDecision {
  readonly decision: LineDecision;
  readonly on: MadeOn;
  /** The line as it is now; null where it is not proposed. */
  readonly now: MadeOn | null;
}

/** What of it counts in one reading. Every `line` is a key of that reading. */
export interface LaidDecisions {
  readonly decisions: readonly LineDecision[];
  /** Questions that still stand: the encounter waits for these. */
  readonly asked: readonly Question[];
  readonly asides: readonly FindingAside[];
  readonly earlier: readonly EarlierDecision[];
  /** Decisions about lines of another table, which come back with it. */
  readonly elsewhere: readonly EarlierDecision[];
}

interface LineNow {
  readonly key: string;
  readonly on: MadeOn;
}

/**
 * Lays decisions over a reading other than the one they were made in. A decision counts while its line is there and
 * states the same; else it is an earlier one. What comes back counts again.
 */
export function layOver(reading: Reading, made: MadeDecisions): LaidDecisions {
  const lines = reading.lines
    .filter((line) => line.role === 'active')
    .map((line): LineNow => ({ key: line.key, on: madeOn(reading, line) }));
  const asked = made.asked.flatMap((question) => stillAsked(question, { reading, lines }));
  const waiting = new Set(asked.map(({ line }) => line));
  const judged = [...made.decisions, ...askedLines(made.asked)].map(({ on, ...decision }) => {
    const line = lines.find((one) => one.on.identity === on.identity) ?? null;
    const stands =
      line !== null && isSameStatement(on, line.on) && (decision.action !== 'asked' || waiting.has(line.key));
    return { decision, on, line, stands };
  });
  const others = judged
    .filter(({ stands }) => !stands)
    .map(({ decision, on, line }) => ({ decision, on, now: line?.on ?? null }));
  const isElsewhere = ({ on, now }: EarlierDecision): boolean =>
    now === null && on.under !== reading.tables.active;
  return {
    decisions: judged.flatMap(({ decision, line, stands }) =>
      line && stands ? [{ ...decision, line: line.key }] : [],
    ),
    asked,
    asides: made.asides.flatMap((aside) => stillAside(aside, reading)),
    earlier: others.filter((one) => !isElsewhere(one)),
    elsewhere: others.filter(isElsewhere),
  };
}

/** One "asked" for each line that was asked about: the newest question. */
function askedLines(
  asked: readonly MadeQuestion[],
): readonly (Extract<LineDecision, { action: 'asked' }> & { readonly on: MadeOn })[] {
  const newest = new Map(asked.flatMap(({ on, text }) => (on ? [[on.identity, { on, text }] as const] : [])));
  return [...newest.values()].map(({ on, text }) => ({
    line: on.identity,
    action: 'asked',
    query: text,
    on,
  }));
}

/** A question waits while what it asks about stands open, and the line it was asked from states the same. */
function stillAsked(
  { on, check, subject, text }: MadeQuestion,
  { reading, lines }: { readonly reading: Reading; readonly lines: readonly LineNow[] },
): readonly Question[] {
  if (!reading.findings.some((one) => one.check === check && one.subject === subject)) return [];
  if (on === null) return [{ check, subject, text, line: null }];
  const line = lines.find((one) => one.on.identity === on.identity);
  return line && isSameStatement(on, line.on) ? [{ check, subject, text, line: line.key }] : [];
}

/** A finding put aside is one while it stands open; its line may have another key now. */
function stillAside(aside: FindingAside, { lines, findings }: Reading): readonly FindingAside[] {
  const identity = (key: string | null): string | null => {
    const line = lines.find((one) => one.key === key);
    return line ? identityOf(line) : key;
  };
  const found = findings.find(
    ({ check, subject, line }) =>
      check === aside.check && subject === aside.subject && identity(line) === aside.line,
  );
  return found ? [{ ...aside, line: found.line }] : [];
}
