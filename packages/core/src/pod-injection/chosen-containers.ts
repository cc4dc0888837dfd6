import { nearestName } from '../errors/nearest-name';
import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { type Container, isNativeSidecar, type PodSpec } from '../kubernetes/pod';
import type { AuthProxyModel } from '../proxy-container/auth-proxy-model';
import { isAuthProxy } from './other-proxies';
import { problem } from './pod-injection-codes';

/**
 * The names of the containers that get the variables: those that the user names, or else all of a pod with one container and
 * its ordinary init containers. Native sidecars never get them unasked, and neither do init containers beside a classic
 * sidecar, which starts after them.
 */
export function chosenContainers(
  model: AuthProxyModel,
  spec: PodSpec,
  own: ReadonlySet<string>,
  path: string,
  problems: ProblemList,
): ReadonlySet<string> {
  const isOthers = (container: Container): boolean => !own.has(container.name) && !isAuthProxy(container);
  const applications = (spec.containers ?? []).filter(isOthers);
  const init = (spec.initContainers ?? []).filter(isOthers);
  if (model.containers) return namedContainers(model.containers, model.sidecar, applications, init, path, problems);
  if (applications.length > 1) {
    problems.add(problem('containers-not-chosen', `${path}.containers`, { names: namesOf(applications) }));
    return new Set();
  }
  const migrations = model.sidecar === 'native' ? init.filter((container) => !isNativeSidecar(container)) : [];
  return new Set([...applications, ...migrations].map(({ name }) => name));
}

/**
 * Those of the named containers that this pod has. A list serves several workloads, so a name may belong to another one; it is a
 * mistake if it looks like a container of this pod, or if none of the names is here.
 */
function namedContainers(
  names: readonly string[],
  sidecar: 'native' | 'classic',
  applications: readonly Container[],
  init: readonly Container[],
  path: string,
  problems: ProblemList,
): ReadonlySet<string> {
  const known = [...applications, ...init];
  const here = names.filter((name) => known.some((container) => container.name === name));
  for (const name of names) {
    if (here.includes(name)) continue;
    const unnamed = known.map((container) => container.name).filter((candidate) => !names.includes(candidate));
    if (here.length > 0 && nearestName(name, unnamed) === undefined) continue;
    problems.add(problem('container-not-there', `${path}.containers`, { name: quote(name), names: namesOf(known) }));
  }
  for (const { name } of sidecar === 'classic' ? init : []) {
    if (here.includes(name)) problems.add(problem('init-container-before-classic', `${path}.initContainers`, { name: quote(name) }));
  }
  return new Set(here);
}

function namesOf(containers: readonly Container[]): string {
  return containers.map(({ name }) => quote(name)).join(', ');
}
