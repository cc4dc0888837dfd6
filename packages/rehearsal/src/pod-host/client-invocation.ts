import type { DatabaseTarget } from '@alloydb-gke/core';
import type { ClientSettings } from '../client/client-settings';
import { passwordsVariable } from '../client/client-targets';
import type { ContainerPlan, PodPlan } from '../pod-plan/pod-plan';
import type { StageSetup } from '../stage/stage';

/** How long an application drains where nobody asks for the whole time, in seconds. */
const shortDrain = 2;

/** Variables that would change the stand-in itself, which is a program of Node.js. */
const nodeVariables: ReadonlySet<string> = new Set(['NODE_OPTIONS', 'NODE_PATH', 'NODE_EXTRA_CA_CERTS', 'NODE_V8_COVERAGE', 'LD_PRELOAD']);

/** The settings of the stand-in for a container's program: its one argument. They hold no secret. */
export function clientSettings(container: ContainerPlan, plan: PodPlan, setup: Pick<StageSetup, 'drain'>): ClientSettings {
  const { name, role, quitUrls, assumedTargets, unnamedTargets } = container;
  return {
    container: name,
    role: role === 'task' ? 'task' : 'application',
    drainSeconds: drainSeconds(plan, setup),
    quitUrls,
    ...(assumedTargets !== undefined && { targets: assumedTargets.map(withoutPassword) }),
    ...(unnamedTargets !== undefined && { unnamedTargets: unnamedTargets.map(withoutPassword) }),
  };
}

function withoutPassword({ password: _, ...target }: DatabaseTarget): DatabaseTarget {
  return target;
}

/** What the stand-in finds in its environment. */
export function clientEnvironment({
  environment,
  assumedTargets = [],
  unnamedTargets = [],
}: Pick<ContainerPlan, 'environment' | 'assumedTargets' | 'unnamedTargets'>): Readonly<Record<string, string>> {
  const own = Object.entries(environment).filter(([name]) => !nodeVariables.has(name));
  const passwords = [...assumedTargets, ...unnamedTargets].flatMap(({ from, password }) =>
    password === undefined ? [] : [[from, password] as const],
  );
  return {
    ...Object.fromEntries(own),
    // Everybody on the machine sees the arguments of a program, and nobody else its environment.
    ...(passwords.length > 0 && { [passwordsVariable]: JSON.stringify(Object.fromEntries(passwords)) }),
  };
}

/**
 * How long the application goes on after SIGTERM. The whole time is what a classic sidecar waits for it, but for a second: its
 * listeners close at that moment, and what is begun then is lost by chance. Beside native sidecars alone it is what the grace period
 * leaves when native sidecars take all of theirs afterwards.
 */
export function drainSeconds(plan: PodPlan, { drain }: Pick<StageSetup, 'drain'>): number {
  if (drain === 'short') return shortDrain;
  const proxies = [...plan.initContainers, ...plan.containers].filter(({ role }) => role === 'proxy');
  const seconds = (text: string | undefined): number => readSeconds(text ?? '0s');
  const classic = proxies.filter(({ place }) => place === 'container').map(({ invocation }) => seconds(invocation?.flags.minSigtermDelay));
  if (classic.length > 0) return Math.max(shortDrain, Math.min(...classic) - classicMargin);
  const after = proxies.reduce((sum, { invocation }) => sum + seconds(invocation?.flags.maxSigtermDelay), 0);
  return Math.max(shortDrain, plan.terminationGracePeriodSeconds - after - margin);
}

/** Before a classic sidecar closes its listeners, in seconds. */
const classicMargin = 1;

/** What the proxy's own end takes, with something for a busy machine. */
const margin = 5;

const units: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9 };

/** A duration of Go, already checked: `1m30s`. */
export function readSeconds(text: string): number {
  const parts = [...text.matchAll(/([\d.]+)(h|ms|m|s|us|µs|ns)/g)];
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * (units[unit ?? ''] ?? 0), 0);
}
