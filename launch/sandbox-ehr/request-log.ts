/**
 * What reached the sandbox, for tests and for the chart page. Paths keep resource types and parameter names;
 * ids and values are left out, so that a log may be shown or kept without patient data.
 */
export interface LogEntry {
  /** Place in the one count of arrivals and answers: a request left before another was answered if it is smaller. */
  readonly arrived: number;
  readonly answered: number | null;
  readonly method: string;
  /** `/epic-like/none/fhir/Procedure?patient&date` or `/epic-like/none/fhir/Patient/{id}`. */
  readonly path: string;
  /** Resource type for FHIR calls, else null. */
  readonly type: string | null;
  readonly status: number | null;
  /** Whether a bearer token came with it. On the `trap` this must never be true. */
  readonly bearer: boolean;
  /** `trap` is a second origin that stands for somebody else's server. */
  readonly origin: 'sandbox' | 'trap';
}

export interface RequestLog {
  readonly entries: () => readonly LogEntry[];
  readonly clear: () => void;
  /** Notes an arrival and returns the function that notes its answer. */
  readonly open: (request: Request, origin: LogEntry['origin']) => (status: number) => void;
}

const KEPT = 2000;

export function redactedPath(url: URL): { readonly path: string; readonly type: string | null } {
  const segments = url.pathname.split('/').filter((part) => part !== '');
  const fhir = segments.indexOf('fhir');
  const type =
    fhir >= 0 ? (/^[A-Z]/.exec(segments[fhir + 1] ?? '') ? (segments[fhir + 1] ?? null) : null) : null;
  const shown = segments.map((part, index) =>
    type !== null && index === fhir + 2 && part !== '_search' ? '{id}' : part,
  );
  const names = [...new Set(url.searchParams.keys())].join('&');
  return { path: `/${shown.join('/')}${names ? `?${names}` : ''}`, type };
}

export function createRequestLog(): RequestLog {
  const entries: LogEntry[] = [];
  let count = 0;
  return {
    entries: () => [...entries],
    clear: () => {
      entries.length = 0;
    },
    open: (request, origin) => {
      const arrived = ++count;
      const entry: LogEntry = {
        arrived,
        answered: null,
        method: request.method,
        ...redactedPath(new URL(request.url)),
        status: null,
        bearer: /^bearer /i.test(request.headers.get('authorization') ?? ''),
        origin,
      };
      entries.push(entry);
      if (entries.length > KEPT) entries.shift();
      return (status) => {
        const index = entries.findIndex((each) => each.arrived === arrived);
        if (index >= 0) entries[index] = { ...entry, answered: ++count, status };
      };
    },
  };
}
