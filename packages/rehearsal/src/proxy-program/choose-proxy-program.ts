import type { PodPlan } from '../pod-plan/pod-plan';
import { findProxyProgram, type ProxyPlaces, type ProxyProgram } from './find-proxy-program';

/** The program that is run, and what there is to say about it. */
export interface ChosenProxy {
  readonly program: ProxyProgram;
  readonly notes: readonly string[];
}

/**
 * The Auth Proxy's program for these pods: of the newest version that their images name.
 *
 * @param named a program that is taken whatever its version
 * @throws RehearsalError if there is none
 */
export async function chooseProxyProgram(
  plans: readonly PodPlan[],
  named: string | undefined,
  { environment = process.env, ...places }: Partial<ProxyPlaces> = {},
): Promise<ChosenProxy> {
  const versions = namedVersions(plans);
  const program = await findProxyProgram(versions[0], {
    environment: named === undefined ? environment : { ...environment, ALLOYDB_AUTH_PROXY_BIN: named },
    ...places,
  });
  const others = versions.filter((version) => version !== program.version);
  return {
    program,
    notes: others.map((version) => `An image names the Auth Proxy ${version}; ${program.version} runs in its place (${program.file}).`),
  };
}

/** The versions that images name, the newest first. */
export function namedVersions(plans: readonly PodPlan[]): readonly string[] {
  const containers = plans.flatMap(({ initContainers, containers: others }) => [...initContainers, ...others]);
  const found = containers.flatMap(({ proxyVersion }) => proxyVersion ?? []);
  return [...new Set(found)].sort((left, right) => right.localeCompare(left, 'en', { numeric: true }));
}
