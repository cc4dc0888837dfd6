import { nearestName } from '../errors/nearest-name';
import type { Problem } from '../errors/problem';
import { type Environment, variablesWith } from './environment';
import { environmentPrefix, environmentVariable } from './flag-names';
import { problem } from './proxy-flags-codes';
import { flagsOf, instanceFlags } from './proxy-invocation';

/**
 * What Kubernetes sets for a Service, beside the one variable that the Auth Proxy may take for its own.
 * Source: https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
 */
const serviceLink =
  /(_SERVICE_(HOST|PORT(_[A-Z0-9_]+)?)|_PORT_[0-9]+_(TCP|UDP|SCTP)_(PROTO|PORT|ADDR))=|_PORT(_[0-9]+_(TCP|UDP|SCTP))?=(tcp|udp|sctp):/;

/** Build metadata for the version, and the instances. */
const otherVariables = new RegExp(`^${environmentPrefix}(METADATA|INSTANCE_URI(_.*)?)$`);

/** Variables that look like the Auth Proxy's own, and that it does not know. */
export function unknownVariables(environment: Environment, path: string): readonly Problem[] {
  const known = flagsOf('serve').map(({ name }) => environmentVariable(name));
  return variablesWith(environmentPrefix, environment)
    .filter((variable) => !known.includes(variable) && !otherVariables.test(variable) && !isServiceLink(variable, environment))
    .map((variable) =>
      problem('environment-variable-unknown', `${path}.${variable}`, { variable, suggestion: suggestion(variable, known) }),
    );
}

function isServiceLink(variable: string, environment: Environment): boolean {
  return serviceLink.test(`${variable}=${environment[variable]}`);
}

function suggestion(variable: string, known: readonly string[]): string {
  const ofInstance = instanceFlags.find(({ name }) => environmentVariable(name) === variable);
  if (ofInstance) return `Write ?${ofInstance.name}= behind the instance URI: it holds for one instance.`;
  const nearest = nearestName(variable, known);
  return nearest
    ? `Did you mean ${nearest}?`
    : 'Remove it. Variables have the names of flags, and "alloydb-auth-proxy --help" lists those.';
}
