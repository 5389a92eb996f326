import type { Personality } from './personality.ts';

/** Ways the sandbox can be told to fail, by name. `none` in the base path means it behaves. */
export const FAULTS = [
  'token-expiry-mid-session',
  'partial-scopes',
  '401',
  '403-by-scope',
  '403-as-throttle',
  '429-seconds',
  '429-date',
  '503-then-recovery',
  'stall-30s',
  'html-200',
  'truncated-json',
  'looped-next',
  'cross-origin-next',
  'cross-origin-reference',
  'lost-page-two',
  'wrong-patient-in-bundle',
  'missing-encounter',
  'string-expires-in',
  'clock-skew',
  'suppressed-warnings',
  'dotted-opaque-token',
  'login-denied',
  'scope-denied',
  'not-smart',
  'server-down',
] as const;
export type SimulatedFault = (typeof FAULTS)[number];
export type FaultOrNone = SimulatedFault | 'none';

export const isFaultOrNone = (value: unknown): value is FaultOrNone =>
  value === 'none' || FAULTS.some((each) => each === value);

/** What each does, for people who choose it on the chart page. */
export const FAULT_TEXT: Readonly<Record<SimulatedFault, string>> = {
  'token-expiry-mid-session': 'The access token dies when the app reads again',
  'partial-scopes': 'Procedures and documents are not granted',
  '401': 'Every read answers 401',
  '403-by-scope': 'Procedures and documents answer 403 although granted',
  '403-as-throttle': 'After eight reads, 403 for a minute',
  '429-seconds': 'First read of each type answers 429, wait in seconds',
  '429-date': 'First read of each type answers 429, wait until a date',
  '503-then-recovery': 'First read of each type answers 503',
  'stall-30s': 'One search takes 30 seconds',
  'html-200': 'One search answers an HTML page with status 200',
  'truncated-json': 'One search is cut off in the middle',
  'looped-next': 'The next page is the same page again',
  'cross-origin-next': 'The next page is on another server',
  'cross-origin-reference': 'A medication and a note are on another server',
  'lost-page-two': 'The second page is gone',
  'wrong-patient-in-bundle': 'Results hold a resource of another patient',
  'missing-encounter': 'The launch names no encounter',
  'string-expires-in': 'Token lifetime arrives as text',
  'clock-skew': 'The server clock is ten minutes behind',
  'suppressed-warnings': 'Results are incomplete and say so in a warning',
  'dotted-opaque-token': 'The token looks like a signed one and is not; no lifetime',
  'login-denied': 'The login is refused',
  'scope-denied': 'The requested scopes are refused',
  'not-smart': 'The server offers no SMART discovery',
  'server-down': 'The server does not answer',
};

/** Resource types a fault strikes. Chosen so that a client that ignores it would clear a chart it did not read. */
export function isStruck(fault: FaultOrNone, type: string, personality: Personality): boolean {
  const subject = personality === 'meditech-like' ? 'MedicationRequest' : 'MedicationAdministration';
  switch (fault) {
    case '403-by-scope':
    case 'partial-scopes':
      return type === 'Procedure' || type === 'DocumentReference';
    case 'stall-30s':
    case 'html-200':
    case 'truncated-json':
      return type === subject;
    case 'looped-next':
    case 'cross-origin-next':
    case 'lost-page-two':
      return type === subject || type === 'Procedure';
    case 'wrong-patient-in-bundle':
    case 'suppressed-warnings':
      return type === subject || type === 'Procedure' || type === 'Condition';
    case 'cross-origin-reference':
      return type === subject || type === 'DocumentReference';
    case 'token-expiry-mid-session':
    case '401':
    case '403-as-throttle':
    case '429-seconds':
    case '429-date':
    case '503-then-recovery':
    case 'missing-encounter':
    case 'string-expires-in':
    case 'clock-skew':
    case 'dotted-opaque-token':
    case 'login-denied':
    case 'scope-denied':
    case 'not-smart':
    case 'server-down':
    case 'none':
      return false;
    default:
      return fault satisfies never;
  }
}
