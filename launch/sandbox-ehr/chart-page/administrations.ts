import { at, type Resource, textAt } from '../resource.ts';
import { medicationName, type PatientChart, personName } from './chart-data.ts';
import { ROUTES, SITES, UNITS } from './choices.ts';
import { shownTime } from './clock.ts';
import { type Choice, el, selectBox, table } from './dom.ts';
import {
  doseOf,
  type Recorded,
  routeOf,
  type SiteAndSide,
  siteOf,
  withAdministrationSite,
  withDose,
  withRoute,
} from './recording.ts';
import type { Editor } from './editor.ts';

const NOTHING: Choice = { value: '', label: 'Not recorded' };
const KEPT = 'as-recorded';

/** Offers the choices, nothing, and where the chart says something else, that. */
export function recordedChoices(recorded: Recorded<unknown>, choices: readonly Choice[]): readonly Choice[] {
  const words = recorded.kind === 'words' ? [{ value: KEPT, label: recorded.words }] : [];
  return [NOTHING, ...words, ...choices];
}

export const SITE_CHOICES = SITES.map(({ label }) => ({ value: label, label }));
const SIDE_CHOICES: readonly Choice[] = [
  NOTHING,
  { value: 'left', label: 'Left' },
  { value: 'right', label: 'Right' },
];
const ROUTE_CHOICES = ROUTES.map(({ code, label }) => ({ value: code, label }));

export const sideFrom = (value: string): 'left' | 'right' | null =>
  value === 'left' || value === 'right' ? value : null;

export function shownSite(recorded: Recorded<SiteAndSide>): { readonly site: string; readonly side: string } {
  if (recorded.kind === 'choice')
    return { site: recorded.choice.site.label, side: recorded.choice.side ?? '' };
  return { site: recorded.kind === 'words' ? KEPT : '', side: '' };
}

/** Controls for a site and a side that save as one. Side needs a site it can be coded with. */
export function siteControls(
  subject: string,
  concept: () => unknown,
  save: (site: string, side: 'left' | 'right' | null) => void,
): readonly [HTMLElement, HTMLElement] {
  const recorded = siteOf(concept());
  const shown = shownSite(recorded);
  const side = selectBox({
    label: `Side, ${subject}`,
    choices: SIDE_CHOICES,
    value: shown.side,
    onchange: (value) => {
      const now = shownSite(siteOf(concept()));
      if (now.site !== '' && now.site !== KEPT) save(now.site, sideFrom(value));
    },
  });
  const site = selectBox({
    label: `Site, ${subject}`,
    choices: recordedChoices(recorded, SITE_CHOICES),
    value: shown.site,
    onchange: (value) => {
      setDisabled(side, value === '' || value === KEPT);
      if (value !== KEPT) save(value, sideFrom(side instanceof HTMLSelectElement ? side.value : ''));
    },
  });
  setDisabled(side, shown.site === '' || shown.site === KEPT);
  return [site, side];
}

function setDisabled(control: HTMLElement, disabled: boolean): void {
  if (control instanceof HTMLSelectElement) control.disabled = disabled;
}

function doseControls(editor: Editor, given: Resource, name: string): HTMLElement {
  const { value, unit } = doseOf(given);
  const units = [...new Set([...UNITS, ...(unit ? [unit] : [])])];
  const message = el('span', { class: 'error', role: 'alert' });
  const amount = el('input', {
    type: 'text',
    inputmode: 'decimal',
    size: '5',
    'aria-label': `Dose, ${name}`,
  });
  amount.value = value;
  const save = (): void => {
    const chosen = unitBox instanceof HTMLSelectElement ? unitBox.value : unit;
    const typed = { value: amount.value, unit: chosen };
    const isNumber = withDose(given, typed) !== null;
    message.textContent = isNumber ? '' : 'Not a number, not saved.';
    amount.setAttribute('aria-invalid', String(!isNumber));
    if (isNumber) editor.change(given, (current) => withDose(current, typed) ?? current);
  };
  const unitBox = selectBox({
    label: `Unit, ${name}`,
    choices: [{ value: '', label: 'no unit' }, ...units.map((each) => ({ value: each, label: each }))],
    value: unit || (value === '' ? 'mg' : ''),
    onchange: save,
  });
  amount.addEventListener('change', save);
  return el('span', { class: 'pair' }, amount, unitBox, message);
}

/** Name, and beneath it when, by whom and how it stands. */
function givenCell(chart: PatientChart, given: Resource, name: string, mark: HTMLElement): HTMLElement {
  const facts = [
    shownTime(textAt(given, 'effectiveDateTime') ?? textAt(given, 'effectivePeriod.start')),
    `by ${personName(chart, given, 'performer.actor')}`,
    textAt(given, 'status') ?? 'no status',
  ];
  return el('span', {}, name, el('span', { class: 'sub' }, facts.join(', '), ' ', mark));
}

function routeControl(editor: Editor, given: Resource, name: string): HTMLElement {
  const route = routeOf(given);
  return selectBox({
    label: `Route, ${name}`,
    choices: recordedChoices(route, ROUTE_CHOICES),
    value: route.kind === 'choice' ? route.choice.code : route.kind === 'words' ? KEPT : '',
    onchange: (code) => {
      if (code !== KEPT) editor.change(given, (current) => withRoute(current, code));
    },
  });
}

/** The medication administration record: what was given in this visit, editable where it is recorded. */
export function administrationTable(
  chart: PatientChart,
  administrations: readonly Resource[],
  editor: Editor,
): HTMLElement {
  return table({
    caption: 'Medication administration record',
    columns: ['Given', 'Dose', 'Route', 'Site', 'Side'],
    empty: 'Nothing was given in this visit.',
    rows: administrations.map((given) => {
      const name = medicationName(chart, given);
      const [site, side] = siteControls(
        name,
        () => at(editor.current(given), 'dosage.site')[0],
        (label, chosen) => editor.change(given, (current) => withAdministrationSite(current, label, chosen)),
      );
      const dose = doseControls(editor, given, name);
      return [
        givenCell(chart, given, name, editor.mark(given)),
        dose,
        routeControl(editor, given, name),
        site,
        side,
      ];
    }),
  });
}
