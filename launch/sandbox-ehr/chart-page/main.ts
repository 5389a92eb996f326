import { referenceTo, type Resource, textAt, typeAndId } from '../resource.ts';
import { administrationTable } from './administrations.ts';
import { type AppPanel, appPanel } from './app-panel.ts';
import { loadChart, ofEncounter, type PatientChart, startOf, visitReason } from './chart-data.ts';
import { shownDate } from './clock.ts';
import { button, el, selectBox } from './dom.ts';
import { createEditor } from './editor.ts';
import { type EhrClient, openEhr } from './ehr-client.ts';
import { logPanel } from './log-panel.ts';
import { notePanel } from './note.ts';
import { inDemoOrder, markChosen, patientList } from './patient-list.ts';
import { chartHead, orderTable, problemTable, procedureTable, section } from './sections.ts';

/** The record system's chart of synthetic patients, with the app beside it. */
interface Page {
  readonly ehr: EhrClient;
  readonly app: AppPanel;
  readonly list: HTMLElement;
  readonly chart: HTMLElement;
}

const STEPS = [
  'Choose a patient.',
  'Open InjectCheck.',
  'Record in the chart what it asks for; it notices.',
  'Sign the note.',
];

async function start(root: HTMLElement): Promise<void> {
  const ehr = await openEhr();
  const page: Page = {
    ehr,
    app: appPanel(ehr),
    list: el('div', { class: 'list-place' }),
    chart: el('main', { class: 'chart', 'aria-busy': 'true' }),
  };
  root.replaceChildren(
    el(
      'header',
      {},
      el(
        'div',
        { class: 'top' },
        el('p', { class: 'sandbox' }, 'Sandbox, not a real patient'),
        el('h1', {}, 'Lakeside Orthopaedics'),
        button('Reset demo', () => void reset(page)),
      ),
      el(
        'ol',
        { class: 'steps', 'aria-label': 'What to do' },
        STEPS.map((step) => el('li', {}, step)),
      ),
    ),
    el('div', { class: 'columns' }, page.list, page.chart, page.app.element),
    el('footer', {}, logPanel(ehr)),
  );
  await showPatients(page, null);
}

async function reset(page: Page): Promise<void> {
  page.chart.setAttribute('aria-busy', 'true');
  page.app.close();
  await page.ehr.reset();
  await showPatients(page, null);
}

const LISTED = 500;

/** Lists the patients and opens one chart: the chosen one, else the first. */
async function showPatients(page: Page, chosen: string | null): Promise<void> {
  const found = await page.ehr.searchSome('Patient', LISTED);
  const patients = inDemoOrder(found.resources);
  const theirs = `patient=${patients.map(referenceTo).join(',')}`;
  const [encounters, diagnoses] = await Promise.all([
    page.ehr.search('Encounter', theirs),
    page.ehr.search('Condition', `category=encounter-diagnosis&${theirs}`),
  ]);
  const choose = (patient: Resource): void => {
    markChosen(page.list, patient);
    void openChart(page, patient, null);
  };
  page.list.replaceChildren(patientList({ patients, encounters, diagnoses, total: found.total, choose }));
  const first = patients.find((each) => referenceTo(each) === chosen) ?? patients[0];
  if (first) choose(first);
  else
    page.chart.replaceChildren(el('p', {}, 'There are no charts. The sandbox was started without fixtures.'));
}

let opening = 0;

/** Shows a chart, unless another was chosen meanwhile: the last choice stands, whichever answer comes last. */
async function openChart(page: Page, patient: Resource, visit: string | null): Promise<void> {
  opening += 1;
  const mine = opening;
  page.chart.setAttribute('aria-busy', 'true');
  const chart = await loadChart(page.ehr, patient);
  if (mine !== opening) return;
  const encounter =
    chart.encounters.find((each) => referenceTo(each) === visit) ?? chart.encounters[0] ?? null;
  showChart(page, chart, encounter);
  page.app.show({
    patient: referenceTo(patient),
    encounter: encounter && referenceTo(encounter),
    user: clinicianOf(page.ehr, encounter),
  });
}

function clinicianOf(ehr: EhrClient, encounter: Resource | null): string {
  const named = typeAndId(textAt(encounter, 'participant.individual.reference') ?? '');
  return named?.startsWith('Practitioner/') ? named : ehr.user;
}

function showChart(page: Page, chart: PatientChart, encounter: Resource | null): void {
  const { patient } = chart;
  const visit = encounter && referenceTo(encounter);
  const mine = opening;
  const reload = async (): Promise<void> => {
    const again = await loadChart(page.ehr, patient);
    if (mine !== opening) return;
    showChart(page, again, encounter);
    page.app.markBehind();
  };
  const editor = createEditor({
    ehr: page.ehr,
    onSaved: () => page.app.markBehind(),
    onConflict: () => void reload(),
  });
  const user = clinicianOf(page.ehr, encounter);
  const visitPicker =
    chart.encounters.length > 1 && visit
      ? selectBox({
          label: 'Visit',
          visibleLabel: true,
          value: visit,
          choices: chart.encounters.map((each) => ({
            value: referenceTo(each),
            label: `${shownDate(startOf(each))}, ${visitReason(each)}`,
          })),
          onchange: (value) => void openChart(page, patient, value),
        })
      : null;
  page.chart.replaceChildren(
    chartHead(chart, encounter),
    ...(visitPicker ? [visitPicker] : []),
    section(
      'Medication administration record',
      administrationTable(chart, ofEncounter(chart, 'MedicationAdministration', encounter), editor),
    ),
    section('Procedures', procedureTable(ofEncounter(chart, 'Procedure', encounter), editor)),
    section(
      'Visit note',
      notePanel({ ehr: page.ehr, chart, encounter, editor, user, reload: () => void reload() }),
    ),
    section('Problems', problemTable(chart.resources.filter((each) => each.resourceType === 'Condition'))),
    section('Orders and medication history', orderTable(chart)),
  );
  page.chart.removeAttribute('aria-busy');
}

const root = document.querySelector<HTMLElement>('#page');
if (root)
  start(root).catch(() => {
    root.replaceChildren(
      el(
        'p',
        { class: 'failed' },
        'The record system does not answer. Start it with npm start, then load this page again.',
      ),
    );
  });
