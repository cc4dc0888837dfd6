import type { PodView, ProxyView } from './pod-view';

/** Where a client connects to. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/** An instance that a proxy serves at a place. */
export interface ServedInstance {
  readonly proxy: ProxyView;
  readonly uri: string;
}

/** What is served at a place by the proxies of the pod; undefined where nothing is. */
export function servedAt(pod: PodView, { host, port }: Place): ServedInstance | undefined {
  for (const proxy of pod.proxies) {
    for (const listener of proxy.listeners) {
      if (listener.server !== 'database') continue;
      const isHere =
        listener.network === 'unix'
          ? listener.path === `${host.replace(/\/$/, '')}/.s.PGSQL.${port}`
          : !host.startsWith('/') && listener.port === port && reaches(host, listener.address);
      const uri = proxy.invocation.instances[listener.instance ?? 0]?.uri;
      if (isHere && uri !== undefined) return { proxy, uri };
    }
  }
  return undefined;
}

function reaches(host: string, address: string): boolean {
  const wanted = host === 'localhost' ? '127.0.0.1' : host;
  return wanted === address || address === '0.0.0.0' || address === '::';
}
