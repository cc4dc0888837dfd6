import type { PodPlan } from './pod-plan';
import type { ProbeAction } from './probe-plan';

/** Whether a probe runs another program than the proxy's, in an image of it that has some: Alpine's shell and wget are not on this machine. */
export function runsProgramOfImage(image: string, action: ProbeAction): boolean {
  const hasPrograms = /:(?:[\w.]+-)?(?:alpine|bookworm|bullseye|buster)(?:@|$)/.test(image);
  return hasPrograms && action.kind === 'exec' && !/(^|\/)alloydb-auth-proxy$/.test(action.command[0] ?? '');
}

/** Says which probes were not sent. */
export function unsentProbeNotes(plans: readonly PodPlan[]): readonly string[] {
  const containers = plans.flatMap((plan) => [...plan.initContainers, ...plan.containers]);
  return containers.flatMap(({ name, image, unsentProbes = [] }) =>
    unsentProbes.map(
      ({ kind, action }) =>
        `The ${kind} probe of ${name} is left out: it runs ${action.kind === 'exec' ? action.command[0] : action.kind} of the image ${image}, which is not on this machine. Whether it succeeds shows only in the cluster.`,
    ),
  );
}
