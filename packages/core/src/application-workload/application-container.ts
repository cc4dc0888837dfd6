import { type JsonObject, mergeJson } from '../kubernetes/json';
import { restrictedSecurityContext } from '../kubernetes/restricted-security-context';
import type { ApplicationWorkload } from './read-application-workload';

/** The container of an application: what its properties say, and then what `container` says. */
export function applicationContainer(plan: ApplicationWorkload): JsonObject {
  const { image, port, variables, resources, securityContext } = plan;
  const { env, ports, ...rest } = plan.container;
  const allVariables = merged(
    Object.entries(variables).map(([name, value]) => ({ name, value })),
    env,
    ({ name }) => name,
  );
  const allPorts = merged(port === undefined ? [] : [{ containerPort: port, protocol: 'TCP' }], ports, portKey);
  const container = {
    name: 'app',
    image,
    ...(allVariables.length > 0 && { env: allVariables }),
    ...(allPorts.length > 0 && { ports: allPorts }),
    ...(resources && { resources }),
    securityContext: securityContext ?? restrictedSecurityContext,
  };
  return mergeJson(container, rest);
}

/** The entries of both lists. Of two for one thing the second counts, in the place of the first. */
function merged(first: readonly JsonObject[], second: unknown, keyOf: (entry: JsonObject) => unknown): readonly JsonObject[] {
  const entries = [...first, ...((second ?? []) as readonly JsonObject[])];
  return [...new Map(entries.map((entry) => [keyOf(entry), entry])).values()];
}

function portKey({ containerPort, protocol }: JsonObject): string {
  return `${containerPort}/${protocol ?? 'TCP'}`;
}
