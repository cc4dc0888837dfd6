import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LifecycleAction } from '../pod-plan/pod-plan';
import type { ProbeAction } from '../pod-plan/probe-plan';
import type { ProbeResult } from '../pod-run/pod-place';
import { dialError } from './dial-error';

type HttpTarget = Pick<
  Extract<ProbeAction, { kind: 'httpGet' }> | Extract<LifecycleAction, { kind: 'httpGet' }>,
  'port' | 'path' | 'scheme'
> & {
  readonly headers?: Readonly<Record<string, string>>;
};

/** How many redirections kubelet follows. */
const mostRedirections = 10;

/**
 * A probe over HTTP: 200 to 399 is a success, a certificate is not verified.
 * Source: https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/probe/http/http.go
 */
export async function probeHttp(host: string, target: HttpTarget, timeoutSeconds: number): Promise<ProbeResult> {
  const { port, path, scheme, headers = {} } = target;
  let url = `${scheme.toLowerCase()}://${bracketed(host)}:${port}${path.startsWith('/') ? '' : '/'}${path}`;
  const deadline = Date.now() + timeoutSeconds * 1000;
  try {
    for (let followed = 0; ; followed += 1) {
      const { status, location } = await fetchOnce(url, headers, deadline - Date.now());
      if (status >= 300 && status < 400 && location !== undefined) {
        const next = new URL(location, url);
        // Kubelet takes a redirection to another host for a success, with a warning.
        if (next.hostname !== new URL(url).hostname || followed === mostRedirections) return { outcome: 'success', message: '' };
        url = next.href;
      } else if (status >= 200 && status < 400) return { outcome: 'success', message: '' };
      else return { outcome: 'failure', message: `HTTP probe failed with statuscode: ${status}` };
    }
  } catch (error) {
    return { outcome: 'failure', message: `Get "${url}": ${describe(error, host, port)}` };
  }
}

const late = 'late';

function fetchOnce(
  url: string,
  headers: Readonly<Record<string, string>>,
  milliseconds: number,
): Promise<{ readonly status: number; readonly location: string | undefined }> {
  return new Promise((resolve, reject) => {
    const send = url.startsWith('https:') ? httpsRequest : httpRequest;
    const options = {
      headers: { 'user-agent': 'kube-probe/1.36', accept: '*/*', connection: 'close', ...headers },
      agent: false as const,
      rejectUnauthorized: false,
    };
    const request = send(url, options, (response) => {
      response.resume();
      clearTimeout(timer);
      resolve({ status: response.statusCode ?? 0, location: response.headers.location });
    });
    const timer = setTimeout(() => request.destroy(new Error(late)), Math.max(1, milliseconds));
    request.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    request.end();
  });
}

function describe(error: unknown, host: string, port: number): string {
  const { message, code } = error as NodeJS.ErrnoException;
  if (message === late) return 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)';
  if (code === 'ECONNRESET') return 'EOF';
  return dialError(error, host, port);
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
