import type { JsonObject } from '@alloydb-gke/core';
import { numberIn, objectIn, objectsIn, textIn, textsIn } from './json-fields';
import type { LifecycleAction } from './pod-plan';
import type { ProbeAction, ProbePlan } from './probe-plan';

/** The probes of a container, and the port that one of them names and the container does not have. */
export interface PlannedProbes {
  readonly probes: readonly ProbePlan[];
  readonly missingPort: { readonly probe: ProbePlan['kind']; readonly port: string } | undefined;
}

/** Reads probes with the defaults of Kubernetes. In a command only variables with a plain value are expanded. */
export function planProbes(container: JsonObject, expand: (text: string) => string): PlannedProbes {
  let missingPort: PlannedProbes['missingPort'];
  const probes = (['startup', 'readiness', 'liveness'] as const).flatMap((kind): readonly ProbePlan[] => {
    const probe = container[`${kind}Probe`];
    if (probe === undefined || probe === null) return [];
    const of = objectIn(probe);
    const action = probeAction(of, container, expand);
    if (typeof action === 'string') missingPort ??= { probe: kind, port: action };
    if (action === undefined || typeof action === 'string') return [];
    return [
      {
        kind,
        action,
        initialDelaySeconds: numberIn(of['initialDelaySeconds']) ?? 0,
        // The API server writes the default for 0, too.
        periodSeconds: numberIn(of['periodSeconds']) || 10,
        timeoutSeconds: numberIn(of['timeoutSeconds']) || 1,
        successThreshold: numberIn(of['successThreshold']) || 1,
        failureThreshold: numberIn(of['failureThreshold']) || 3,
      },
    ];
  });
  return { probes, missingPort };
}

/** A text is the name of a port that there is not. */
function probeAction(probe: JsonObject, container: JsonObject, expand: (text: string) => string): ProbeAction | string | undefined {
  const exec = probe['exec'];
  if (exec) return { kind: 'exec', command: textsIn(objectIn(exec)['command']).map(expand) };
  const grpc = probe['grpc'];
  if (grpc) return { kind: 'grpc', port: numberIn(objectIn(grpc)['port']) ?? 0, service: textIn(objectIn(grpc)['service']) ?? '' };
  const on = objectIn(probe['httpGet'] ?? probe['tcpSocket']);
  if (!probe['httpGet'] && !probe['tcpSocket']) return undefined;
  const port = portOf(on['port'], container);
  if (port === undefined) return String(on['port']);
  const host = textIn(on['host']) || undefined;
  if (!probe['httpGet']) return { kind: 'tcpSocket', ...(host !== undefined && { host }), port };
  const headers = objectsIn(on['httpHeaders']).map(({ name, value }) => [String(name), String(value)]);
  return { kind: 'httpGet', ...(host !== undefined && { host }), port, ...pathOf(on), headers: Object.fromEntries(headers) };
}

/** A port by its number, or by the name that it has in this container. */
function portOf(port: unknown, container: JsonObject): number | undefined {
  if (typeof port === 'number') return port;
  const named = objectsIn(container['ports']).find(({ name }) => name === port);
  if (named) return numberIn(named['containerPort']);
  return /^\d+$/.test(String(port)) ? Number(port) : undefined;
}

function pathOf(on: JsonObject): { readonly path: string; readonly scheme: 'HTTP' | 'HTTPS' } {
  const path = textIn(on['path']) || '/';
  return { path: path.startsWith('/') ? path : `/${path}`, scheme: on['scheme'] === 'HTTPS' ? 'HTTPS' : 'HTTP' };
}

/** What a hook of the container's life does; undefined for none, and for what Kubernetes itself no longer does. */
export function lifecycleAction(handler: unknown, container: JsonObject): LifecycleAction | undefined {
  const { exec, sleep, httpGet } = objectIn(handler);
  if (exec) return { kind: 'exec', command: textsIn(objectIn(exec)['command']) };
  if (sleep) return { kind: 'sleep', seconds: numberIn(objectIn(sleep)['seconds']) ?? 0 };
  if (!httpGet) return undefined;
  const on = objectIn(httpGet);
  const host = textIn(on['host']) || undefined;
  return { kind: 'httpGet', ...(host !== undefined && { host }), port: portOf(on['port'], container) ?? 80, ...pathOf(on) };
}
