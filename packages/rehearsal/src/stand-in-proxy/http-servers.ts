import { createServer, type Server } from 'node:http';
import type { OpenClients } from './open-clients';

/** How far the stand-in is. */
export type StandInState = 'starting' | 'started' | 'stopped';

/** What its servers of HTTP look at and do. */
export interface HttpServerParts {
  readonly state: () => StandInState;
  readonly clients: OpenClients;
  /** Dials every instance; undefined where a start does not ask for it. @throws Error with all that failed */
  readonly check: (() => Promise<void>) | undefined;
  readonly healthCheck: boolean;
  readonly metrics: boolean;
  readonly quit: (() => void) | undefined;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

const ok: Answer = { status: 200, text: 'ok' };
const notFound: Answer = { status: 404, text: '404 page not found' };

/** The server of the probes. Source: internal/healthcheck/healthcheck.go of the Auth Proxy 1.17.1 */
export function healthServer(parts: HttpServerParts): Server {
  return serverOf(async (path) => {
    if (path === '/metrics') return parts.metrics ? { status: 200, text: '' } : notFound;
    if (!parts.healthCheck) return notFound;
    if (path === '/liveness') return ok;
    if (path === '/startup') return startup(parts);
    return path === '/readiness' ? readiness(parts) : notFound;
  });
}

/** The server of `/quitquitquit`. */
export function adminServer({ quit }: Pick<HttpServerParts, 'quit'>): Server {
  return serverOf(async (path, method) => {
    if (path !== '/quitquitquit' || !quit) return notFound;
    if (method !== 'POST' && method !== 'GET') return { status: 400, text: '' };
    setImmediate(quit);
    return { status: 200, text: '' };
  });
}

async function startup({ state, check }: HttpServerParts): Promise<Answer> {
  if (state() === 'starting') return { status: 503, text: 'error' };
  try {
    await check?.();
    return ok;
  } catch (error) {
    return { status: 503, text: (error as Error).message };
  }
}

function readiness({ state, clients }: HttpServerParts): Answer {
  if (state() === 'starting') return { status: 503, text: 'proxy is not started' };
  if (state() === 'stopped') return { status: 503, text: 'proxy has stopped' };
  const { count, most } = clients;
  if (most > 0 && count === most) return { status: 503, text: `max connections reached (open = ${count}, max = ${most})` };
  return ok;
}

function serverOf(answer: (path: string, method: string) => Promise<Answer>): Server {
  return createServer((request, response) => {
    void answer((request.url ?? '').replace(/\?.*/, ''), request.method ?? 'GET').then(({ status, text }) =>
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text),
    );
  });
}

/** @throws Error in the words of the Auth Proxy */
export function listenForHttp(server: Server, address: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'address already in use' : error.message;
      reject(new Error(`failed to start HTTP server: listen tcp ${address}:${port}: bind: ${reason}`));
    });
    server.listen(port, address, resolve);
  });
}
