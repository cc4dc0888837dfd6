import { type DatabaseTarget, listenersOf, type ProxyInvocation, type ProxyListener } from '@alloydb-gke/core';
import type { PodPlan } from './pod-plan';

/** Where a client connects to. */
export type Place = Pick<DatabaseTarget, 'host' | 'port'>;

/** A place where a proxy of a pod serves an instance. */
export interface ServedPlace {
  readonly place: Place;
  /** The instance, as the proxy is told it. */
  readonly uri: string;
  /** The proxy that serves it. */
  readonly invocation: ProxyInvocation;
  readonly listener: ProxyListener;
}

/** Everything that the proxies of a pod serve where a client can say so beforehand: not at a random port. */
export function servedPlaces({ initContainers, containers }: Pick<PodPlan, 'initContainers' | 'containers'>): readonly ServedPlace[] {
  const proxies = [...initContainers, ...containers].flatMap(({ invocation }) => invocation ?? []);
  return proxies.flatMap((invocation) =>
    listenersOf(invocation).flatMap((listener): readonly ServedPlace[] => {
      const place = placeOf(listener);
      const uri = invocation.instances[listener.server === 'database' ? (listener.instance ?? 0) : -1]?.uri;
      return place && uri !== undefined ? [{ place, uri, invocation, listener }] : [];
    }),
  );
}

/** Whether a client that connects to a place comes to what listens there. */
export function leadsTo({ host, port }: Place, listener: ProxyListener): boolean {
  if (listener.network === 'unix') return listener.path === `${host.replace(/\/$/, '')}/.s.PGSQL.${port}`;
  return !host.startsWith('/') && listener.port === port && reaches(host, listener.address);
}

/** A place as a person writes it: `127.0.0.1:5432`, or the folder of a socket. */
export function placeText({ host, port }: Place): string {
  return host.startsWith('/') ? host : `${host}:${port}`;
}

function placeOf(listener: ProxyListener): Place | undefined {
  if (listener.network === 'unix') {
    const [, host, port] = /^(.+)\/\.s\.PGSQL\.(\d+)$/.exec(listener.path) ?? [];
    return host === undefined ? undefined : { host, port: Number(port) };
  }
  const host = ['0.0.0.0', '::'].includes(listener.address) ? '127.0.0.1' : listener.address;
  return listener.port === 0 ? undefined : { host, port: listener.port };
}

function reaches(host: string, address: string): boolean {
  const wanted = host === 'localhost' ? '127.0.0.1' : host;
  return wanted === address || address === '0.0.0.0' || address === '::';
}
