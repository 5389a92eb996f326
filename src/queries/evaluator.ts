import type { Chart } from '../facts/chart.ts';
import type { EncounterReport } from '../report/report-schema.ts';
// oxlint-disable-next-line import/default -- the bundler makes this one: the built worker's address
import workerUrl from './evaluation-worker.ts?worker&url';
import type { EvaluationAnswer, EvaluationChoice, EvaluationMessage } from './evaluation.ts';

/** Evaluating ended without a report; the message is fit to show. */
export class EvaluationFailed extends Error {
  override readonly name = 'EvaluationFailed';
}

export interface EvaluationRequest {
  readonly chart: Chart;
  /** The engine's part of the configuration, unparsed. */
  readonly site: unknown;
  readonly choices: readonly EvaluationChoice[];
  readonly signal: AbortSignal;
}

/** Where messages go: the worker, or the engine itself where there is no worker. */
interface Engine {
  readonly send: (message: EvaluationMessage) => void;
}

interface Waiting {
  readonly resolve: (answer: EvaluationAnswer) => void;
  readonly fail: (error: Error) => void;
}

/** Resources in one message: copying them is what holds the page, a few milliseconds at a time. */
const SLICE = 200;
const STOPPED = 'The checks stopped with an error. Reload from the chart.';

let engine: Promise<Engine> | null = null;
let lastId = 0;
const waiting = new Map<number, Waiting>();

function settle(answer: EvaluationAnswer): void {
  waiting.get(answer.id)?.resolve(answer);
  waiting.delete(answer.id);
}

function failAll(): void {
  engine = null;
  for (const { fail } of waiting.values()) fail(new EvaluationFailed(STOPPED));
  waiting.clear();
}

interface TrustedTypes {
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ) => { readonly createScriptURL: (url: string) => string };
}

/**
 * The app's one Trusted Types policy: it lets the engine's own file become a worker, and no other address.
 * The security headers name it, so that no second one can be made.
 */
export const POLICY = 'injectcheck';

function trusted(url: string): string {
  const types = (globalThis as { readonly trustedTypes?: TrustedTypes }).trustedTypes;
  if (!types) return url;
  const createScriptURL = (asked: string): string => {
    if (asked !== url) throw new TypeError('Not the engine.');
    return asked;
  };
  return types.createPolicy(POLICY, { createScriptURL }).createScriptURL(url);
}

let trustedUrl: string | null = null;

function startWorker(): Engine {
  trustedUrl ??= trusted(workerUrl);
  const worker = new Worker(trustedUrl, { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<EvaluationAnswer>) => settle(data));
  worker.addEventListener('messageerror', failAll);
  worker.addEventListener('error', (event) => {
    // Its text may hold chart data: no console sees it.
    event.preventDefault();
    worker.terminate();
    failAll();
  });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
  return { send: (message) => worker.postMessage(message) };
}

/** In this thread: where there are no workers, as in component tests. */
async function startHere(): Promise<Engine> {
  const { Evaluation } = await import('./evaluation.ts');
  const evaluation = new Evaluation();
  return {
    send: (message) => {
      const answer = evaluation.take(message);
      if (answer) settle(answer);
    },
  };
}

const start = (): Promise<Engine> =>
  typeof Worker === 'function' ? Promise.resolve().then(startWorker) : startHere();

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Hands the chart over slice by slice, giving the page a turn between slices. */
async function sendChart(
  to: Engine,
  id: number,
  { chart, site, choices, signal }: EvaluationRequest,
): Promise<void> {
  const { resources, ...head } = chart;
  for (let at = 0; at < resources.length; at += SLICE) {
    if (at > 0) await nextTask();
    if (signal.aborted) {
      to.send({ id, kind: 'forget' });
      signal.throwIfAborted();
    }
    to.send({ id, kind: 'resources', resources: resources.slice(at, at + SLICE) });
  }
  to.send({ id, kind: 'evaluate', chart: head, site, choices });
}

/**
 * Evaluates a chart off the page's thread: one report for each choice, in order. Throws EvaluationFailed with words,
 * or the abort's reason.
 */
export async function evaluateChart(request: EvaluationRequest): Promise<readonly EncounterReport[]> {
  engine ??= start();
  const id = (lastId += 1);
  const answered = new Promise<EvaluationAnswer>((resolve, fail) => {
    waiting.set(id, { resolve, fail });
  });
  try {
    await Promise.all([engine.then((to) => sendChart(to, id, request)), answered.then(() => undefined)]);
  } catch (error) {
    waiting.delete(id);
    request.signal.throwIfAborted();
    throw error instanceof EvaluationFailed ? error : new EvaluationFailed(STOPPED);
  }
  const answer = await answered;
  if (!answer.ok) throw new EvaluationFailed(answer.reason);
  return answer.reports;
}

/** Loads the engine while the chart is being read, so that the first answer does not wait for it. */
export function prepareEngine(): void {
  engine ??= start();
  engine.catch(failAll);
}
