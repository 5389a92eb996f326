import { Evaluation, type EvaluationAnswer, type EvaluationMessage } from './evaluation.ts';

/** The engine's own thread: a chart of thousands of resources takes longer than a page may be held up. */
interface WorkerScope {
  readonly addEventListener: (
    kind: 'message',
    listener: (event: MessageEvent<EvaluationMessage>) => void,
  ) => void;
  readonly postMessage: (answer: EvaluationAnswer) => void;
}

const scope = globalThis as unknown as WorkerScope;
const evaluation = new Evaluation();

scope.addEventListener('message', ({ data }) => {
  const answer = evaluation.take(data);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker answers its one owner
  if (answer) scope.postMessage(answer);
});
