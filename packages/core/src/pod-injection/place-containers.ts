import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { copyJson, equalJson, withField } from '../kubernetes/json';
import type { Container, PodSpec } from '../kubernetes/pod';
import { problem } from './pod-injection-codes';

/** Where the proxy's containers go. */
export interface Placement {
  readonly sidecar: 'native' | 'classic';
  readonly after: string | undefined;
}

/**
 * Puts the containers of the proxy into the pod: native sidecars before every init container (or right behind the one that
 * `after` names), so that migrations reach the database; classic ones behind the application, which stays the default
 * container of kubectl. A container that is there already, equal, stays where it is.
 */
export function placeContainers(
  spec: PodSpec,
  proxies: readonly Container[],
  placement: Placement,
  path: string,
  problems: ProblemList,
): PodSpec {
  const list = placement.sidecar === 'native' ? 'initContainers' : 'containers';
  const otherList = placement.sidecar === 'native' ? 'containers' : 'initContainers';
  const present = new Map([...(spec[list] ?? []), ...(spec[otherList] ?? [])].map((container) => [container.name, container]));
  const missing = proxies.filter((proxy) => {
    const existing = present.get(proxy.name);
    const isInList = existing !== undefined && (spec[list] ?? []).includes(existing);
    if (existing && !(isInList && equalJson(existing, proxy))) {
      const where = isInList ? list : otherList;
      problems.add(problem('container-exists', `${path}.${where}`, { name: proxy.name }));
    }
    return !existing;
  });
  const existing = spec[list] ?? [];
  const index = placement.sidecar === 'classic' ? existing.length : nativeIndex(existing, placement.after, path, problems);
  if (missing.length === 0) return spec;
  return withField(spec, list, [...existing.slice(0, index), ...missing.map(copyJson), ...existing.slice(index)]);
}

function nativeIndex(initContainers: readonly Container[], after: string | undefined, path: string, problems: ProblemList): number {
  if (after === undefined) return 0;
  const index = initContainers.findIndex(({ name }) => name === after);
  if (index < 0) {
    const names = initContainers.map(({ name }) => quote(name)).join(', ') || 'none';
    problems.add(problem('after-not-there', `${path}.initContainers`, { name: quote(after), names }));
  }
  return index + 1;
}
