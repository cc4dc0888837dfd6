import { databaseTargets, type JsonObject } from '@alloydb-gke/core';
import { containerEnvironment, type EnvironmentSources } from './container-environment';
import { expandVariables } from './expand-variables';
import { numberIn, objectIn, objectsIn, textIn, textsIn } from './json-fields';
import { lifecycleAction, planProbes } from './plan-probes';
import { planMounts } from './plan-volumes';
import type { ContainerObstacle, ContainerPlan, PodPlan } from './pod-plan';
import { proxyEntryPoint, readInvocation, runsProxy, versionInTag } from './proxy-command';
import { quitUrls } from './quit-urls';
import { runsProgramOfImage } from './unsent-probes';

/** What is the same for all containers of a pod. */
export interface PodContext extends EnvironmentSources {
  readonly podSpec: JsonObject;
  readonly ending: PodPlan['ending'];
}

/** Plans one container: everything that kubelet would start it with. */
export function planContainer(container: JsonObject, list: 'initContainers' | 'containers', context: PodContext): ContainerPlan {
  const { variables, secretVariables, obstacle } = containerEnvironment(container, context);
  const expand = (text: string): string => expandVariables(text, (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined));
  const image = textIn(container['image']) ?? '';
  const command = textsIn(container['command']).map(expand);
  const args = textsIn(container['args']).map(expand);
  const isProxy = runsProxy(image, command);
  const entryPoint = isProxy ? [proxyEntryPoint] : [];
  const program = command.length > 0 ? command : entryPoint;
  const commandLine = program.length > 0 ? [...program, ...args] : [];
  const version = isProxy ? versionInTag(image) : undefined;
  const invocation = isProxy ? readInvocation(commandLine, variables, version) : undefined;
  const { probes: all, missingPort } = planProbes(container, (text) => expandVariables(text, plainVariables(container)));
  const unsentProbes = all.filter(({ action }) => isProxy && runsProgramOfImage(image, action));
  const probes = all.filter((probe) => !unsentProbes.includes(probe));
  const place = placeOf(container, list);
  const security = securityOf(container, context.podSpec);
  const hooks = objectIn(container['lifecycle']);
  const [preStop, postStart] = [lifecycleAction(hooks['preStop'], container), lifecycleAction(hooks['postStart'], container)];
  const cannotBeCreated = obstacle ?? rootObstacle(security, textIn(container['name']) ?? '') ?? portObstacle(missingPort);
  return {
    name: textIn(container['name']) ?? '',
    role: isProxy ? 'proxy' : roleOf(place, databaseTargets(variables).length > 0, context.ending),
    place,
    image,
    commandLine,
    environment: variables,
    secretVariables,
    ...(cannotBeCreated && { cannotBeCreated }),
    probes,
    ...(unsentProbes.length > 0 && { unsentProbes }),
    lifecycle: { ...(preStop && { preStop }), ...(postStart && { postStart }) },
    mounts: planMounts(container, expand),
    ...security,
    ...(invocation && !invocation.isRefused && { invocation: invocation.invocation }),
    ...(version !== undefined && { proxyVersion: version }),
    quitUrls: isProxy ? [] : quitUrls([...command, ...args, ...quitTexts(variables)]),
  };
}

/** Only these hold a URL for a program to post to. */
function quitTexts(variables: Readonly<Record<string, string>>): readonly string[] {
  return Object.values(variables).filter((value) => value.includes('/quitquitquit'));
}

function placeOf(container: JsonObject, list: 'initContainers' | 'containers'): ContainerPlan['place'] {
  if (list === 'containers') return 'container';
  return container['restartPolicy'] === 'Always' ? 'native sidecar' : 'regular init container';
}

/** What a container that is no proxy is, by whether its variables name a database. */
export function roleOf(place: ContainerPlan['place'], usesDatabase: boolean, ending: PodPlan['ending']): ContainerPlan['role'] {
  if (!usesDatabase) return 'bystander';
  return place === 'regular init container' || (place === 'container' && ending === 'completes') ? 'task' : 'application';
}

/** Kubelet expands the command of a probe with the variables that have a plain value, and with no other. */
function plainVariables(container: JsonObject): (name: string) => string | undefined {
  const plain = new Map(objectsIn(container['env']).map(({ name, value }) => [name, textIn(value)]));
  return (name) => plain.get(name);
}

type Security = Pick<ContainerPlan, 'runAsUser' | 'runAsGroup' | 'runAsNonRoot' | 'readOnlyRootFilesystem'>;

/** What a container says goes before what its pod says. */
function securityOf(container: JsonObject, podSpec: JsonObject): Security {
  const [own, ofPod] = [objectIn(container['securityContext']), objectIn(podSpec['securityContext'])];
  const runAsUser = numberIn(own['runAsUser'] ?? ofPod['runAsUser']);
  const runAsGroup = numberIn(own['runAsGroup'] ?? ofPod['runAsGroup']);
  return {
    ...(runAsUser !== undefined && { runAsUser }),
    ...(runAsGroup !== undefined && { runAsGroup }),
    runAsNonRoot: (own['runAsNonRoot'] ?? ofPod['runAsNonRoot']) === true,
    readOnlyRootFilesystem: own['readOnlyRootFilesystem'] === true,
  };
}

/** Whom an unknown image runs as is not known; that of the proxy runs as 65532. */
function rootObstacle({ runAsNonRoot, runAsUser }: Security, name: string): ContainerObstacle | undefined {
  if (!runAsNonRoot || runAsUser !== 0) return undefined;
  return { code: 'runs-as-root', message: `container's runAsUser breaks non-root policy (container: ${name})` };
}

function portObstacle(missing: { readonly probe: string; readonly port: string } | undefined): ContainerObstacle | undefined {
  return missing && { code: 'probe-port-missing', message: `${missing.probe} probe: port ${missing.port} not found` };
}
