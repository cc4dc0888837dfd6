import type { Problem } from '../../packages/core/src/errors/problem';
import { checkInvocation } from '../../packages/core/src/proxy-flags/check-invocation';
import { listenersOf, type ProxyListener } from '../../packages/core/src/proxy-flags/listeners';
import { parseArgs } from '../../packages/core/src/proxy-flags/parse-args';
import { parseEnvironment } from '../../packages/core/src/proxy-flags/parse-environment';
import { severityOf } from '../../packages/core/src/proxy-flags/severity';
import { tokenEnvironment } from './start-proxy';

/** What our model says about a start of the Auth Proxy. */
export interface ModelVerdict {
  readonly problems: readonly Problem[];
  /** The problems with which the Auth Proxy must not start. With the others it may. */
  readonly refused: readonly Problem[];
  readonly listeners: readonly ProxyListener[];
  /** Whether the listeners are known although there may be problems. */
  readonly knowsListeners: boolean;
}

/** Problems with which nobody can say from the arguments where the proxy listens, or with which a listener is not as written. */
const unknowable = ['port-zero', 'flag-value-unfit', 'environment-service-link', 'query-not-utf8', 'instances-in-config-file'];

/** What the model says about arguments and environment of a start that serves. */
export function modelVerdict(args: readonly string[], environment: Readonly<Record<string, string>> = {}): ModelVerdict {
  const parsed = parseArgs(args);
  if (parsed.command !== 'serve') throw new Error(`"${args.join(' ')}" serves nothing.`);
  const { invocation, problems } = parseEnvironment({ ...tokenEnvironment, ...environment }, parsed.invocation);
  const all = [...parsed.problems, ...problems, ...checkInvocation(invocation)];
  return {
    problems: all,
    refused: all.filter((problem) => severityOf(problem).kind === 'refused'),
    listeners: listenersOf(invocation),
    knowsListeners: !all.some(({ code }) => unknowable.includes(code)),
  };
}
