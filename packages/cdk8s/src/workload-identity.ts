import {
  type Connection,
  linkedServiceAccount,
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
import { type IdentityPlan, readIdentityProps } from './read-identity-props';

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
   * What the organisation says for all its services: its labels, and what the commands need to know.
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
  readonly #defaults: OrganisationDefaults | undefined;

  /** @throws ConstructError with every problem of the properties at once */
  constructor(scope: Construct, id: string, props: WorkloadIdentityProps) {
    super(scope, id);
    const plan = readIdentityProps(props, this.node.path);
    this.connection = plan.connection;
    this.kubernetesServiceAccount = plan.connection.identity.kubernetesServiceAccount;
    this.#isAdopted = plan.isAdopted;
    this.#defaults = props.defaults;
    this.serviceAccount = plan.isAdopted ? undefined : this.#write(plan);
    this.node.addValidation({ validate: () => this.#refuseTwice() });
  }

  /**
   * The commands that set up what the manifests need in Google Cloud and in the database, in order. The namespace is that of
   * the ServiceAccount, and the defaults are those of the construct, unless the options say others.
   *
   * @throws ModelError if something that the commands need is not known
   */
  commands(options: IdentityCommandOptions): readonly SetupStep[] {
    return setupCommands(this.connection, {
      ...namespaceOf(this.connection.identity.namespace, this),
      ...(this.#defaults && { defaults: this.#defaults }),
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

  #write(plan: IdentityPlan): ApiObject {
    const { identity } = this.connection;
    const linked = linkedServiceAccount(this.connection.identity);
    const annotations = { ...plan.annotations, ...(linked !== undefined && { [workloadIdentityAnnotation]: linked }) };
    return new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: {
        name: this.kubernetesServiceAccount,
        ...namespaceOf(identity.namespace, this),
        ...(Object.keys(annotations).length > 0 && { annotations }),
        ...(Object.keys(plan.labels).length > 0 && { labels: plan.labels }),
      },
      automountServiceAccountToken: plan.automountServiceAccountToken,
    });
  }

  /** Two charts may be for two clusters; one chart is applied as a whole. */
  #refuseTwice(): string[] {
    const own = this.serviceAccount;
    if (!own) return [];
    const same = Chart.of(this)
      .node.findAll()
      .filter((one): one is ApiObject => ApiObject.isApiObject(one) && isSame(one, own));
    const [first] = same;
    if (first === undefined || first === own) return [];
    const values = { name: own.name, first: makerOf(first), second: makerOf(own) };
    const { message, repair } = problem('service-account-twice', this.node.path, values);
    return [`${message} ${repair}`];
  }
}

function isSame(one: ApiObject, other: ApiObject): boolean {
  return one.kind === other.kind && one.name === other.name && one.metadata.namespace === other.metadata.namespace;
}

/** The path of the construct that made an object, or of the object itself. */
function makerOf({ node }: ApiObject): string {
  return node.scope instanceof WorkloadIdentity ? node.scope.node.path : node.path;
}

function namespaceOf(namespace: string | undefined, scope: Construct): { readonly namespace?: string } {
  const found = namespace ?? Chart.of(scope).namespace;
  return found === undefined ? {} : { namespace: found };
}
