import { createServer } from 'node:http';

/** A server that passes everything on to another one, and keeps what it was asked for. */
export interface RecordingFront extends AsyncDisposable {
  /** `127.0.0.1:PORT`. */
  readonly address: string;
  /** `GET /path?query`, the oldest first. */
  readonly requests: readonly string[];
}

/**
 * Starts one.
 *
 * @param target `HOST:PORT` of the other server
 * @param rewrite what becomes of its answers
 */
export async function recordingFront(target: string, rewrite: (body: string) => string = (body) => body): Promise<RecordingFront> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
      const body = request.method === 'GET' ? undefined : Buffer.concat(parts).toString();
      fetch(`http://${target}${request.url}`, {
        method: request.method ?? 'GET',
        headers: headers as Record<string, string>,
        ...(body !== undefined && { body }),
      }).then(
        async (answer) => {
          const flavour = answer.headers.get('metadata-flavor');
          response.writeHead(answer.status, {
            'content-type': answer.headers.get('content-type') ?? 'text/plain',
            ...(flavour && { 'metadata-flavor': flavour }),
          });
          response.end(rewrite(await answer.text()));
        },
        () => response.destroy(),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    address: `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
