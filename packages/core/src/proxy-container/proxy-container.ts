import type { JsonObject } from '../kubernetes/json';
import type { Container } from '../kubernetes/pod';
import type { ProxyFlags, ProxyInvocation } from '../proxy-flags/proxy-invocation';
import { renderArgs } from '../proxy-flags/render-args';
import type { AuthProxyModel, ProxyProcess } from './auth-proxy-model';
import { instanceFlags } from './process-flags';
import { proxyProbes } from './proxy-probes';
import { proxySecurityContext } from './security-context';
import type { ShutdownTiming } from './shutdown-timing';

/** The local ports of one process. */
export interface ProcessPorts {
  /** Port of each instance, by its name. */
  readonly instances: Readonly<Record<string, number>>;
  readonly http: number;
  readonly admin: number;
}

/** The container of one proxy process, its fields in the order of the alphabet. */
export function proxyContainer(model: AuthProxyModel, process: ProxyProcess, ports: ProcessPorts, timing: ShutdownTiming): Container {
  const container: JsonObject & { readonly name: string } = {
    args: renderArgs(processInvocation(model, process, ports, timing)),
    image: model.image.reference,
    imagePullPolicy: model.image.pullPolicy,
    ...livenessAndReadiness(model, ports.http),
    name: process.containerName,
    resources: model.resources,
    ...(model.sidecar === 'native' && { restartPolicy: 'Always' }),
    securityContext: proxySecurityContext,
    startupProbe: proxyProbes(model.probes, ports.http)['startupProbe'],
    // A proxy that could not start says why in the pod's status.
    terminationMessagePolicy: 'FallbackToLogsOnError',
  };
  return container;
}

/** How a process is started in a pod. */
export function processInvocation(
  model: AuthProxyModel,
  process: ProxyProcess,
  ports: ProcessPorts,
  timing: ShutdownTiming,
): ProxyInvocation {
  return {
    flags: { ...model.flags, ...podFlags(ports, timing) },
    instances: process.instances.map((instance) => ({
      uri: instance.uri.toString(),
      flags: instanceFlags(instance, ports.instances[instance.name] ?? 0),
    })),
  };
}

/** The flags that depend on the pod: its ports, and how it shuts down. */
function podFlags(ports: ProcessPorts, timing: ShutdownTiming): ProxyFlags {
  return {
    httpPort: ports.http,
    adminPort: ports.admin,
    ...(timing.quitByRequest && { quitquitquit: true }),
    ...(timing.exitZero && { exitZeroSigterm: true }),
    ...(timing.minSigtermDelaySeconds > 0 && { minSigtermDelay: `${timing.minSigtermDelaySeconds}s` }),
    ...(timing.maxSigtermDelaySeconds > 0 && { maxSigtermDelay: `${timing.maxSigtermDelaySeconds}s` }),
  };
}

function livenessAndReadiness(model: AuthProxyModel, httpPort: number): JsonObject {
  const { startupProbe: _, ...others } = proxyProbes(model.probes, httpPort);
  return others;
}
