import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { type Container, isNativeSidecar, type PodSpec } from '../kubernetes/pod';
import type { AuthProxyModel } from '../proxy-container/auth-proxy-model';
import { isAuthProxy } from './other-proxies';
import { problem } from './pod-injection-codes';

/**
 * The names of the containers that get the variables: those that the user names, or else all of a pod with one container and
 * its ordinary init containers. Native sidecars never get them unasked.
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
  const nameOf = ({ name }: Container): string => name;
  if (!model.containers) {
    if (applications.length > 1) {
      problems.add(problem('containers-not-chosen', `${path}.containers`, { names: applications.map(nameOf).map(quote).join(', ') }));
      return new Set();
    }
    return new Set([...applications, ...init.filter((container) => !isNativeSidecar(container))].map(nameOf));
  }
  const known = [...applications, ...init].map(nameOf);
  for (const name of model.containers) {
    if (known.includes(name)) continue;
    problems.add(problem('container-not-there', `${path}.containers`, { name: quote(name), names: known.map(quote).join(', ') }));
  }
  return new Set(model.containers);
}
