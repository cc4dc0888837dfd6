/** The fields of a pod that this project reads or writes. Everything else is carried along untouched. */
export interface PodTemplate {
  readonly metadata?: ObjectMetadata;
  readonly spec: PodSpec;
}

export interface ObjectMetadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
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

export interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly [source: string]: unknown };
}

export interface Volume {
  readonly name: string;
  readonly [source: string]: unknown;
}

export interface VolumeMount {
  readonly name: string;
  readonly mountPath: string;
  readonly [field: string]: unknown;
}

/** Whether an init container is a native sidecar: it keeps running beside the application. */
export function isNativeSidecar(container: Container): boolean {
  return container.restartPolicy === 'Always';
}
