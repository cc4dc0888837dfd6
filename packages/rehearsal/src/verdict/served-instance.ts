import { leadsTo, type Place } from '../pod-plan/served-places';
import type { PodView, ProxyView } from './pod-view';

/** An instance that a proxy serves at a place. */
export interface ServedInstance {
  readonly proxy: ProxyView;
  readonly uri: string;
}

/** What is served at a place by the proxies of the pod; undefined where nothing is. */
export function servedAt(pod: PodView, place: Place): ServedInstance | undefined {
  for (const proxy of pod.proxies) {
    for (const listener of proxy.listeners) {
      if (listener.server !== 'database') continue;
      const uri = proxy.invocation.instances[listener.instance ?? 0]?.uri;
      if (leadsTo(place, listener) && uri !== undefined) return { proxy, uri };
    }
  }
  return undefined;
}
