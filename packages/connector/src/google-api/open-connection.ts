import { type ClientRequest, request } from 'node:http';
import { request as requestWithTls } from 'node:https';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectWithTls } from 'node:tls';
import type { OwnSockets } from '../own-sockets';
import { egressProxyFor, type Variables } from './egress-proxy';

/** What connections to APIs are made with. */
export interface ApiConnections {
  readonly sockets: OwnSockets;
  /** Those of the process: `HTTPS_PROXY` and `NO_PROXY`. */
  readonly variables: Variables;
}

/**
 * A connection to the server of a URL, through the proxy to the Internet where there is one. It need not be open yet.
 *
 * @throws ConnectorError `egress-proxy-invalid`, the error of the proxy, or the reason of `signal`
 */
export async function openConnection(url: URL, { sockets, variables }: ApiConnections, signal: AbortSignal): Promise<Socket> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.protocol === 'http:') return sockets.add(connect({ host, port: Number(url.port || 80) }));
  const proxy = egressProxyFor(url, variables);
  const port = Number(url.port || 443);
  const way = proxy ? { socket: await throughProxy(proxy, `${url.hostname}:${port}`, sockets, signal) } : { host, port };
  return sockets.add(connectWithTls({ ...way, ...(isIP(host) === 0 && { servername: host }), ALPNProtocols: ['http/1.1'] }));
}

/** Source: https://www.rfc-editor.org/rfc/rfc9110#CONNECT */
function throughProxy(proxy: URL, target: string, sockets: OwnSockets, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const named = `the proxy ${proxy.host} of HTTPS_PROXY`;
    const asked = connectRequest(proxy, target, signal);
    asked.on('socket', (socket) => sockets.add(socket));
    asked.on('connect', ({ statusCode }, socket: Socket) => {
      if (statusCode === 200 && !signal.aborted) return resolve(socket);
      socket.destroy();
      reject(signal.aborted ? signal.reason : new Error(`${named} answers ${statusCode} when it is asked for ${target}`));
    });
    asked.on('response', ({ statusCode }) => {
      asked.destroy();
      reject(new Error(`${named} answers ${statusCode} when it is asked for ${target}`));
    });
    asked.on('error', (error) => reject(signal.aborted ? signal.reason : new Error(`${named}: ${error.message}`, { cause: error })));
    asked.end();
  });
}

function connectRequest(proxy: URL, target: string, signal: AbortSignal): ClientRequest {
  const credentials = [proxy.username, proxy.password].map(decodeURIComponent).join(':');
  return (proxy.protocol === 'https:' ? requestWithTls : request)({
    host: proxy.hostname.replace(/^\[|\]$/g, ''),
    port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
    method: 'CONNECT',
    path: target,
    agent: false,
    signal,
    headers: {
      host: target,
      ...(credentials !== ':' && { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` }),
    },
  });
}
