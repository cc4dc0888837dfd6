import type { ApplicationEnvironment } from '../application-environment/application-environment';
import type { ProblemList } from '../errors/problem-list';
import { copyJson, equalJson, withField } from '../kubernetes/json';
import type { Container, EnvVar, PodSpec, Volume, VolumeMount } from '../kubernetes/pod';
import { problem } from './pod-injection-codes';

/**
 * Gives the container the variables and mounts. Variables go first, so that the container's own can refer to them as
 * `$(DB_HOST)`; one that is there already with the same value stays where it is.
 */
export function injectEnvironment(
  container: Container,
  environment: ApplicationEnvironment,
  path: string,
  problems: ProblemList,
): Container {
  const variables = missingVariables(container, environment.variables, path, problems);
  const mounts = missingMounts(container, environment.volumeMounts, path, problems);
  const withVariables = variables.length === 0 ? container : withField(container, 'env', [...variables, ...(container.env ?? [])]);
  return mounts.length === 0 ? withVariables : withField(withVariables, 'volumeMounts', [...(container.volumeMounts ?? []), ...mounts]);
}

/** The pod's spec with the volumes that the mounts need. */
export function injectVolumes(spec: PodSpec, volumes: readonly Volume[], path: string, problems: ProblemList): PodSpec {
  const missing = volumes.filter((volume) => {
    const existing = spec.volumes?.find(({ name }) => name === volume.name);
    if (existing && !equalJson(existing, volume)) problems.add(problem('volume-clash', `${path}.volumes`, { volume: volume.name }));
    return !existing;
  });
  return missing.length === 0 ? spec : withField(spec, 'volumes', [...(spec.volumes ?? []), ...missing.map(copyJson)]);
}

function missingVariables(container: Container, wanted: readonly EnvVar[], path: string, problems: ProblemList): readonly EnvVar[] {
  if (!container.env?.length) return wanted.map(copyJson);
  const existing = new Map(container.env.map((variable) => [variable.name, variable]));
  return wanted
    .filter((variable) => {
      const theirs = existing.get(variable.name);
      if (theirs && !equalJson(theirs, variable)) {
        const at = `${path}.env[${container.env?.indexOf(theirs)}]`;
        problems.add(problem('variable-clash', at, { container: container.name, variable: variable.name, wanted: described(variable) }));
      }
      return !theirs;
    })
    .map(copyJson);
}

/** What the proxy wants the variable to be. Never what the container has: that may be a password. */
function described(variable: EnvVar): string {
  return variable.value === undefined ? 'the key of the Secret with the password' : JSON.stringify(variable.value);
}

function missingMounts(container: Container, wanted: readonly VolumeMount[], path: string, problems: ProblemList): readonly VolumeMount[] {
  return wanted
    .filter((mount) => {
      const theirs = container.volumeMounts?.find(({ mountPath }) => mountPath === mount.mountPath);
      if (theirs && !equalJson(theirs, mount)) {
        problems.add(problem('mount-clash', `${path}.volumeMounts`, { container: container.name, path: mount.mountPath }));
      }
      return !theirs;
    })
    .map(copyJson);
}
