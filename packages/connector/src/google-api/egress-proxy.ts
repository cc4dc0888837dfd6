import { BlockList, isIP } from 'node:net';
import { connectorError } from '../errors/connector-error';

/** The variables of a process. */
export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that calls of an API go through: that of HTTPS_PROXY, unless NO_PROXY excepts the host. The rules are those of Go, and
 * so of the Auth Proxy. What is called without TLS is on this machine, and called directly.
 * Source: https://pkg.go.dev/golang.org/x/net/http/httpproxy
 *
 * @throws ConnectorError `egress-proxy-invalid`
 */
export function egressProxyFor(api: URL, variables: Variables): URL | undefined {
  const text = variables['HTTPS_PROXY'] || variables['https_proxy'];
  if (!text || api.protocol !== 'https:' || isExcepted(api, variables['NO_PROXY'] || variables['no_proxy'] || '')) return undefined;
  const withScheme = text.includes('://') ? text : `http://${text}`;
  // The value stays out of the sentence: it may hold a password.
  if (!URL.canParse(withScheme)) throw connectorError('egress-proxy-invalid', { reason: 'it holds no URL' });
  const proxy = new URL(withScheme);
  if (proxy.protocol !== 'http:' && proxy.protocol !== 'https:') {
    throw connectorError('egress-proxy-invalid', { reason: `its URL begins with "${proxy.protocol}"` });
  }
  return proxy;
}

function isExcepted(api: URL, exceptions: string): boolean {
  const host = api.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const port = api.port || '443';
  if (host === 'localhost' || (isIP(host) !== 0 && contains('127.0.0.0/8', host)) || host === '::1') return true;
  return exceptions
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .some((one) => one !== '' && (one === '*' || excepts(one, host, port)));
}

function excepts(exception: string, host: string, port: string): boolean {
  if (exception.includes('/')) return isIP(host) !== 0 && contains(exception, host);
  const [, name = '', only] = /^(.*?)(?::(\d+))?$/.exec(isIP(exception) === 6 ? `[${exception}]` : exception) ?? [];
  if (only !== undefined && only !== port) return false;
  const plain = name.replace(/^\[|\]$/g, '').replace(/^\*\./, '.');
  if (isIP(plain) !== 0) return plain === host;
  return plain.startsWith('.') ? host.endsWith(plain) : host === plain || host.endsWith(`.${plain}`);
}

function contains(range: string, address: string): boolean {
  const [net = '', bits = ''] = range.split('/');
  const family = isIP(net);
  if (family === 0 || family !== isIP(address) || !/^\d{1,3}$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(net, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  return list.check(address, family === 4 ? 'ipv4' : 'ipv6');
}
