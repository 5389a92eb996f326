import { StrictMode, useEffect, useState, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { completeIssuer } from '../../src/ehr/configuration.ts';
import type { Session } from '../../src/ehr/session.ts';
import type { Chart } from '../../src/facts/chart.ts';
import { tableChoices } from '../../src/queries/table-choices.ts';
import { useWorklist } from '../../src/queries/worklist.ts';
import { NO_FILTERS } from '../../src/screens/worklist/worklist-filters.ts';
import { Worklist } from '../../src/screens/worklist/worklist.tsx';
import { chartOf, entryOf, templateOf, type Template } from './own-chart.ts';
import '../../src/ui/tokens.css';
import '../../src/ui/base.css';

/**
 * The worklist over encounters whose charts are there already: the real run, the real evaluation worker, the real
 * table; only the network is left out. `?size=N`.
 */
const SIZE = Number(new URLSearchParams(location.search).get('size') ?? 10_000);
const PAGE = 100;

const unused = (): never => {
  throw new Error('The bench reads charts and the list only.');
};

function sessionOf(templates: readonly Template[]): Session {
  const template = (at: number): Template => {
    const found = templates[at % templates.length];
    if (!found) throw new Error('No chart to read.');
    return found;
  };
  return {
    id: 'bench',
    persona: 'coder',
    iss: 'https://ehr.test/fhir',
    patient: null,
    encounter: null,
    fhirUser: null,
    needPatientBanner: false,
    smartStyleUrl: null,
    intent: null,
    startScreen: 'worklist',
    focus: [],
    issuer: completeIssuer({ iss: 'https://ehr.test/fhir', clientId: 'injectcheck' }),
    sandbox: true,
    expiresAt: null,
    granted: new Set(),
    readSite: () => Promise.resolve(null),
    client: {
      readIdentity: unused,
      listEncounters: unused,
      readNoteState: unused,
      readChart: ({ encounter }) => {
        const at = Number(encounter?.slice(encounter.lastIndexOf('-') + 1));
        return Promise.resolve(chartOf(template(at), at));
      },
      listWorklist: async (onFound) => {
        for (let from = 0; from < SIZE; from += PAGE) {
          onFound(
            Array.from({ length: Math.min(PAGE, SIZE - from) }, (_, at) =>
              entryOf(template(from + at), from + at),
            ),
          );
          await new Promise((resolve) => setTimeout(resolve, 0));
        }
        return { complete: true, reason: null };
      },
    },
  };
}

function Bench({ session }: { readonly session: Session }): ReactElement {
  const [table, setTable] = useState<string | null>(null);
  const [filters, setFilters] = useState(NO_FILTERS);
  const worklist = useWorklist(session, { table });
  const { status, start } = worklist;
  useEffect(() => {
    if (status === 'idle') start();
  }, [status, start]);
  const tables = tableChoices(session);
  return (
    <Worklist
      worklist={worklist}
      filters={filters}
      onFilters={setFilters}
      tables={tables}
      table={table ?? tables[0]?.value ?? ''}
      onTable={setTable}
      onOpen={() => undefined}
    />
  );
}

const charts = (await (await fetch('charts.json')).json()) as readonly Chart[];
const session = sessionOf(charts.map(templateOf));
const root = document.querySelector('#root');
if (!root) throw new Error('No root');
createRoot(root).render(
  <StrictMode>
    <Bench session={session} />
  </StrictMode>,
);
