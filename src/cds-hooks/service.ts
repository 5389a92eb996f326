import { evaluateEncounter } from '../report/evaluate-encounter.ts';
import type { Settings } from '../report/settings.ts';
import { cardsFor, type Card } from './cards.ts';
import { chartOfRequest, PREFETCH, type HookRequest } from './request-chart.ts';

/**
 * The CDS Hooks discovery document. `encounter-discharge` is the last net before an encounter closes; no hook fires
 * at a note's signature, so neither can hold one.
 */
export const DISCOVERY = {
  services: ['patient-view', 'encounter-discharge'].map((hook) => ({
    hook,
    id: `injectcheck-${hook}`,
    title: 'InjectCheck',
    description: 'Says what a corticosteroid injection of this encounter still lacks in the record.',
    prefetch: PREFETCH,
  })),
};

/** Request in, cards out: what a CDS server mounts behind each service of {@link DISCOVERY}. Pure. */
export const answerHook = (
  request: HookRequest,
  settings: Settings,
  launchUrl: string,
): { readonly cards: readonly Card[] } => ({
  cards: cardsFor(evaluateEncounter(chartOfRequest(request), settings), launchUrl),
});
