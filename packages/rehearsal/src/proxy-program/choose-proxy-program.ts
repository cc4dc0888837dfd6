import { verifiedProxyVersion } from '@alloydb-gke/core';
import type { PodPlan } from '../pod-plan/pod-plan';
import { problem } from '../rehearsal-codes';
import { RehearsalError } from '../rehearsal-error';
import type { RehearsalOptions } from '../rehearsal-options';
import { programFile } from '../stage/program-files';
import { refusedFlags } from '../stand-in-proxy/stand-in-flags';
import { findProxyProgram, type ProxyPlaces, type ProxyProgram } from './find-proxy-program';

/** The program that is run, and what there is to say about it. */
export interface ChosenProxy {
  readonly program: ProxyProgram & { readonly standIn: boolean };
  readonly notes: readonly string[];
}

/**
 * The Auth Proxy's program for these pods: of the newest version that their images name, or the stand-in where that is asked for.
 *
 * @throws RehearsalError if there is none
 */
export async function chooseProxyProgram(
  plans: readonly PodPlan[],
  { proxyProgram: named, standIn = false }: Pick<RehearsalOptions, 'proxyProgram' | 'standIn'>,
  { environment = process.env, ...places }: Partial<ProxyPlaces> = {},
): Promise<ChosenProxy> {
  if (standIn) return chooseStandIn(plans, named);
  const versions = namedVersions(plans);
  const program = await findProxyProgram(versions[0], {
    environment: named === undefined ? environment : { ...environment, ALLOYDB_AUTH_PROXY_BIN: named },
    ...places,
  });
  const others = versions.filter((version) => version !== program.version);
  return {
    program: { ...program, standIn: false },
    notes: others.map((version) => `An image names the Auth Proxy ${version}; ${program.version} runs in its place (${program.file}).`),
  };
}

function chooseStandIn(plans: readonly PodPlan[], named: string | undefined): ChosenProxy {
  if (named !== undefined) throw new RehearsalError(problem('stand-in-with-program', 'standIn', {}));
  const [first, ...others] = plans.flatMap(({ podName, initContainers, containers }) =>
    [...initContainers, ...containers].flatMap(({ name, invocation }) =>
      refusedFlags(invocation?.flags ?? {}).map((option) =>
        problem('stand-in-without-flag', `${podName}.${name}`, { container: name, flag: flagOf(option) }),
      ),
    ),
  );
  if (first) throw new RehearsalError(first, ...others);
  return {
    program: { file: programFile('stand-in-program'), version: verifiedProxyVersion, standIn: true },
    notes: ['A stand-in runs in the place of the Auth Proxy: the connector of @alloydb-gke behind its flags. Google does not make it.'],
  };
}

function flagOf(option: string): string {
  return option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The versions that images name, the newest first. */
export function namedVersions(plans: readonly PodPlan[]): readonly string[] {
  const containers = plans.flatMap(({ initContainers, containers: others }) => [...initContainers, ...others]);
  const found = containers.flatMap(({ proxyVersion }) => proxyVersion ?? []);
  return [...new Set(found)].sort((left, right) => right.localeCompare(left, 'en', { numeric: true }));
}
