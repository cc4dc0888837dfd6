// What scenarios do to a right deployment, one thing each.
import type { V1Container } from '@kubernetes/client-node';
import { type Draft, project } from './draft';

export function setVariable({ env = [] }: V1Container, name: string, value: string): void {
  const variable = env.find((one) => one.name === name);
  if (variable) {
    delete variable.valueFrom;
    variable.value = value;
  } else {
    env.push({ name, value });
  }
}

export function addArgs(container: V1Container, ...args: readonly string[]): void {
  container.args = [...(container.args ?? []), ...args];
}

export function removeArg(container: V1Container, arg: string): void {
  const args = container.args ?? [];
  if (!args.includes(arg)) throw new Error(`${container.name} has no ${arg}.`);
  container.args = args.filter((one) => one !== arg);
}

/** The proxy as an ordinary container behind the application, as one did before there were native sidecars. */
export function makeClassic({ pod, proxy, application }: Draft, ...args: readonly string[]): void {
  delete proxy.restartPolicy;
  delete proxy.startupProbe;
  removeArg(proxy, '--exit-zero-sigterm');
  addArgs(proxy, ...args);
  pod.initContainers = [];
  pod.containers = [application, proxy];
}

/** Takes a role away from everybody, in the project and on the IAM service accounts. */
export function takeRole({ cloud }: Draft, role: string): void {
  const own = cloud.projects?.[project];
  if (!own) throw new Error('The cloud has its project.');
  const without = (bindings: typeof own.iam): NonNullable<typeof own.iam> => (bindings ?? []).filter((binding) => binding.role !== role);
  own.iam = without(own.iam);
  for (const account of Object.values(own.serviceAccounts ?? {})) account.iam = without(account.iam);
}

/** The cluster of the scenario's cloud. */
export function clusterOf({ cloud }: Draft): Draft['cloud']['clusters'][string] {
  const [cluster] = Object.values(cloud.clusters);
  if (!cluster) throw new Error('The cloud has a cluster.');
  return cluster;
}
