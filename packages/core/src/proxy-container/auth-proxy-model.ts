import type { EnvironmentPlan } from '../application-environment/environment-plan';
import type { Connection } from '../connection/connection';
import type { ConnectionInstance } from '../connection/read-instances';
import type { JsonObject } from '../kubernetes/json';
import type { ProxyFlags } from '../proxy-flags/proxy-invocation';
import type { AuthProxyOverrides } from './auth-proxy-options';
import type { ResolvedImage } from './proxy-image';
import type { ProbePlan } from './proxy-probes';

/** One proxy process: its container and the instances that it serves. */
export interface ProxyProcess {
  /** Name of its container. */
  readonly containerName: string;
  /** The instances that it serves, the default one first. */
  readonly instances: readonly [ConnectionInstance, ...ConnectionInstance[]];
}

/** Ports that the user chose; the others are allocated in each pod. */
export interface ChosenPorts {
  /** Local ports by the name of the instance. */
  readonly instances: ReadonlyMap<string, number>;
  /** Port of the health server. */
  readonly http: number | undefined;
  /** Port of the admin server. */
  readonly admin: number | undefined;
}

/** The Auth Proxy of a pod: validated, complete, every default explicit. What is still open depends on the pod. */
export interface AuthProxyModel {
  /** What the proxy connects to. */
  readonly connection: Connection;
  /** The form of the sidecar. */
  readonly sidecar: 'native' | 'classic';
  /** One process for all instances, or one for each. */
  readonly processes: readonly [ProxyProcess, ...ProxyProcess[]];
  /** Which image runs. */
  readonly image: ResolvedImage;
  /** The ports that the user chose. */
  readonly ports: ChosenPorts;
  /** Which probes there are. */
  readonly probes: ProbePlan;
  /** Requests and limits, as Kubernetes writes them. */
  readonly resources: JsonObject;
  /** Flags of every process that no pod changes. */
  readonly flags: ProxyFlags;
  /** Undefined: as long as the pod's own grace period leaves, or 30 s. */
  readonly applicationDrainSeconds: number | undefined;
  /** Seconds that the proxy waits for open connections to end. */
  readonly proxyDrainSeconds: number;
  /** Whether the application ends the proxy of its Job by a request. */
  readonly applicationQuitsProxy: boolean;
  /** Undefined: no variables are set. */
  readonly environment: EnvironmentPlan | undefined;
  /** Undefined: all containers of a pod with one. */
  readonly containers: readonly string[] | undefined;
  /** The init container that the proxy comes behind; undefined: none, it is the first. */
  readonly after: string | undefined;
  /** Changes to the output. */
  readonly overrides: AuthProxyOverrides;
  /** Annotations of the pod template that say what a reader of the manifest must know. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Labels of objects that constructs make. */
  readonly labels: Readonly<Record<string, string>>;
  /** What the user should know, one sentence each. */
  readonly notices: readonly string[];
}
