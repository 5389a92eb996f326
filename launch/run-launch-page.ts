import { wordsOfProblem } from '../src/ehr/problem-words.ts';
import type { LaunchProblem, Persona } from '../src/ehr/session.ts';
import { prepareLaunch } from '../src/ehr/start-launch.ts';

/** Starts the login of one persona, or says why not. `app` is the app's folder; its index.html is the registered redirect URI. */
export async function runLaunchPage(persona: Persona, app: URL): Promise<void> {
  const asked = window.location.href;
  const outcome = await prepareLaunch({
    persona,
    appUrl: new URL('index.html', app).href,
    configurationUrl: new URL('config.json', app).href,
  }).catch(() => BROKEN);
  if (outcome.ok) window.location.replace(outcome.redirect);
  else show(outcome.problem, asked);
}

const BROKEN = {
  ok: false,
  problem: { kind: 'login-failed', reason: 'the launch stopped with an error' },
} as const;

/** The problem's own page, as text only. A retry loads the launch anew: fhirclient remembers a failed discovery. */
function show(problem: LaunchProblem, asked: string): void {
  const main = document.querySelector('#launch');
  if (!main) return;
  const { title, what, whatToDo, retry } = wordsOfProblem(problem);
  main.setAttribute('data-problem', problem.kind);
  main.replaceChildren(element('h1', title), element('p', what), element('p', whatToDo));
  if (!retry) return;
  const button = element('button', 'Try again');
  button.addEventListener('click', () => window.location.replace(asked));
  main.append(button);
}

function element(name: 'h1' | 'p' | 'button', text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
