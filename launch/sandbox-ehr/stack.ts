import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { appHeaders, sandboxConfiguration, startApp } from './app-server.ts';
import type { Sandbox } from './contract.ts';
import { startSandbox, type StartSandboxOptions } from './server.ts';

export interface StackOptions extends Omit<StartSandboxOptions, 'appUrl' | 'chartPage'> {
  /** Port of the app; 0 or absent takes any free one. */
  readonly appPort?: number;
  /** Changes the generated `config.json`, or replaces it with something wrong on purpose. */
  readonly configure?: (generated: ReturnType<typeof sandboxConfiguration>, ehrOrigin: string) => unknown;
  /** Built app, default `dist`. */
  readonly appFolder?: string;
  readonly chartFolder?: string;
}

/** Sandbox and app on two loopback origins, as `npm start` and the browser tests run them. */
export interface Stack {
  /** App origin without trailing slash. */
  readonly app: string;
  /** Sandbox origin; its `/` is the chart page. */
  readonly origin: string;
  readonly ehr: Sandbox;
  readonly close: () => Promise<void>;
}

export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const { appPort = 0, configure, appFolder = 'dist', chartFolder = 'dist-sandbox', ...rest } = options;
  for (const folder of [appFolder, chartFolder])
    if (!existsSync(resolve(folder, 'index.html')))
      throw new Error(`${folder}/index.html is missing. Build first: npm run build`);
  const known = { ehr: '' };
  const served = (): unknown => {
    const generated = sandboxConfiguration(known.ehr);
    return configure ? configure(generated, known.ehr) : generated;
  };
  const app = await startApp({
    folder: appFolder,
    port: appPort,
    configuration: served,
    headers: () => appHeaders(served(), sandboxConfiguration(known.ehr)),
  });
  try {
    const running = await startSandbox({ ...rest, appUrl: () => app.origin, chartPage: chartFolder });
    known.ehr = running.origin;
    return {
      app: app.origin,
      origin: running.origin,
      ehr: running.ehr,
      close: async () => {
        await Promise.all([running.close(), app.close()]);
      },
    };
  } catch (error) {
    await app.close();
    throw error;
  }
}
