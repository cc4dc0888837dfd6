import { readEnvironment } from '../application-environment/read-environment';
import { Connection } from '../connection/connection';
import { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { readBoolean, readChoice, readFields, readText, readWholeNumber } from '../input/read-fields';
import { applyDefaults } from './apply-defaults';
import type { AuthProxyModel, ProxyProcess } from './auth-proxy-model';
import type { AuthProxyOptions } from './auth-proxy-options';
import { checkProcesses } from './check-processes';
import { hatchAnnotations, readFlags, readOverrides } from './escape-hatches';
import { authProxyFields, organisationFields } from './option-fields';
import { policyFlags } from './process-flags';
import { problem } from './proxy-container-codes';
import { readImage } from './proxy-image';
import { noticesOf } from './proxy-notices';
import { readPolicy } from './read-policy';
import { readPorts } from './read-ports';

/**
 * Checks what a user says of the Auth Proxy and fills in every default.
 *
 * @throws ModelError with every problem at once
 */
export function defineAuthProxy(options: AuthProxyOptions, path = 'options'): AuthProxyModel {
  const problems = new ProblemList();
  const model = readAuthProxy(options, path, problems);
  if (model && problems.isEmpty) problems.add(...checkProcesses(model, path));
  problems.throwIfAny();
  return model as AuthProxyModel;
}

function readAuthProxy(options: AuthProxyOptions, path: string, problems: ProblemList): AuthProxyModel | undefined {
  const at = (field: keyof AuthProxyOptions): string => `${path}.${field}`;
  if (!readFields(options, path, authProxyFields, problems)) return undefined;
  if (options.defaults !== undefined) readFields(options.defaults, at('defaults'), organisationFields, problems);
  const connection = readConnectionObject(options.connection, at('connection'), problems);
  const merged = applyDefaults(options, options.defaults);
  const policy = readPolicy(merged, connection, path, problems);
  const image = readImage(merged.image, at('image'), problems);
  const flags = readFlags(options.flags, at('flags'), problems);
  const overrides = readOverrides(options.overrides, at('overrides'), problems);
  const perInstance = readChoice(options.processes, at('processes'), ['one', 'one-per-instance'], problems) === 'one-per-instance';
  const containerName = readContainerName(options.containerName, at('containerName'), problems);
  const after = readText(options.after, at('after'), problems);
  if (after !== undefined && policy.sidecar === 'classic')
    problems.add(problem('after-needs-native', at('after'), { value: quote(after) }));
  const applicationQuitsProxy = readBoolean(options.applicationQuitsProxy, at('applicationQuitsProxy'), problems) ?? false;
  if (applicationQuitsProxy && policy.sidecar === 'native') problems.add(problem('quits-proxy-not-used', at('applicationQuitsProxy'), {}));
  const applicationDrainSeconds = readWholeNumber(options.applicationDrainSeconds, at('applicationDrainSeconds'), 0, problems);
  if (!connection) return undefined;
  const processes = processesOf(connection, containerName, perInstance);
  const environment =
    options.environment === false ? undefined : readEnvironment(options.environment, connection, at('environment'), problems);
  return {
    connection,
    sidecar: policy.sidecar,
    processes,
    image,
    ports: readPorts(options, connection, path, problems),
    probes: policy.probes,
    resources: policy.resources,
    flags: { ...policyFlags(connection, merged, policy.maxConnections), ...flags },
    applicationDrainSeconds,
    proxyDrainSeconds: policy.proxyDrainSeconds,
    applicationQuitsProxy,
    environment,
    containers: readNames(options.containers, at('containers'), problems),
    after,
    overrides,
    annotations: hatchAnnotations(image, flags, overrides),
    labels: options.defaults?.labels ?? {},
    notices: noticesOf(connection, merged, image),
  };
}

function readConnectionObject(value: unknown, path: string, problems: ProblemList): Connection | undefined {
  if (value instanceof Connection) return value;
  // Another copy of this package made it: what it says is what counts.
  if (typeof value === 'object' && value !== null && 'toJSON' in value && typeof value.toJSON === 'function') {
    const document: unknown = value.toJSON();
    if (typeof document === 'object' && document !== null) return problems.attempt(() => Connection.parse(document));
  }
  if (value !== undefined) problems.add(problem('not-a-connection', path, { value: quote(value) }));
  return undefined;
}

function readContainerName(value: unknown, path: string, problems: ProblemList): string {
  const name = readText(value, path, problems) ?? 'alloydb-auth-proxy';
  if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) problems.add(problem('container-name', path, { value: quote(name) }));
  return name;
}

function processesOf(connection: Connection, containerName: string, perInstance: boolean): readonly [ProxyProcess, ...ProxyProcess[]] {
  const [first, ...others] = connection.instances;
  if (!perInstance) return [{ containerName, instances: [first, ...others] }];
  const named = others.map((instance): ProxyProcess => ({ containerName: `${containerName}-${instance.name}`, instances: [instance] }));
  return [{ containerName, instances: [first] }, ...named];
}

function readNames(value: unknown, path: string, problems: ProblemList): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const names: readonly unknown[] = Array.isArray(value) ? value : [value];
  return names.map((name, index) => readText(name, `${path}[${index}]`, problems) ?? '');
}
