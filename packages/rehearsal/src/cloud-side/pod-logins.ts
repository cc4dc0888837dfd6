import {
  type DatabaseTarget,
  databaseTargets,
  InstanceUri,
  type IpType,
  listenersOf,
  type ProxyInvocation,
  type ProxyListener,
} from '@alloydb-gke/core';
import { usesIamLogin } from '../pod-plan/cloud-login';
import type { ContainerPlan, PodPlan } from '../pod-plan/pod-plan';
import { readInvocation } from '../pod-plan/proxy-command';

/** What one proxy of a pod is for: the instances that it reaches, how, and who logs in through it. */
export interface ProxyUse {
  readonly pod: PodPlan;
  readonly isIam: boolean;
  readonly instances: readonly { readonly uri: InstanceUri; readonly ipType: IpType }[];
  /** IAM service accounts that the proxy impersonates, the target first. */
  readonly impersonates: readonly string[];
  /** The database logins of the pod's variables that lead to this proxy. */
  readonly targets: readonly DatabaseTarget[];
  /** The first port that it listens on. */
  readonly port: number;
}

/** The proxies of a pod. One whose instances cannot be read is left out: it cannot start either. */
export function proxyUses(pod: PodPlan): readonly ProxyUse[] {
  const containers = [...pod.initContainers, ...pod.containers];
  const proxies = containers.flatMap((container) => (container.role === 'proxy' ? (invocationOf(container) ?? []) : []));
  const targets = containers.filter(({ role }) => role !== 'proxy').flatMap((container) => targetsOf(container, pod));
  const taken = (target: DatabaseTarget): boolean => proxies.some((invocation) => leadsTo(target, listenersOf(invocation)));
  return proxies.flatMap((invocation): readonly ProxyUse[] => {
    const instances = instancesOf(invocation);
    if (instances.length === 0) return [];
    const listeners = listenersOf(invocation);
    const own = targets.filter((target) => leadsTo(target, listeners));
    const [first] = listeners.flatMap((listener) => (listener.server === 'database' && listener.network === 'tcp' ? listener.port : []));
    return [
      {
        pod,
        isIam: usesIamLogin(invocation),
        instances,
        impersonates: invocation.flags.impersonateServiceAccount ?? [],
        // A host or a port that leads nowhere is a mistake of the variables, and the login that they mean is the same.
        targets: [own, targets.filter((target) => !taken(target)), targets].find((some) => some.length > 0) ?? [],
        port: first || 5432,
      },
    ];
  });
}

function invocationOf({ commandLine, environment, proxyVersion }: ContainerPlan): ProxyInvocation | undefined {
  return readInvocation(commandLine, environment, proxyVersion)?.invocation;
}

function instancesOf(invocation: ProxyInvocation): ProxyUse['instances'] {
  return invocation.instances.flatMap(({ uri, flags }) => {
    const all = { ...invocation.flags, ...flags };
    // The Auth Proxy applies PSC last.
    const ipType: IpType = all.psc ? 'PSC' : all.publicIp ? 'PUBLIC' : 'PRIVATE';
    try {
      return [{ uri: InstanceUri.parse(uri), ipType }];
    } catch {
      return [];
    }
  });
}

/** The logins of a container, with the password that a file of a Secret holds. */
function targetsOf({ environment, mounts }: ContainerPlan, { volumes }: PodPlan): readonly DatabaseTarget[] {
  return databaseTargets(environment).map((target) => {
    const { passwordFile } = target;
    const mount = mounts.find(({ mountPath }) => passwordFile?.startsWith(`${mountPath.replace(/\/$/, '')}/`));
    const path = mount && passwordFile?.slice(mount.mountPath.replace(/\/$/, '').length + 1);
    const file = mount?.subPath === undefined ? path : `${mount.subPath}/${path}`;
    const files = volumes.find(({ name }) => name === mount?.volume)?.files;
    const password = file === undefined ? undefined : files?.[file]?.replace(/\r?\n$/, '');
    return password === undefined ? target : { ...target, password };
  });
}

function leadsTo({ host, port }: DatabaseTarget, listeners: readonly ProxyListener[]): boolean {
  return listeners.some((listener) => {
    if (listener.server !== 'database') return false;
    if (listener.network === 'unix') return host.startsWith('/') && listener.path.startsWith(`${host.replace(/\/$/, '')}/`);
    return ['127.0.0.1', 'localhost', '::1', listener.address].includes(host) && port === listener.port;
  });
}
