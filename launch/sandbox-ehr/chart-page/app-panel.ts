import { FAULT_TEXT, FAULTS, type FaultOrNone, isFaultOrNone } from '../fault.ts';
import { isPersonality, PERSONALITIES, type Personality, TRAITS } from '../personality.ts';
import { button, el, selectBox } from './dom.ts';
import type { EhrClient, LaunchAsked } from './ehr-client.ts';

/** Whose chart the app is opened for. */
export interface LaunchSubject {
  readonly patient: string;
  readonly encounter: string | null;
  readonly user: string;
}

export interface AppPanel {
  readonly element: HTMLElement;
  /** The chart shown has changed: an open app is opened again for it, as a record system does. */
  readonly show: (subject: LaunchSubject) => void;
  /** Something was saved that the app has not read yet. */
  readonly markBehind: () => void;
  readonly close: () => void;
}

interface Settings {
  personality: Personality;
  fault: FaultOrNone;
  consent: 'given' | 'ask';
  withEncounter: boolean;
  banner: boolean;
}

type Way = 'sidebar' | 'tab' | 'coder' | 'worklist';

const CODER = 'Practitioner/sandbox-coder';

/** The app in the sidebar: launched by SMART from this chart, in a frame or a tab of its own. */
export function appPanel(ehr: EhrClient): AppPanel {
  const settings: Settings = {
    personality: 'hapi-like',
    fault: 'none',
    consent: 'given',
    withEncounter: true,
    banner: false,
  };
  let subject: LaunchSubject | null = null;
  let isOpen = false;
  const place = el('div', { class: 'app-place' });
  const closing = button('Close', () => close(), { hidden: true });
  const status = el('p', { class: 'app-status', role: 'status' });

  let asked = 0;
  const close = (): void => {
    isOpen = false;
    asked += 1;
    closing.hidden = true;
    status.textContent = '';
    place.replaceChildren(invitation(() => void open('sidebar')));
  };
  const open = async (way: Way): Promise<void> => {
    if (!subject || !ehr.app) return;
    asked += 1;
    const mine = asked;
    // Opened before the first wait, or the browser takes it for an unasked pop-up.
    const tab = way === 'sidebar' ? null : window.open('about:blank', '_blank');
    const opened = await ehr.launch(launchFor(way, subject, settings));
    const url = launchUrl(ehr.app, way, opened);
    if (tab) {
      tab.location.replace(url);
      return;
    }
    // Another chart was opened, or the app closed, while the launch was made: the app must not show this one.
    if (mine !== asked) return;
    isOpen = true;
    closing.hidden = false;
    status.textContent = '';
    place.replaceChildren(el('iframe', { title: 'InjectCheck', src: url, allow: 'clipboard-write' }));
  };

  const reopen = (): void => {
    if (isOpen) void open('sidebar');
  };
  const end = async (): Promise<void> => {
    await ehr.endAppSessions();
    status.textContent = 'The app’s session was ended here. It notices at its next read.';
  };
  close();
  const element = el(
    'aside',
    { 'aria-label': 'InjectCheck', class: 'app-panel' },
    el(
      'div',
      { class: 'app-bar' },
      el('h2', {}, 'InjectCheck'),
      closing,
      button('Full tab', () => void open('tab')),
      button('Coder', () => void open('coder'), { title: 'Encounter review in a tab' }),
      button('Worklist', () => void open('worklist'), { title: 'Coder worklist in a tab' }),
    ),
    behaviourSettings(settings, reopen, () => void end()),
    status,
    place,
  );
  return {
    element,
    close,
    show: (next) => {
      subject = next;
      if (isOpen) void open('sidebar');
    },
    markBehind: () => {
      if (isOpen)
        status.textContent =
          'Saved in the chart. InjectCheck reads it when you click into it, or by itself within half a minute.';
    },
  };
}

function launchFor(way: Way, subject: LaunchSubject, settings: Settings): LaunchAsked {
  const { personality, fault, consent, withEncounter, banner } = settings;
  const isCoder = way === 'coder' || way === 'worklist';
  return {
    personality,
    fault,
    consent,
    needPatientBanner: banner,
    dark: window.matchMedia('(prefers-color-scheme: dark)').matches,
    patient: way === 'worklist' ? null : subject.patient,
    encounter: way === 'worklist' || !withEncounter ? null : subject.encounter,
    user: isCoder ? CODER : subject.user,
    intent: way === 'coder' ? 'coder-review' : way === 'worklist' ? 'coder-worklist' : 'sign-check',
  };
}

function launchUrl(app: string, way: Way, { iss, launch }: { iss: string; launch: string }): string {
  const page = way === 'coder' || way === 'worklist' ? 'launch/coder/index.html' : 'launch/index.html';
  return `${app}/${page}?${new URLSearchParams({ iss, launch }).toString()}`;
}

const invitation = (open: () => void): HTMLElement =>
  el(
    'div',
    { class: 'app-closed' },
    el(
      'p',
      {},
      'InjectCheck reads this visit and says what the injection’s documentation is missing before the note is signed.',
    ),
    button('Open InjectCheck', open, { class: 'primary large' }),
  );

/** How the record system behaves at the next opening: its manner, and what goes wrong. */
function behaviourSettings(settings: Settings, reopen: () => void, end: () => void): HTMLElement {
  const about = el('p', { class: 'quiet' }, TRAITS[settings.personality].about);
  const manner = selectBox({
    label: 'Behaves as',
    visibleLabel: true,
    value: settings.personality,
    choices: PERSONALITIES.map((each) => ({ value: each, label: TRAITS[each].label })),
    onchange: (value) => {
      if (!isPersonality(value)) return;
      settings.personality = value;
      about.textContent = TRAITS[value].about;
      reopen();
    },
  });
  const trouble = selectBox({
    label: 'Trouble',
    visibleLabel: true,
    value: settings.fault,
    choices: [
      { value: 'none', label: 'None' },
      ...FAULTS.map((each) => ({ value: each, label: `${each}: ${FAULT_TEXT[each]}` })),
    ],
    onchange: (value) => {
      if (!isFaultOrNone(value)) return;
      settings.fault = value;
      reopen();
    },
  });
  const tick = (label: string, on: boolean, set: (on: boolean) => void): HTMLElement => {
    const box = el('input', { type: 'checkbox', checked: on });
    box.addEventListener('change', () => {
      set(box.checked);
      reopen();
    });
    return el('label', { class: 'tick' }, box, label);
  };
  return el(
    'details',
    { class: 'behaviour' },
    el('summary', {}, 'How this record system behaves'),
    manner,
    about,
    trouble,
    tick('Name the visit in the launch', settings.withEncounter, (on) => (settings.withEncounter = on)),
    tick('Ask for consent first', false, (on) => (settings.consent = on ? 'ask' : 'given')),
    tick('App shows the patient banner', settings.banner, (on) => (settings.banner = on)),
    el('p', { class: 'actions' }, button('End the app’s session', end)),
  );
}
