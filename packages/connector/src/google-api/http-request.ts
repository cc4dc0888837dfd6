import http from 'node:http';
import https from 'node:https';

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
export function httpRequest({ url, method, headers, body }: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => reject(signal.aborted ? signal.reason : error);
    const { request: send } = url.startsWith('https:') ? https : http;
    const request = send(url, { method, agent: false, headers: withLength(headers, body), signal }, (answer) => {
      const chunks: Buffer[] = [];
      let size = 0;
      answer.on('error', fail);
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
    request.end(body);
  });
}

function withLength(headers: HttpRequest['headers'], body: string | undefined): http.OutgoingHttpHeaders {
  return body === undefined ? headers : { ...headers, 'content-length': Buffer.byteLength(body) };
}
