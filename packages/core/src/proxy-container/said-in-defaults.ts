import { type Problem, problemText } from '../errors/problem';
import { isJsonObject } from '../kubernetes/json';
import type { AuthProxyOptions } from './auth-proxy-options';

/**
 * The problems with those that the organisation alone brings in at `options.defaults`, where they were written: the service
 * without the organisation does not have them, and the organisation without the service does.
 */
export function saidInDefaults(
  problems: readonly Problem[],
  options: AuthProxyOptions,
  path: string,
  read: (options: AuthProxyOptions) => readonly Problem[],
): readonly Problem[] {
  const { defaults, ...service } = options;
  if (problems.length === 0 || !isJsonObject(defaults)) return problems;
  const { labels: _, ...organisation } = defaults;
  const ofService = new Set(read(service).map(problemText));
  const ofOrganisation = new Set(read({ ...organisation, connection: options.connection }).map(problemText));
  return problems.map((problem) => {
    const text = problemText(problem);
    const isSaidThere = problem.path.startsWith(`${path}.`) && ofOrganisation.has(text) && !ofService.has(text);
    return isSaidThere ? { ...problem, path: `${path}.defaults${problem.path.slice(path.length)}` } : problem;
  });
}
