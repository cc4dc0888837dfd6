import {
  type Connection,
  type OrganisationDefaults,
  type SetupOptions,
  type SetupStep,
  setupCommands,
  setupScript,
  workloadIdentityAnnotation,
} from '@alloydb-gke/core';
import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { problem } from './cdk8s-codes';
import { ConstructError } from './construct-error';

/** What a user says of a {@link WorkloadIdentity}. */
export interface WorkloadIdentityProps {
  /** Whose identity it is. */
  readonly connection: Connection;
  /**
   * The Kubernetes service account exists and stays as it is: nothing is written. The commands annotate it where the identity
   * needs that.
   * @default false
   */
  readonly adopt?: boolean;
  /**
   * Further annotations of the Kubernetes service account.
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Further labels of the Kubernetes service account.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Whether pods get a token of the Kubernetes API. The proxy does not need one: on GKE the metadata server knows the pod.
   * @default false
   */
  readonly automountServiceAccountToken?: boolean;
  /**
   * What the organisation says for all its services: its labels.
   * @default - none
   */
  readonly defaults?: OrganisationDefaults;
}

/** What the commands need to know beyond the connection. Whether the Kubernetes service account is adopted is known already. */
export type IdentityCommandOptions = Omit<SetupOptions, 'kubernetesServiceAccount'>;

/**
 * The Kubernetes service account of a connection, linked to its IAM service account. The Google Cloud side of the link is
 * made by the commands of {@link WorkloadIdentity.commands}.
 *
 * @example
 * const identity = new WorkloadIdentity(chart, 'identity', { connection });
 */
export class WorkloadIdentity extends Construct {
  /** Whose identity it is. */
  readonly connection: Connection;
  /** Name of the Kubernetes service account. */
  readonly kubernetesServiceAccount: string;
  /** The ServiceAccount, or undefined where an existing one is adopted. */
  readonly serviceAccount: ApiObject | undefined;
  readonly #isAdopted: boolean;

  /** @throws ConstructError if there is no connection, or if an adopted service account is to be changed */
  constructor(scope: Construct, id: string, props: WorkloadIdentityProps) {
    super(scope, id);
    if (!props.connection?.identity) throw new ConstructError(problem('connection-missing', this.node.path, {}));
    this.connection = props.connection;
    this.kubernetesServiceAccount = props.connection.identity.kubernetesServiceAccount;
    this.#isAdopted = props.adopt ?? false;
    if (this.#isAdopted) this.#refuseChanges(props);
    this.serviceAccount = this.#isAdopted ? undefined : this.#write(props);
  }

  /**
   * The commands that set up what the manifests need in Google Cloud and in the database, in order. The namespace is that of
   * the ServiceAccount, unless the options say another.
   *
   * @throws ModelError if something that the commands need is not known
   */
  commands(options: IdentityCommandOptions): readonly SetupStep[] {
    return setupCommands(this.connection, {
      ...namespaceOf(this.connection.identity.namespace, this),
      ...options,
      kubernetesServiceAccount: this.#isAdopted ? 'adopted' : 'in-manifest',
    });
  }

  /**
   * The same commands as one shell script.
   *
   * @throws ModelError if something that the commands need is not known
   */
  setupScript(options: IdentityCommandOptions): string {
    return setupScript(this.commands(options));
  }

  #write(props: WorkloadIdentityProps): ApiObject {
    const { identity } = this.connection;
    const linked = linkedServiceAccount(this.connection);
    const annotations = { ...props.annotations, ...(linked !== undefined && { [workloadIdentityAnnotation]: linked }) };
    const labels = { ...props.defaults?.labels, ...props.labels };
    return new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: {
        name: this.kubernetesServiceAccount,
        ...namespaceOf(identity.namespace, this),
        ...(Object.keys(annotations).length > 0 && { annotations }),
        ...(Object.keys(labels).length > 0 && { labels }),
      },
      automountServiceAccountToken: props.automountServiceAccountToken ?? false,
    });
  }

  #refuseChanges(props: WorkloadIdentityProps): void {
    const set = (['annotations', 'labels', 'automountServiceAccountToken'] as const).filter((field) => props[field] !== undefined);
    const [first, ...others] = set.map((field) =>
      problem('service-account-adopted', this.node.path, { name: this.kubernetesServiceAccount, field }),
    );
    if (first) throw new ConstructError(first, ...others);
  }
}

/** The IAM service account that the Kubernetes service account is linked to: not the one that the proxy impersonates. */
function linkedServiceAccount({ identity }: Connection): string | undefined {
  return identity.form === 'impersonated' ? identity.sourceIamServiceAccount : identity.iamServiceAccount;
}

function namespaceOf(namespace: string | undefined, scope: Construct): { readonly namespace?: string } {
  const found = namespace ?? Chart.of(scope).namespace;
  return found === undefined ? {} : { namespace: found };
}
