import { isObject, isResource, type Resource, at } from '../resource.ts';
import type { FaultOrNone } from '../fault.ts';
import type { Personality } from '../personality.ts';
import type { LogEntry } from '../request-log.ts';

/** The chart page's own session with its EHR. */
export interface EhrClient {
  /** App address without trailing slash, or null where no app is served. */
  readonly app: string | null;
  readonly user: string;
  readonly search: (type: string, query?: string) => Promise<readonly Resource[]>;
  /** The first of them and how many there are. */
  readonly searchSome: (
    type: string,
    most: number,
  ) => Promise<{ readonly resources: readonly Resource[]; readonly total: number }>;
  readonly read: (reference: string) => Promise<Resource | null>;
  /** Saves what was read; `conflict` when somebody else saved in between. */
  readonly save: (resource: Resource) => Promise<Resource | 'conflict'>;
  readonly create: (resource: Omit<Resource, 'id'>) => Promise<Resource>;
  readonly launch: (request: LaunchAsked) => Promise<{ readonly iss: string; readonly launch: string }>;
  readonly reset: () => Promise<void>;
  readonly endAppSessions: () => Promise<void>;
  readonly log: () => Promise<readonly LogEntry[]>;
}

export interface LaunchAsked {
  readonly personality: Personality;
  readonly fault: FaultOrNone;
  readonly patient: string | null;
  readonly encounter: string | null;
  readonly user: string;
  readonly intent: string;
  readonly needPatientBanner: boolean;
  readonly dark: boolean;
  readonly consent: 'given' | 'ask';
}

const PAGES = 50;

async function command(path: string, body: unknown = {}): Promise<unknown> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

const textOf = (value: unknown, key: string): string => {
  const found = isObject(value) ? value[key] : undefined;
  return typeof found === 'string' ? found : '';
};

const versionOf = (resource: Resource): string => {
  const meta = resource['meta'];
  return textOf(meta, 'versionId');
};

export async function openEhr(): Promise<EhrClient> {
  const session = await command('/chart/session');
  const base = textOf(session, 'fhir');
  const headers = { authorization: `Bearer ${textOf(session, 'token')}`, accept: 'application/fhir+json' };
  const get = async (url: string): Promise<unknown> => {
    const response = await fetch(url, { headers, cache: 'no-store' });
    return response.ok ? response.json() : null;
  };
  const send = (method: string, url: string, resource: object, extra: Record<string, string> = {}) =>
    fetch(url, {
      method,
      headers: { ...headers, ...extra, 'content-type': 'application/fhir+json' },
      body: JSON.stringify(resource),
    });
  return {
    app: textOf(session, 'app') || null,
    user: textOf(session, 'user'),
    search: (type, query = '') => searchAll(get, `${base}/${type}?_count=500${query && `&${query}`}`),
    searchSome: async (type, most) => {
      const bundle = await get(`${base}/${type}?_count=${most}`);
      const total = at(bundle, 'total')[0];
      const resources = at(bundle, 'entry.resource').filter(isResource);
      return { resources, total: typeof total === 'number' ? total : resources.length };
    },
    read: async (reference) => {
      const found = await get(`${base}/${reference}`);
      return isResource(found) ? found : null;
    },
    save: async (resource) => {
      const url = `${base}/${resource.resourceType}/${resource.id}`;
      const response = await send('PUT', url, resource, { 'if-match': `W/"${versionOf(resource)}"` });
      if (response.status === 412) return 'conflict';
      return accepted(response);
    },
    create: async (resource) =>
      accepted(await send('POST', `${base}/${String(resource['resourceType'])}`, resource)),
    launch: async (request) => {
      const opened = await command('/chart/launch', request);
      return { iss: textOf(opened, 'iss'), launch: textOf(opened, 'launch') };
    },
    reset: async () => {
      await command('/chart/reset');
    },
    endAppSessions: async () => {
      await command('/chart/expire');
    },
    log: async () => {
      const entries = await command('/chart/log');
      return Array.isArray(entries) ? (entries as readonly LogEntry[]) : [];
    },
  };
}

async function accepted(response: Response): Promise<Resource> {
  const saved: unknown = response.ok ? await response.json() : null;
  if (!isResource(saved)) throw new Error(`Not saved (${response.status})`);
  return saved;
}

async function searchAll(
  get: (url: string) => Promise<unknown>,
  first: string,
): Promise<readonly Resource[]> {
  const found: Resource[] = [];
  let url: string | null = first;
  for (let page = 0; url !== null && page < PAGES; page += 1) {
    const bundle: unknown = await get(url);
    found.push(...at(bundle, 'entry.resource').filter(isResource));
    const next = at(bundle, 'link').find((link) => textOf(link, 'relation') === 'next');
    url = next === undefined ? null : textOf(next, 'url');
  }
  return found;
}
