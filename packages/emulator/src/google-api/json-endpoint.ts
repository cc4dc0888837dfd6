import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { ApiError, apiStatuses } from './api-error';
import { invalidArgument } from './api-errors';

/** A request of a Google API over HTTP. */
export interface JsonRequest {
  readonly method: string;
  /** Decoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  /** The body as an object; empty where there is none. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** What becomes of a request: a body, or nothing at all, for ever or with the connection closed. */
export type JsonAnswer = { readonly body: unknown } | 'silence' | 'hang up';

/** The longest body that is read, in bytes. */
const longestBody = 1_000_000;

/** Serves a Google API over HTTP: JSON in, JSON out, refusals in Google's form. */
export function jsonEndpoint(answer: (request: JsonRequest) => Promise<JsonAnswer>): RequestListener {
  return (message, response) => {
    readRequest(message)
      .then(answer)
      .then(
        (found) => write(found, message, response),
        (error: unknown) => writeError(error, response),
      );
  };
}

async function readRequest(message: IncomingMessage): Promise<JsonRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > longestBody) throw invalidArgument('The request is too large.');
    chunks.push(chunk);
  }
  return {
    method: message.method ?? 'GET',
    ...readAddress(message.url ?? '/'),
    authorization: message.headers.authorization,
    body: parseBody(Buffer.concat(chunks).toString('utf8')),
  };
}

/** @throws ApiError for what is no address: `/v1/%ZZ` */
function readAddress(url: string): Pick<JsonRequest, 'path' | 'query'> {
  try {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    return { path: decodeURIComponent(pathname).replace(/^\/+/, ''), query: searchParams };
  } catch {
    throw invalidArgument('Invalid URL.');
  }
}

function parseBody(text: string): Readonly<Record<string, unknown>> {
  if (text.trim() === '') return {};
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Readonly<Record<string, unknown>>;
  } catch {
    // Said below.
  }
  throw invalidArgument('Invalid JSON payload received.');
}

function write(answer: JsonAnswer, message: IncomingMessage, response: ServerResponse): void {
  if (answer === 'silence') return;
  if (answer === 'hang up') return void message.socket.destroy();
  send(response, 200, answer.body);
}

function writeError(error: unknown, response: ServerResponse): void {
  if (response.destroyed) return;
  if (error instanceof ApiError) return send(response, apiStatuses[error.status].http, error);
  send(response, 500, { error: { code: 500, message: error instanceof Error ? error.message : String(error), status: 'INTERNAL' } });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' });
  response.end(`${JSON.stringify(body, undefined, 2)}\n`);
}
