import { type Problem, problemText } from '../errors/problem';
import { checkInvocation } from '../proxy-flags/check-invocation';
import type { AuthProxyModel } from './auth-proxy-model';
import { derivedFlags } from './derived-flags';
import { allocatePorts } from './port-allocation';
import { processInvocation } from './proxy-container';
import { shutdownTiming } from './shutdown-timing';

/** What the Auth Proxy would refuse, or do wrong, of the processes of a model, in a pod that has nothing else. */
export function checkProcesses(model: AuthProxyModel, path: string): readonly Problem[] {
  const { ports } = allocatePorts(model, new Map());
  const timing = shutdownTiming({
    sidecar: model.sidecar,
    endsByItself: false,
    applicationDrainSeconds: model.applicationDrainSeconds ?? 0,
    proxyDrainSeconds: model.proxyDrainSeconds,
    processes: model.processes.length,
  });
  const problems = model.processes.flatMap((process, index) => {
    const own = ports[index];
    return own ? checkInvocation(processInvocation(model, process, own, timing), { version: model.image.version, path }) : [];
  });
  // Processes share their flags: what is wrong with one is said once.
  const texts = new Set<string>();
  return problems
    .map((problem) => ({ ...problem, path: optionPath(problem.path, path) }))
    .filter((problem) => {
      const isNew = !texts.has(problemText(problem));
      texts.add(problemText(problem));
      return isNew;
    });
}

/** The option that a flag follows from: that is what the user wrote. */
function optionPath(problemPath: string, path: string): string {
  const flag = problemPath.startsWith(`${path}.flags.`) ? problemPath.slice(`${path}.flags.`.length) : '';
  const option = derivedFlags[flag as keyof typeof derivedFlags];
  return option === undefined ? problemPath : `${path}.${option}`;
}
