import http from 'node:http';
import { type ApiConnections, openConnection } from './open-connection';

/** A request of HTTP, whole. */
export interface HttpRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** The answer to it, whole. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

/** The longest answer that is read, in bytes. */
const longestAnswer = 1_000_000;

/**
 * Makes a request on a connection of its own, which is closed behind it. `fetch` would keep it.
 *
 * @throws the error of the connection, or the reason of `signal`
 */
export async function httpRequest(
  { url: text, method, headers, body }: HttpRequest,
  connections: ApiConnections,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  signal.throwIfAborted();
  const url = new URL(text);
  const socket = await openConnection(url, connections, signal);
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => reject(signal.aborted ? signal.reason : error);
    const options = {
      path: `${url.pathname}${url.search}`,
      method,
      headers: { host: url.host, ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
      createConnection: () => socket,
      signal,
    };
    const request = http.request(options, (answer) => {
      const chunks: Buffer[] = [];
      let size = 0;
      // Node calls it "aborted" where the other side ends the connection in the middle.
      answer.on('error', (error) => fail(error.message === 'aborted' ? new Error('the connection ended before the answer did') : error));
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > longestAnswer) answer.destroy(new Error(`the answer is longer than ${longestAnswer} bytes`));
        else chunks.push(chunk);
      });
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    request.on('error', fail);
    // Node ends such a connection without a word to anybody who does not listen.
    request.on('upgrade', (answer, upgraded) => {
      upgraded.destroy();
      fail(new Error(`the answer is ${answer.statusCode} ${answer.statusMessage}, which was not asked for`));
    });
    request.on('close', () => fail(new Error('the connection ended before the answer did')));
    request.end(body);
  });
}
