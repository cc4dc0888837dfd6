import type { ProblemList } from '../errors/problem-list';
import { readBoolean, readChoice, readFields, readWholeNumber } from '../input/read-fields';
import { longestSeconds } from './longest-seconds';
import { probeFields } from './option-fields';
import { problem } from './proxy-container-codes';
import type { ProxyPolicy } from './proxy-policy';
import type { ProbePlan } from './proxy-probes';

/** Which probes the container has. With `verify: 'startup'` none of those that stay may ask `/startup`. */
export function readProbes({ probes, verify }: ProxyPolicy, path: string, problems: ProblemList): ProbePlan {
  const fields = probes === undefined ? {} : (readFields(probes, path, probeFields, problems) ?? {});
  const plan: ProbePlan = {
    method: readChoice(fields['method'], `${path}.method`, ['http', 'exec'], problems) ?? 'http',
    startupSeconds: readWholeNumber(fields['startupSeconds'], `${path}.startupSeconds`, 1, problems, longestSeconds) ?? 60,
    liveness: readBoolean(fields['liveness'], `${path}.liveness`, problems) ?? false,
    readiness: readBoolean(fields['readiness'], `${path}.readiness`, problems) ?? false,
  };
  if (verify === 'startup' && plan.readiness) problems.add(problem('readiness-with-verify', `${path}.readiness`, {}));
  if (verify === 'startup' && plan.liveness && plan.method === 'exec') {
    problems.add(problem('exec-liveness-with-verify', `${path}.liveness`, {}));
  }
  return plan;
}
