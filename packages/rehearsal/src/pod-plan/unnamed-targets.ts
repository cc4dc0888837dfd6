import { type DatabaseTarget, databaseTargets } from '@alloydb-gke/core';
import { type CloudOfPod, cloudLogin, usesIamLogin } from './cloud-login';
import type { ContainerPlan, PodPlan } from './pod-plan';
import { leadsTo, placeText, type ServedPlace, servedPlaces } from './served-places';

type Containers = Pick<PodPlan, 'initContainers' | 'containers'>;

/** Variables that say so are for reading. */
export const meansReading: RegExp = /READ|REPLICA|(^|_)RO(_|$)/i;

/**
 * Adds the instances that the proxies of a pod serve and no variable leads to, for the first container that uses a database: it
 * logs in there as it does elsewhere. Programs have such addresses in their own configuration, which no manifest shows.
 */
export function withUnnamedTargets(pod: Containers, cloud: CloudOfPod): Containers {
  const all = [...pod.containers, ...pod.initContainers];
  const user = all.find(({ role }) => role === 'application') ?? all.find(({ role }) => role === 'task');
  if (user === undefined || user.assumedTargets !== undefined) return pod;
  const served = servedPlaces(pod);
  const named = all.filter(({ role }) => role !== 'proxy').flatMap(({ environment }) => databaseTargets(environment));
  const isNamed = ({ uri }: ServedPlace): boolean =>
    served.some((one) => one.uri === uri && named.some((target) => leadsTo(target, one.listener)));
  const own = loginsOf(user, served);
  const targets = served
    .filter((one, index) => !isNamed(one) && served.findIndex(({ uri }) => uri === one.uri) === index && isWithin(user, one))
    .flatMap((one) => targetAt(one, own, cloud));
  if (targets.length === 0) return pod;
  const changed = (container: ContainerPlan): ContainerPlan => (container === user ? { ...container, unnamedTargets: targets } : container);
  return { initContainers: pod.initContainers.map(changed), containers: pod.containers.map(changed) };
}

interface Login {
  readonly target: DatabaseTarget;
  /** Where it leads to; undefined where that is nowhere. */
  readonly served: ServedPlace | undefined;
}

/** The logins of a container. What it writes with comes before what it only reads with. */
function loginsOf({ environment }: ContainerPlan, served: readonly ServedPlace[]): readonly Login[] {
  const targets = databaseTargets(environment);
  const [reading, others] = [true, false].map((wanted) => targets.filter(({ from }) => meansReading.test(from) === wanted));
  return [...(others ?? []), ...(reading ?? [])].map((target) => ({
    target,
    served: served.find(({ listener }) => leadsTo(target, listener)),
  }));
}

/** A socket is only for containers that have its folder. */
function isWithin({ mounts }: ContainerPlan, { place: { host } }: ServedPlace): boolean {
  return !host.startsWith('/') || mounts.some(({ mountPath }) => `${host}/`.startsWith(`${mountPath.replace(/\/$/, '')}/`));
}

function targetAt(one: ServedPlace, own: readonly Login[], cloud: CloudOfPod): readonly DatabaseTarget[] {
  const from = `served:${placeText(one.place)}`;
  const alike = own.find(({ served }) => served && clusterOf(served) === clusterOf(one) && logsInAlike(served, one));
  // Users and their passwords are those of a cluster.
  const known = alike ? {} : cloudLogin(one.invocation, one.uri, cloud);
  const [first] = own;
  const login = alike?.target ?? (known.user === undefined ? first?.target : known);
  const isForeign = alike === undefined && known.user === undefined && first?.served !== undefined && !logsInAlike(first.served, one);
  return login === undefined || isForeign ? [] : [{ ...login, from, ...one.place }];
}

function clusterOf({ uri }: ServedPlace): string {
  return uri.replace(/\/instances\/.*$/, '');
}

function logsInAlike(one: ServedPlace, other: ServedPlace): boolean {
  return usesIamLogin(one.invocation) === usesIamLogin(other.invocation);
}
