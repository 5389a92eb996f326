import type { LaunchProblem } from './session.ts';

/** What a launch problem's page says: what happened, and what to do. */
export interface ProblemWords {
  readonly title: string;
  readonly what: string;
  readonly whatToDo: string;
  /** Whether trying the same launch again may help. */
  readonly retry: boolean;
}

const FROM_CHART = 'Open InjectCheck again from the patient’s chart.';
const ASK_ADMINISTRATOR = 'Ask the administrator of this app to check its configuration.';

/** Words for every way a launch can end without a session. No patient data; server text is not repeated. */
export function wordsOfProblem(problem: LaunchProblem): ProblemWords {
  switch (problem.kind) {
    case 'issuer-not-allowed':
      return {
        title: 'This EHR is not on the list',
        what: `The launch came from ${shown(problem.iss)}, which this installation does not serve. Nothing was sent there.`,
        whatToDo: 'If this is your EHR, ask the administrator to add it to config.json.',
        retry: false,
      };
    case 'no-issuer':
      return {
        title: 'No EHR named',
        what: 'The launch did not say which EHR it came from.',
        whatToDo: FROM_CHART,
        retry: false,
      };
    case 'unknown-parameter':
      return {
        title: 'The address was refused',
        what: `It holds “${shown(problem.name)}”, which this page does not accept.`,
        whatToDo: FROM_CHART,
        retry: false,
      };
    case 'configuration-invalid':
      return {
        title: 'The configuration cannot be used',
        what: `config.json, ${problem.path}: ${problem.reason}.`,
        whatToDo: ASK_ADMINISTRATOR,
        retry: true,
      };
    case 'cancelled':
      return {
        title: 'The login was cancelled',
        what: 'Access was not given, so nothing was read.',
        whatToDo: FROM_CHART,
        retry: false,
      };
    case 'scope-denied':
      return {
        title: 'The EHR granted no access',
        what: 'The login worked, but the EHR refused what this app asked to read.',
        whatToDo:
          'Ask the EHR’s administrator to grant this app its read scopes, then open it again from the chart.',
        retry: false,
      };
    case 'server-unreachable':
      return {
        title: 'The EHR does not answer',
        what: 'The server could not be reached, or it did not answer in time.',
        whatToDo: 'Try again in a minute. If it goes on, tell your EHR support.',
        retry: true,
      };
    case 'server-not-smart':
      return {
        title: 'The EHR’s login could not be used',
        what: 'The server does not describe a SMART login that this installation accepts.',
        whatToDo:
          'Try again. If it goes on, ask the administrator to check the EHR’s address and its login server in config.json.',
        retry: true,
      };
    case 'login-failed':
      return {
        title: 'The login did not work',
        what: `The EHR’s login ended without access (${shown(problem.reason)}).`,
        whatToDo: FROM_CHART,
        retry: false,
      };
    case 'login-incomplete':
      return {
        title: 'The login was not finished',
        what: 'This page does not belong to a login started in this tab.',
        whatToDo: FROM_CHART,
        retry: false,
      };
    case 'storage-blocked':
      return {
        title: 'The browser blocks storage',
        what: 'Signing in needs session storage, and the browser does not allow it here.',
        whatToDo: 'Allow storage for this app, or ask your EHR support to open it in a full tab.',
        retry: true,
      };
    case 'no-launch':
      return {
        title: 'No chart is open',
        what: 'InjectCheck was opened or reloaded without a launch. Access is kept in memory only and ends with the page.',
        whatToDo: FROM_CHART,
        retry: false,
      };
    default:
      return problem satisfies never;
  }
}

/** Foreign text as it may be shown: one line, no control or direction characters, not long. */
export const shown = (foreign: string): string =>
  // eslint-disable-next-line no-control-regex -- these are the characters that must not be shown
  foreign.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').slice(0, 120);
