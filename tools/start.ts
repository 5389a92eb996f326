import { parseArgs } from 'node:util';
import { sandboxConfiguration } from '../launch/sandbox-ehr/app-server.ts';
import { joinScenarios, loadScenarios } from '../launch/sandbox-ehr/load-fixtures.ts';
import { generatePopulation } from '../launch/sandbox-ehr/population.ts';
import { PortTaken } from '../launch/sandbox-ehr/serve.ts';
import { type Stack, type StackOptions, startStack } from '../launch/sandbox-ehr/stack.ts';
import { buildIfStale } from './build-if-stale.ts';

/**
 * `npm start`: the sandbox EHR and the app on two loopback origins; prints the one address to open.
 * `--population N` serves N generated patients beside the scenarios, for the worklist.
 * `--port N` puts the chart page there and the app on the next port; without it the usual ports are tried and any
 * free ones taken when they are in use.
 */
const USUAL_PORT = 9401;

interface Asked {
  readonly port?: string | undefined;
  readonly fixtures: string;
  readonly population?: string | undefined;
}

const asked = (): Asked =>
  parseArgs({
    options: {
      port: { type: 'string' },
      fixtures: { type: 'string', default: 'fhir-fixtures' },
      population: { type: 'string' },
    },
  }).values;

/** What is served: the scenarios, and with them the generated population where one is asked for. */
function content(values: Asked): Pick<StackOptions, 'resources' | 'configure'> {
  const scenarios = loadScenarios(values.fixtures);
  if (scenarios.length === 0) throw new Error(`${values.fixtures} holds no chart (<scenario>/chart.json).`);
  const charts = joinScenarios(scenarios);
  if (values.population === undefined) return { resources: charts };
  const size = Number(values.population);
  if (!Number.isInteger(size) || size < 1 || size > 50_000)
    throw new Error(`--population must be a number from 1 to 50000, not ${values.population}.`);
  console.log(`Making ${size} patients …`);
  const today = new Date().toISOString().slice(0, 10);
  return {
    resources: [...charts, ...generatePopulation(scenarios, { size, today })],
    // Worklist by visit: all encounters of the days the population covers.
    configure: (_, origin) =>
      sandboxConfiguration(origin, { 'hapi-like': { source: 'encounters', days: 90 } }),
  };
}

async function start(values: Asked): Promise<Stack> {
  const chosen = values.port === undefined ? null : Number(values.port);
  if (chosen !== null && (!Number.isInteger(chosen) || chosen < 1 || chosen > 65_534))
    throw new Error(`--port must be a number from 1 to 65534, not ${values.port}.`);
  const options = content(values);
  const port = chosen ?? USUAL_PORT;
  try {
    return await startStack({ ...options, port, appPort: port + 1 });
  } catch (error) {
    if (chosen !== null || !(error instanceof PortTaken)) throw error;
    console.log(`Port ${error.port} is in use; taking free ones.`);
    return startStack({ ...options, port: 0, appPort: 0 });
  }
}

try {
  const values = asked();
  buildIfStale();
  const stack = await start(values);
  console.log(
    `\nOpen ${stack.origin}/\n\nThe chart of synthetic patients; the app opens inside it. Ctrl-C stops.`,
  );
  const stop = (): void => {
    void stack.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
