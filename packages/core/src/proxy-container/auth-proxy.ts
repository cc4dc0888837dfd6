import { readEnvironment } from '../application-environment/read-environment';
import { readConnectionObject } from '../connection/read-connection-object';
import type { Problem } from '../errors/problem';
import { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { readBoolean, readChoice, readFields, readText, readWholeNumber } from '../input/read-fields';
import { readLabels } from '../kubernetes/read-labels';
import { applyDefaults } from './apply-defaults';
import type { AuthProxyModel } from './auth-proxy-model';
import type { AuthProxyOptions } from './auth-proxy-options';
import { checkProcesses } from './check-processes';
import { hatchAnnotations } from './hatch-annotations';
import { longestSeconds } from './longest-seconds';
import { authProxyFields, organisationFields } from './option-fields';
import { policyFlags } from './process-flags';
import { problem } from './proxy-container-codes';
import { readImage } from './proxy-image';
import { noticesOf } from './proxy-notices';
import { processesOf, readContainerName } from './read-container-names';
import { readFlags } from './read-flags';
import { readOverrides } from './read-overrides';
import { readPolicy } from './read-policy';
import { readPorts } from './read-ports';
import { saidInDefaults } from './said-in-defaults';

/**
 * Checks what a user says of the Auth Proxy and fills in every default.
 *
 * @throws ModelError with every problem at once
 */
export function defineAuthProxy(options: AuthProxyOptions, path = 'options'): AuthProxyModel {
  const { model, problems } = readAndCheck(options, path);
  const placed = new ProblemList();
  placed.add(...saidInDefaults(problems, options, path, (others) => readAndCheck(others, path).problems));
  placed.throwIfAny();
  return model as AuthProxyModel;
}

function readAndCheck(
  options: AuthProxyOptions,
  path: string,
): { readonly model: AuthProxyModel | undefined; readonly problems: readonly Problem[] } {
  const problems = new ProblemList();
  const model = readAuthProxy(options, path, problems);
  const isSaid = (at: string): boolean =>
    problems.all.some((other) => other.path === at || (at !== `${path}.flags` && other.path.startsWith(`${at}.`)));
  // An option that cannot be read has been reported already.
  if (model) problems.add(...checkProcesses(model, path).filter((found) => !isSaid(found.path)));
  return { model, problems: problems.all };
}

function readAuthProxy(options: AuthProxyOptions, path: string, problems: ProblemList): AuthProxyModel | undefined {
  const at = (field: keyof AuthProxyOptions): string => `${path}.${field}`;
  if (!readFields(options, path, authProxyFields, problems)) return undefined;
  if (options.defaults !== undefined) readFields(options.defaults, at('defaults'), organisationFields, problems);
  const labels = readLabels(options.defaults?.labels, `${at('defaults')}.labels`, problems) ?? {};
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
  const applicationDrainSeconds = readWholeNumber(
    options.applicationDrainSeconds,
    at('applicationDrainSeconds'),
    0,
    problems,
    longestSeconds,
  );
  const ports = readPorts(options, connection, path, problems);
  const containers = readNames(options.containers, at('containers'), problems);
  const environment =
    options.environment === false ? undefined : readEnvironment(options.environment, connection, at('environment'), problems);
  if (!connection) return undefined;
  return {
    connection,
    sidecar: policy.sidecar,
    processes: processesOf(connection, containerName, perInstance, at('containerName'), problems),
    image,
    ports,
    probes: policy.probes,
    resources: policy.resources,
    flags: { ...policyFlags(connection, merged, policy.maxConnections), ...flags },
    applicationDrainSeconds,
    proxyDrainSeconds: policy.proxyDrainSeconds,
    applicationQuitsProxy,
    environment,
    containers,
    after,
    overrides,
    annotations: hatchAnnotations(containerName, image, flags, overrides),
    labels,
    notices: noticesOf(connection, merged, image),
  };
}

function readNames(value: unknown, path: string, problems: ProblemList): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const names: readonly unknown[] = Array.isArray(value) ? value : [value];
  return names.map((name, index) => readText(name, `${path}[${index}]`, problems) ?? '');
}
