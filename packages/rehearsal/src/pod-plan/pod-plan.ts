import type { DatabaseTarget, ProxyInvocation } from '@alloydb-gke/core';
import type { ProbePlan } from './probe-plan';

/** A pod that will be rehearsed: everything that kubelet would know of it, references resolved. It is plain JSON. */
export interface PodPlan {
  /** The workload that the pod is of. A CronJob is rehearsed as the Job that it makes. */
  readonly workload: WorkloadName;
  /** Whether its manifest names no namespace, so that the one that it is in was chosen for it. */
  readonly namesNoNamespace?: true;
  /** Where the workload was read. */
  readonly origin: string;
  /** The name that the pod gets. */
  readonly podName: string;
  /** Whether the containers are meant to end: what the pod is judged by. */
  readonly ending: 'runs on' | 'completes';
  /** `restartPolicy` of the pod. */
  readonly restartPolicy: 'Always' | 'OnFailure' | 'Never';
  /** The Kubernetes service account, `default` where none is named. */
  readonly serviceAccount: string;
  readonly terminationGracePeriodSeconds: number;
  /** Why there is no such pod at all: the API server refuses it, or kubelet cannot mount a volume. None of its containers is created. */
  readonly cannotBeCreated?: PodObstacle;
  /** In the manifest's order, which is that of kubelet. */
  readonly initContainers: readonly ContainerPlan[];
  readonly containers: readonly ContainerPlan[];
  /** Names of the volumes that containers share a folder by (emptyDir), and files that others bring (Secret, ConfigMap, projected). */
  readonly volumes: readonly VolumePlan[];
  /** Whether it is on the network of its node, where it would not act as its Kubernetes service account. */
  readonly hostNetwork: boolean;
}

/** The workload that a pod is of. */
export interface WorkloadName {
  /** `Deployment` */
  readonly kind: string;
  /** Its name, one of a kind in its namespace. */
  readonly name: string;
  /** The namespace that it lives in. */
  readonly namespace: string;
}

/** What a container is for the rehearsal. Only the Auth Proxy's own program is run; stand-ins take the place of all others. */
export type ContainerRole =
  /** Runs the Auth Proxy. */
  | 'proxy'
  /** Uses the database, and goes on until it is told to end. */
  | 'application'
  /** Uses the database, and ends: a regular init container, or the container of a Job. */
  | 'task'
  /** Has nothing to do with the database: a mesh's sidecar, a log shipper, an init container without variables of a database. */
  | 'bystander';

export interface ContainerPlan {
  readonly name: string;
  readonly role: ContainerRole;
  readonly place: 'native sidecar' | 'regular init container' | 'container';
  readonly image: string;
  /** The whole command line, `$(NAME)` expanded: `command` or else the entry point of the proxy's image, and `args`. Empty where an image that is not known decides. */
  readonly commandLine: readonly string[];
  /** Every variable that the container sees, in kubelet's order of precedence, service links included. */
  readonly environment: Readonly<Record<string, string>>;
  /** Names of the variables whose value comes from a Secret. A report never shows one. */
  readonly secretVariables: readonly string[];
  /** Why the container cannot be created: a Secret that is not there, for one. Kubelet says CreateContainerConfigError. */
  readonly cannotBeCreated?: ContainerObstacle;
  readonly probes: readonly ProbePlan[];
  /** Probes that are not sent: they run a program that the image has and this machine does not know. */
  readonly unsentProbes?: readonly ProbePlan[];
  readonly lifecycle: { readonly preStop?: LifecycleAction; readonly postStart?: LifecycleAction };
  readonly mounts: readonly MountPlan[];
  /** As whom it runs; undefined is the image's own user. */
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
  readonly runAsNonRoot: boolean;
  readonly readOnlyRootFilesystem: boolean;
  /** For the role `proxy`: what its command line and environment mean, read by core. Undefined where the proxy itself would not start with them. */
  readonly invocation?: ProxyInvocation;
  /** For the role `proxy`: the version of its image's tag, undefined for `latest`, a digest alone or another tag. */
  readonly proxyVersion?: string;
  /** Whether a program of this container posts to `/quitquitquit` of the proxy when it is done: these URLs. */
  readonly quitUrls: readonly string[];
  /** For an application or task whose variables name no database: where it would find them all the same, each `from: 'assumed:127.0.0.1:5432'`, which is its place. */
  readonly assumedTargets?: readonly DatabaseTarget[];
  /** Instances that the pod's proxies serve and no variable of the pod leads to, each `from: 'served:127.0.0.1:5433'`: they are tried beside its own. */
  readonly unnamedTargets?: readonly DatabaseTarget[];
}

/** Why there would be no pod. */
export interface PodObstacle {
  readonly code:
    | 'kubernetes-service-account-missing'
    /** The API server refuses the pod itself. */
    | 'pod-refused'
    | 'secret-missing'
    | 'secret-key-missing'
    | 'config-map-missing'
    | 'config-map-key-missing';
  /** As the API server or kubelet says it: `error looking up service account shop/orders: serviceaccount "orders" not found`. */
  readonly message: string;
}

/** Why kubelet would not create a container, or could never probe it. */
export interface ContainerObstacle {
  readonly code:
    | 'secret-missing'
    | 'secret-key-missing'
    | 'config-map-missing'
    | 'config-map-key-missing'
    | 'field-not-supported'
    | 'runs-as-root'
    | 'probe-port-missing';
  /** As kubelet says it: `secret "orders-db" not found`. */
  readonly message: string;
}

export type LifecycleAction =
  | { readonly kind: 'exec'; readonly command: readonly string[] }
  | { readonly kind: 'sleep'; readonly seconds: number }
  | { readonly kind: 'httpGet'; readonly host?: string; readonly port: number; readonly path: string; readonly scheme: 'HTTP' | 'HTTPS' };

export interface VolumePlan {
  readonly name: string;
  /** Files by their path in the volume: of Secrets and ConfigMaps. An emptyDir has none, and can be written to. */
  readonly files?: Readonly<Record<string, string>>;
  readonly writable: boolean;
}

export interface MountPlan {
  readonly volume: string;
  readonly mountPath: string;
  readonly subPath?: string;
  readonly readOnly: boolean;
}
