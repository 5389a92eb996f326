import { readFileSync } from 'node:fs';
import { launchBrowser, startStack } from '../browser.ts';
import { runOne, WHO, type Case, type Shown, type Subject } from './run-one.ts';

/** The chart launched: nothing to fix when everything is read, so that a false clear would show. */
const SCENARIO = 'no-gaps-right-knee-acetate-40mg';

interface BundleLike {
  readonly entry: readonly { readonly resource: { readonly resourceType: string; readonly id: string } }[];
}

export function subjectOf(scenario = SCENARIO): Subject {
  const bundle = JSON.parse(readFileSync(`fhir-fixtures/${scenario}/chart.json`, 'utf8')) as BundleLike;
  const first = (type: string): string => {
    const found = bundle.entry.find(({ resource }) => resource.resourceType === type);
    if (!found) throw new Error(`${scenario} has no ${type}`);
    return `${type}/${found.resource.id}`;
  };
  return { patient: first('Patient'), encounter: first('Encounter') };
}

/** Runs cases on a few stacks at once, each with a log of its own; answers in the cases' order. */
export async function runMatrix(
  cases: readonly Case[],
  { stacks = 2, onShown }: { readonly stacks?: number; readonly onShown?: (shown: Shown) => void } = {},
): Promise<readonly Shown[]> {
  const subject = subjectOf();
  const browser = await launchBrowser();
  const results: Shown[] = [];
  const waiting = cases.entries();
  const worker = async (): Promise<void> => {
    const stack = await startStack();
    try {
      for (const [at, asked] of waiting) {
        const shown = await runOne(browser, stack, subject, asked);
        results[at] = shown;
        onShown?.(shown);
      }
    } finally {
      await stack.close();
    }
  };
  try {
    await Promise.all(Array.from({ length: stacks }, worker));
  } finally {
    await browser.close();
  }
  return results;
}

/** What each case showed: one line per personality and fault, one column per way in. */
export function matrixTable(shown: readonly Shown[]): string {
  const keys = [...new Set(shown.map((one) => `${one.case.personality} ${one.case.fault}`))];
  const cell = (key: string, who: string): string => {
    const one = shown.find(
      (each) => `${each.case.personality} ${each.case.fault}` === key && each.case.who === who,
    );
    if (!one) return '';
    return one.broken.length > 0 ? `BROKEN: ${one.broken.join('; ')} [${one.state}]` : one.state;
  };
  const rows = keys.map((key) => [key, ...WHO.map((who) => cell(key, who))].join(' | '));
  return [['server and fault', ...WHO].join(' | '), ...rows].join('\n');
}
