/** The fields of a pod that this project reads or writes. Everything else is carried along untouched. */
export interface PodTemplate {
  readonly metadata?: ObjectMetadata;
  readonly spec: PodSpec;
}

/** Who a Kubernetes object is. */
export interface ObjectMetadata {
  /** Its name, one of a kind in its namespace. */
  readonly name?: string;
  /** The namespace that it lives in. */
  readonly namespace?: string;
  /** What selectors find it by. */
  readonly labels?: Readonly<Record<string, string>>;
  /** What programs and people note on it. */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

export interface PodSpec {
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly serviceAccountName?: string;
  /** The old name of serviceAccountName, still accepted by API servers. */
  readonly serviceAccount?: string;
  readonly terminationGracePeriodSeconds?: number;
  readonly restartPolicy?: string;
  readonly hostNetwork?: boolean;
  readonly volumes?: readonly Volume[];
  readonly [field: string]: unknown;
}

export interface Container {
  readonly name: string;
  readonly image?: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly ports?: readonly ContainerPort[];
  readonly env?: readonly EnvVar[];
  /** `Always` makes an init container a native sidecar. */
  readonly restartPolicy?: string;
  readonly volumeMounts?: readonly VolumeMount[];
  readonly [field: string]: unknown;
}

export interface ContainerPort {
  readonly containerPort: number;
  readonly name?: string;
  readonly [field: string]: unknown;
}

/** A variable of a container, with a value or a place to take it from. */
export interface EnvVar {
  /** `PGHOST` */
  readonly name: string;
  /** The value; `$(NAME)` in it stands for a variable before it. */
  readonly value?: string;
  /** A key of a Secret or a ConfigMap, or a field of the pod. */
  readonly valueFrom?: { readonly [source: string]: unknown };
}

/** A volume of a pod. */
export interface Volume {
  /** What mounts call it. */
  readonly name: string;
  readonly [source: string]: unknown;
}

/** A volume in the file system of a container. */
export interface VolumeMount {
  /** The name of the volume. */
  readonly name: string;
  /** The folder in the container. */
  readonly mountPath: string;
  readonly [field: string]: unknown;
}

/** Whether an init container is a native sidecar: it keeps running beside the application. */
export function isNativeSidecar(container: Container): boolean {
  return container.restartPolicy === 'Always';
}
