import type { Input } from '@pulumi/pulumi';
import type { AuthMode, IdentityForm } from './connection-args';

/** A condition on a role. Source: https://cloud.google.com/iam/docs/conditions-overview */
export interface IamConditionArgs {
  /** Its title. */
  title: Input<string>;
  /** An expression in the Common Expression Language. */
  expression: Input<string>;
  /**
   * What it is for.
   * @default - none
   */
  description?: Input<string>;
}

/** A role that an identity gets besides what its database needs. */
export interface RoleGrantArgs {
  /** The role, as in `roles/storage.objectViewer`. */
  role: Input<string>;
  /**
   * The project that it is granted in.
   * @default - the project of the identity
   */
  project?: Input<string>;
  /**
   * A condition.
   * @default - none
   */
  condition?: Input<IamConditionArgs>;
}

/** An IAM service account that is made. */
export interface IamServiceAccountArgs {
  /**
   * Its id: 6 to 30 lower-case letters, digits and hyphens.
   * @default - made of the component's name; a long one is cut and ends in a hash, so that no two are the same
   */
  accountId?: Input<string>;
  /**
   * The project that it is made in.
   * @default - the provider's
   */
  project?: Input<string>;
  /**
   * Its name for people, at most 100 characters.
   * @default - none
   */
  displayName?: Input<string>;
  /**
   * What it is for, at most 256 bytes.
   * @default - none
   */
  description?: Input<string>;
  /**
   * One of the same e-mail that exists is taken as it is.
   * @default false
   */
  createIgnoreAlreadyExists?: Input<boolean>;
}

/** A Kubernetes service account that is made. */
export interface KubernetesServiceAccountArgs {
  /**
   * Its name.
   * @default - the component's name
   */
  name?: Input<string>;
  /**
   * Further annotations.
   * @default - none
   */
  annotations?: Input<{ [name: string]: Input<string> }>;
  /**
   * Labels.
   * @default - none
   */
  labels?: Input<{ [name: string]: Input<string> }>;
  /**
   * Whether pods get a token of the Kubernetes API. The proxy does not need one.
   * @default false
   */
  automountServiceAccountToken?: Input<boolean>;
  /**
   * Names of the Secrets that images are pulled with.
   * @default - none
   */
  imagePullSecrets?: Input<Input<string>[]>;
}

/** Whose identity it is, and what it may do. */
export interface WorkloadIdentityArgs {
  /** Namespace of the Kubernetes service account. */
  namespace: Input<string>;
  /**
   * How its database user logs in: the roles follow from it.
   * @default - no roles at a database
   */
  auth?: AuthMode;
  /**
   * The projects of its databases.
   * @default - the project of the identity
   */
  databaseProjects?: Input<string>[];
  /**
   * How the proxy gets from the Kubernetes service account to what may reach the database. A `direct` identity has no IAM
   * service account; an `impersonated` one is the proxy's alone.
   * @default 'linked'
   */
  form?: IdentityForm;
  /**
   * The IAM service account that is made.
   * @default - one that is called as the component
   */
  iamServiceAccount?: IamServiceAccountArgs;
  /**
   * E-mail of an IAM service account that exists, in place of making one.
   * @default - one is made
   */
  existingIamServiceAccount?: Input<string>;
  /**
   * The Kubernetes service account that is made.
   * @default - one that is called as the component
   */
  kubernetesServiceAccount?: KubernetesServiceAccountArgs;
  /**
   * Name of a Kubernetes service account that exists, in place of making one.
   * @default - one is made
   */
  existingKubernetesServiceAccount?: Input<string>;
  /**
   * Whether an existing Kubernetes service account gets the annotation that links it, and nothing else. Without it, it must have it.
   * @default true
   */
  annotateExisting?: boolean;
  /**
   * The workload identity pool of the GKE cluster or fleet, `PROJECT.svc.id.goog`.
   * @default - that of the project of the identity
   */
  workloadPool?: Input<string>;
  /**
   * Number of the project that owns the pool. A Kubernetes service account that gets roles of its own needs it: the forms
   * `direct` and `impersonated`.
   * @default - none
   */
  workloadPoolProjectNumber?: Input<string>;
  /**
   * Further roles.
   * @default - none
   */
  roles?: RoleGrantArgs[];
  /**
   * A condition on the roles at the database.
   * @default - none
   */
  databaseCondition?: Input<IamConditionArgs>;
  /**
   * The project that gets the proxy's metrics and traces, where `telemetry.project` of the proxy says one.
   * @default - none
   */
  telemetryProject?: Input<string>;
}
