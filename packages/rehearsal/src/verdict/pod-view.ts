import {
  type CaseValues,
  type DatabaseTarget,
  databaseTargets,
  listenersOf,
  type Problem,
  type ProxyInvocation,
  type ProxyListener,
  parseArgs,
  parseEnvironment,
} from '@alloydb-gke/core';
import type { CloudSide } from '../cloud-side/cloud-side';
import type { ContainerPlan, PodPlan } from '../pod-plan/pod-plan';
import { linkedServiceAccount } from './linked-service-account';
import { logEntries } from './log-entries';
import type { ContainerFacts, PodFacts } from './pod-facts';

/** A container with what was seen of it. */
export interface ContainerView {
  readonly plan: ContainerPlan;
  /** What was seen; that it never started, where nothing was. */
  readonly facts: ContainerFacts;
  /** Its place among all containers of the pod. */
  readonly index: number;
}

/** A proxy with what its command line and environment mean. */
export interface ProxyView extends ContainerView {
  readonly invocation: ProxyInvocation;
  readonly listeners: readonly ProxyListener[];
  /** What is in its environment and does not do what it says. */
  readonly ignoredVariables: readonly Problem[];
  /** Its log. */
  readonly entries: readonly string[];
}

/** A pod: what was planned, what the cloud is, what was seen. */
export interface PodView {
  readonly plan: PodPlan;
  readonly cloud: CloudSide;
  readonly facts: PodFacts;
  readonly containers: readonly ContainerView[];
  readonly proxies: readonly ProxyView[];
  /** Whether a stand-in ran in the place of the Auth Proxy. */
  readonly standIn: boolean;
  /** What every sentence about the pod may name. */
  readonly values: Partial<CaseValues>;
}

export function viewPod(plan: PodPlan, cloud: CloudSide, facts: PodFacts, standIn: boolean): PodView {
  const containers = [...plan.initContainers, ...plan.containers].map((container, index): ContainerView => {
    const seen = facts.containers.find(({ name }) => name === container.name);
    return { plan: container, facts: seen ?? neverStarted(container), index };
  });
  const proxies = containers.filter(({ plan: { role } }) => role === 'proxy').map(viewProxy);
  const { namespace, kind, name } = plan.workload;
  const account = cloud.spec.kubernetesServiceAccounts?.find((one) => one.namespace === namespace && one.name === plan.serviceAccount);
  const iamServiceAccount =
    account?.iamServiceAccount ?? linkedServiceAccount(cloud.spec, (member) => member.endsWith(`[${namespace}/${plan.serviceAccount}]`));
  const application = containers.find(({ plan: { role } }) => role === 'application' || role === 'task');
  const values: Partial<CaseValues> = {
    workload: `${kind}/${name}`,
    namespace,
    kubernetesServiceAccount: plan.serviceAccount,
    gracePeriodSeconds: String(plan.terminationGracePeriodSeconds),
    ...(account && { workloadPool: account.workloadPool }),
    ...(iamServiceAccount !== undefined && { iamServiceAccount }),
    ...(proxies[0] && { proxy: proxies[0].plan.name }),
    ...(application && { application: application.plan.name }),
  };
  return { plan, cloud, facts, containers, proxies, standIn, values };
}

/** The databases that a container uses. */
export function targetsOf({ plan }: ContainerView): readonly DatabaseTarget[] {
  return plan.assumedTargets ?? databaseTargets(plan.environment);
}

function viewProxy(container: ContainerView): ProxyView {
  const { commandLine, environment, invocation: planned } = container.plan;
  const parsed = parseArgs(commandLine.slice(1));
  const fromArgs = parsed.command === 'serve' ? parsed.invocation : { flags: {}, instances: [] };
  const { invocation: read, problems } = parseEnvironment(environment, fromArgs);
  const invocation = planned ?? read;
  return {
    ...container,
    invocation,
    listeners: listenersOf(invocation),
    ignoredVariables: problems,
    entries: logEntries(container.facts.log),
  };
}

function neverStarted({ name, role, place }: ContainerPlan): ContainerFacts {
  return { name, role, place, started: false, restarts: 0, exitCodes: [], probeFailures: [], log: [] };
}

/** What a proxy listens on, for a sentence: `127.0.0.1:5432 and 127.0.0.1:5433`. */
export function listeningOn({ listeners, entries }: ProxyView): string {
  const said = entries.flatMap((entry) => /Listening on (\S+)/.exec(entry)?.[1] ?? []);
  const meant = listeners.map((listener) => (listener.network === 'unix' ? listener.path : `${listener.address}:${listener.port}`));
  const places = said.length > 0 ? [...new Set(said)] : meant;
  return places.length > 0 ? places.join(' and ') : 'nothing';
}
