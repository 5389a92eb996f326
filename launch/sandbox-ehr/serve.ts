import { getResponse, type RequestHandler } from 'msw';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';

const PREFLIGHT = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET,POST,PUT,OPTIONS',
  'access-control-max-age': '600',
  'access-control-allow-headers': 'authorization,content-type,accept,prefer,if-match',
};

/** Answers what no request handler knows: static files, or a 404. */
export type Fallback = (request: Request) => Response | Promise<Response>;

export interface Served {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** Why a port could not be had, in words for the terminal. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken';
  readonly port: number;
  constructor(port: number) {
    super(`Port ${port} is in use. Stop what listens there, or choose another with --port.`);
    this.port = port;
  }
}

/**
 * Speaks msw handlers over real HTTP on 127.0.0.1. `handlers` is asked on every request, because the list needs
 * the origin and the origin needs the port. Port 0 takes any free one.
 */
export async function serve(
  handlers: () => RequestHandler[],
  { port = 0, fallback = notFound }: { readonly port?: number; readonly fallback?: Fallback } = {},
): Promise<Served> {
  const server = createServer((incoming, outgoing) => {
    void answer(handlers(), fallback, { incoming, outgoing });
  });
  const origin = await listen(server, port);
  return {
    origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

const notFound: Fallback = () => new Response('Not found', { status: 404 });

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortTaken(port) : error);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`);
    });
  });
}

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

async function answer(handlers: RequestHandler[], fallback: Fallback, { incoming, outgoing }: Exchange) {
  // The chart page's own paths stay out of other origins' reach: no preflight is answered for them.
  if (incoming.method === 'OPTIONS' && !incoming.url?.startsWith('/chart/')) {
    outgoing.writeHead(204, PREFLIGHT).end();
    return;
  }
  const gone = new AbortController();
  outgoing.on('close', () => {
    gone.abort();
  });
  try {
    const request = toRequest(incoming, gone.signal);
    const response = (await getResponse(handlers, request)) ?? (await fallback(request));
    await send(response, outgoing);
  } catch (error) {
    if (gone.signal.aborted) return;
    console.error(`sandbox: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    if (!outgoing.headersSent) outgoing.writeHead(500);
    outgoing.end();
  }
}

function toRequest(incoming: IncomingMessage, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    for (const each of [value ?? []].flat()) headers.append(name, each);
  const method = incoming.method ?? 'GET';
  const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? '127.0.0.1'}`);
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers, signal });
  const body = Readable.toWeb(incoming) as unknown as ReadableStream;
  const streamed: RequestInit & { duplex: 'half' } = { method, headers, signal, body, duplex: 'half' };
  return new Request(url, streamed);
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  if (response.type === 'error') {
    // A dead server: the connection ends without a word.
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (!response.body) {
    outgoing.end();
    return;
  }
  const stream = Readable.fromWeb(response.body as unknown as NodeReadableStream);
  await new Promise<void>((resolve, reject) => {
    stream.on('error', reject);
    outgoing.on('close', resolve);
    stream.pipe(outgoing);
  });
}
