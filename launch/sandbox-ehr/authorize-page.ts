import { humanName, people } from './people.ts';
import { referenceTo, type Resource, textAt } from './resource.ts';
import { parseResourceScope } from './scopes.ts';
import type { PendingAuthorization, SandboxState } from './state.ts';

const LISTED_PATIENTS = 200;

const escape = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/**
 * A page of the login: plain HTML, no script. `form-action` names the app as well, because browsers apply it to
 * the redirect that follows the form.
 */
function page(title: string, body: string, status: number, formTargets: readonly string[]): Response {
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/style/login.css"></head>
<body><header class="sandbox">Sandbox, not a real patient</header><main><h1>${escape(title)}</h1>${body}</main></body></html>`;
  return new Response(html, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-security-policy': `default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'self' ${formTargets.join(' ')}; frame-ancestors 'self' ${formTargets.join(' ')}`,
    },
  });
}

export const errorPage = (message: string): Response =>
  page('The app cannot be opened', `<p>${escape(message)}</p>`, 400, []);

const option = (value: string, label: string): string =>
  `<option value="${escape(value)}">${escape(label)}</option>`;

function encounterLabel(encounter: Resource): string {
  const date = textAt(encounter, 'period.start')?.slice(0, 10) ?? 'no date';
  const what =
    textAt(encounter, 'reasonCode.text') ??
    textAt(encounter, 'type.text') ??
    textAt(encounter, 'type.coding.display');
  return [date, what].filter((part) => part !== null).join(', ');
}

function subjectPicker(state: SandboxState, pending: PendingAuthorization): string {
  if (!pending.scopes.includes('launch/patient')) return '';
  const groups = state.store
    .all('Patient')
    .slice(0, LISTED_PATIENTS)
    .map((patient) => {
      const reference = referenceTo(patient);
      const name = humanName(patient) ?? reference;
      const encounters = state.store
        .ofPatient('Encounter', reference)
        .map((each) => option(referenceTo(each), `${name}: ${encounterLabel(each)}`));
      return `<optgroup label="${escape(name)}">${encounters.join('')}${option(reference, `${name}: no encounter`)}</optgroup>`;
    });
  return `<p><label for="subject">Patient and encounter</label><select id="subject" name="subject">${groups.join('')}</select></p>`;
}

function userPicker(state: SandboxState): string {
  const options = people(state.store)
    .slice(0, LISTED_PATIENTS)
    .map(({ reference, name }) => option(reference, name));
  return `<p><label for="user">You are</label><select id="user" name="user">${options.join('')}</select></p>`;
}

const WORDS: Readonly<Record<string, string>> = {
  openid: 'know who you are',
  fhirUser: 'know who you are in this record system',
  launch: 'know what is open on the screen',
  'launch/patient': 'know which patient is open',
  'launch/encounter': 'know which encounter is open',
  offline_access: 'stay connected after you leave',
};

function scopeWords(scope: string): string {
  const parsed = parseResourceScope(scope);
  if (!parsed) return WORDS[scope] ?? scope;
  const type =
    parsed.type === '*' ? 'everything' : parsed.type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  const verb = /[cud]/.test(parsed.letters) ? 'read and change' : 'read';
  return `${verb} ${type}, ${parsed.level === 'user' ? 'all patients you may see' : 'this patient'}`;
}

const scopeBox = (scope: string, index: number): string =>
  `<li><input type="checkbox" id="scope-${index}" name="scope" value="${escape(scope)}" checked><label for="scope-${index}">${escape(scopeWords(scope))} <code>${escape(scope)}</code></label></li>`;

/** Who, which patient and encounter, and what the app may do: allow, allow less, or cancel. */
export function authorizePage(state: SandboxState, request: string, pending: PendingAuthorization): Response {
  const launch = pending.launch;
  const subject = launch?.patient ? state.store.read(launch.patient) : null;
  const opened = subject
    ? `<p>For <strong>${escape(humanName(subject) ?? 'this patient')}</strong>, opened from the chart.</p>`
    : '';
  const pickers = launch ? opened : userPicker(state) + subjectPicker(state, pending);
  const appOrigin = new URL(pending.redirectUri).origin;
  const action = `${new URL(pending.issuer.oauth).pathname}/decide`;
  return page(
    'Open InjectCheck?',
    `<form method="post" action="${escape(action)}"><input type="hidden" name="request" value="${escape(request)}">
${pickers}<fieldset><legend>The app asks to</legend><ul>${pending.scopes.map(scopeBox).join('')}</ul></fieldset>
<p class="actions"><button name="decision" value="allow">Allow</button> <button name="decision" value="cancel" class="quiet">Cancel</button></p></form>
<p class="quiet">Untick what the app should not be allowed to do.</p>`,
    200,
    [appOrigin],
  );
}
