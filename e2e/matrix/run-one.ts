import type { Browser, Page } from 'playwright-core';
import type { FaultOrNone } from '../../launch/sandbox-ehr/fault.ts';
import type { Personality } from '../../launch/sandbox-ehr/personality.ts';
import type { LogEntry } from '../../launch/sandbox-ehr/request-log.ts';
import { isFailedLoad, openPage, type Stack, type Watched } from '../browser.ts';
import { patientMarks, type PatientMarks } from './patient-marks.ts';

export const WHO = ['clinician', 'clinician-without-encounter', 'coder'] as const;
export type Who = (typeof WHO)[number];

export interface Case {
  readonly personality: Personality;
  readonly fault: FaultOrNone;
  readonly who: Who;
}

/** What one launch showed, and what it broke. An empty `broken` is a pass. */
export interface Shown {
  readonly case: Case;
  /** The state sentence, or the title of a problem or end page. */
  readonly state: string;
  readonly broken: readonly string[];
}

/** Longer than the longest way to an end: one search that never answers, then the second round. */
const SETTLES_MS = 45_000;

/** What the page says it is: a state sentence that is no longer "Checking…", a problem, or an ended session. */
async function settled(page: Page): Promise<string> {
  const read = (): string | null => {
    const end = document.querySelector('[data-problem] h1, [data-ended] h1, main[data-problem] h1');
    if (end?.textContent) return end.textContent.trim();
    const sentence = (document.querySelector<HTMLElement>('output[aria-live]')?.innerText ?? '')
      .trim()
      .replaceAll(/\n+/g, ': ');
    return sentence === '' || sentence.endsWith('…') ? null : sentence;
  };
  try {
    const handle = await page.waitForFunction(read, undefined, { timeout: SETTLES_MS });
    return (await handle.jsonValue()) ?? '';
  } catch {
    return '';
  }
}

/** The launch of the chart under test; the second patient's chart is what must never appear. */
export interface Subject {
  readonly patient: string;
  readonly encounter: string;
}

/** Launches for real, waits for the end state, and judges it by the sandbox's log and by what the page holds. */
export async function runOne(browser: Browser, stack: Stack, subject: Subject, asked: Case): Promise<Shown> {
  const watched = await openPage(browser, asked.who === 'coder' ? {} : { width: 420 });
  stack.ehr.log.clear();
  try {
    const gone = await goThrough(watched.page, stack, subject, asked);
    const broken = await judge({ watched, stack, subject, asked, ...gone });
    return { case: asked, state: gone.state, broken };
  } finally {
    await watched.context.close();
  }
}

/** Where the way led, and what the server had logged when the chart was judged. */
interface Gone {
  readonly state: string;
  readonly log: readonly LogEntry[];
}

async function goThrough(
  page: Page,
  stack: Stack,
  subject: Subject,
  { personality, fault, who }: Case,
): Promise<Gone> {
  const opened = stack.ehr.launch({
    personality,
    fault,
    patient: subject.patient,
    encounter: who === 'clinician-without-encounter' ? null : subject.encounter,
    user: who === 'coder' ? 'Practitioner/sandbox-coder' : 'Practitioner/sandbox-clinician',
    intent: who === 'coder' ? 'coder-review' : null,
    needPatientBanner: true,
  });
  const path = who === 'coder' ? 'launch/coder/' : 'launch/';
  await page.goto(`${stack.app}/${path}?${new URLSearchParams({ ...opened }).toString()}`);
  let state = await settled(page);
  if (state.startsWith('Choose')) state = `${state} → ${await choose(page)}`;
  // What a state rests on is what was read before it: the recheck that meets the dead token comes after.
  const log = stack.ehr.log.entries();
  if (fault === 'token-expiry-mid-session') state = `${state} → ${await recheck(page)}`;
  return { state, log };
}

async function choose(page: Page): Promise<string> {
  await page.locator('main button').first().click();
  return settled(page);
}

async function recheck(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Recheck' }).click();
  await page.waitForSelector('[data-ended]', { timeout: SETTLES_MS });
  return settled(page);
}

interface Judged extends Gone {
  readonly watched: Watched;
  readonly stack: Stack;
  readonly subject: Subject;
  readonly asked: Case;
}

async function judge({ watched, stack, subject, asked, state, log }: Judged): Promise<readonly string[]> {
  const { page } = watched;
  const { fault } = asked;
  const marks = patientMarks(stack.ehr.store, subject.patient);
  const text = (await page.locator('body').textContent()) ?? '';
  return [
    ...(state === '' ? ['no end state'] : []),
    // A note or a medication elsewhere leaves something unknown: never the mark of a clear record.
    ...(fault === 'cross-origin-reference' && state.includes('Recorded: No gaps')
      ? ['clear over an unread reference']
      : []),
    ...(state.includes('No gaps')
      ? incompleteReads(asked, log)
          .filter((path) => !isToldOf(path, text))
          .map((path) => `"No gaps" although ${path} was not read whole`)
      : []),
    ...marks.others.filter((mark) => text.includes(mark)).map((mark) => `shows another patient: ${mark}`),
    ...(stack.ehr.log.entries().some(({ origin, bearer }) => origin === 'trap' && bearer)
      ? ['sent the token to another origin']
      : []),
    ...(await leaks(watched, stack, marks)),
    ...watched
      .problems()
      .filter((problem) => !isFailedLoad(problem))
      .map(({ kind, text: said }) => `${kind}: ${said}`),
  ];
}

/** Sources whose absence decides checks before signing. */
const NEEDED = [
  'MedicationAdministration',
  'Procedure',
  'Encounter',
  'Condition',
  'MedicationRequest',
  'DocumentReference',
];
/** Faults whose damage stands inside a 200, or never reaches the log: the state of the source is known from the fault. */
const DAMAGED_INSIDE: readonly FaultOrNone[] = [
  'partial-scopes',
  'html-200',
  'truncated-json',
  'looped-next',
  'cross-origin-next',
  'suppressed-warnings',
  'stall-30s',
];

/** Needed sources that were not read whole, from the server's own log and the fault's definition. */
function incompleteReads({ fault }: Case, log: readonly LogEntry[]): readonly string[] {
  const last = new Map<string, number | null>();
  for (const { type, path, status } of log) if (type && NEEDED.includes(type)) last.set(path, status);
  // The search brought the encounter too, so its own refused read hides nothing.
  const searched = [...last].some(([path, status]) => path.includes('/Encounter?') && status === 200);
  if (searched) for (const path of last.keys()) if (path.endsWith('/Encounter/{id}')) last.delete(path);
  const failed = [...last].filter(([, status]) => status === null || status >= 400).map(([path]) => path);
  return DAMAGED_INSIDE.includes(fault) ? [...failed, fault] : failed;
}

/**
 * Notes decide nothing where the record itself says what they might: the chart under test has its order and its reason.
 * Then "no gaps" stands, as in the golden report `notes-not-permitted`, and the panel names the notes as not read.
 */
const isToldOf = (path: string, text: string): boolean =>
  path.includes('/DocumentReference?') && /Not fully read: [^.]*\bnotes\b/.test(text);

/** Patient data where it must not be: addresses of the app, storage, title, console. */
async function leaks(
  { page, requests, consoleLines }: Watched,
  stack: Stack,
  { own }: PatientMarks,
): Promise<readonly string[]> {
  const held = await page.evaluate(() =>
    JSON.stringify([
      Object.entries(sessionStorage),
      Object.entries(localStorage),
      document.title,
      document.cookie,
    ]),
  );
  const places: readonly (readonly [string, string])[] = [
    ['the address', page.url()],
    [
      'an address of the app',
      requests()
        .filter((url) => url.startsWith(stack.app))
        .join(' '),
    ],
    ['storage or title', held],
    ['the console', consoleLines().join('\n')],
  ];
  return places.flatMap(([place, content]) =>
    own.filter((mark) => content.includes(mark)).map((mark) => `${place} holds ${mark}`),
  );
}
