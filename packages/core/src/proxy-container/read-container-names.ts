import type { Connection } from '../connection/connection';
import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { readText } from '../input/read-fields';
import { isDnsLabel } from '../kubernetes/object-name';
import type { ProxyProcess } from './auth-proxy-model';
import { problem } from './proxy-container-codes';

/** Reads the name of the proxy's container. */
export function readContainerName(value: unknown, path: string, problems: ProblemList): string {
  const name = readText(value, path, problems) ?? 'alloydb-auth-proxy';
  if (!isDnsLabel(name)) problems.add(problem('container-name', path, { value: quote(name) }));
  return name;
}

/** The processes and their containers. The first has the name that was read, the others their instance's name behind it. */
export function processesOf(
  connection: Connection,
  containerName: string,
  perInstance: boolean,
  path: string,
  problems: ProblemList,
): readonly [ProxyProcess, ...ProxyProcess[]] {
  const [first, ...others] = connection.instances;
  if (!perInstance) return [{ containerName, instances: [first, ...others] }];
  const named = others.map((instance): ProxyProcess => ({ containerName: `${containerName}-${instance.name}`, instances: [instance] }));
  for (const { containerName: full, instances } of named) {
    if (!isDnsLabel(containerName) || isDnsLabel(full)) continue;
    problems.add(
      problem('container-name-of-instance', path, { value: quote(full), instance: quote(instances[0].name), length: full.length }),
    );
  }
  return [{ containerName, instances: [first] }, ...named];
}
