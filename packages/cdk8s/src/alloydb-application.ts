import {
  type AuthProxyOptions,
  applicationDeployment,
  type Connection,
  type JsonObject,
  type Manifest,
  type OrganisationDefaults,
} from '@alloydb-gke/core';
import { ApiObject, type ApiObjectProps, Names } from 'cdk8s';
import { Construct } from 'constructs';
import { AuthProxy } from './auth-proxy';
import { type ApplicationPlan, readApplication } from './read-application';
import { WorkloadIdentity } from './workload-identity';

/** What a user says of an {@link AlloyDBApplication}. */
export interface AlloyDBApplicationProps {
  /** Who reaches which database how. */
  readonly connection: Connection;
  /** Image of the application, with a digest or a tag that stays. */
  readonly image: string;
  /**
   * Accept an image without a tag, or with `latest`. What runs then depends on when a node pulled it.
   * @default false
   */
  readonly allowMovingTag?: boolean;
  /**
   * Name of the Deployment, and value of the label that its pods are selected by.
   * @default - generated from the path of the construct
   */
  readonly name?: string;
  /**
   * How many pods run.
   * @default 1
   */
  readonly replicas?: number;
  /**
   * The port that the application listens on.
   * @default - none
   */
  readonly port?: number;
  /**
   * Variables of the application, besides those of the database. One that comes from a Secret or a ConfigMap stands in
   * `container.env`.
   * @default - none
   */
  readonly variables?: Readonly<Record<string, string>>;
  /**
   * Requests and limits of the application's container, as Kubernetes writes them.
   * @default - none
   */
  readonly resources?: JsonObject;
  /**
   * Security context of the application's container.
   * @default - what Pod Security `restricted` asks for: the image must not run as root
   */
  readonly securityContext?: JsonObject;
  /**
   * Anything else of the application's container: command, args, probes, volume mounts … It is merged as a JSON Merge Patch;
   * `env` and `ports` are added to those of `variables` and `port`, and replace those of the same name or number.
   * @default - none
   * @example
   * { env: [{ name: 'API_KEY', valueFrom: { secretKeyRef: { name: 'orders-api', key: 'key' } } }] }
   */
  readonly container?: JsonObject;
  /**
   * Anything else of the pod: init containers, volumes, image pull secrets, where it is scheduled …
   * @default - none
   * @example
   * { imagePullSecrets: [{ name: 'mirror' }] }
   */
  readonly podSpec?: JsonObject;
  /**
   * Options of the proxy, apart from the connection.
   * @default - those of {@link AuthProxy}
   */
  readonly proxy?: ApplicationProxyOptions;
  /**
   * The Kubernetes service account exists already and stays as it is.
   * @default false
   */
  readonly adoptServiceAccount?: boolean;
  /**
   * What the organisation says for all its services.
   * @default - the library's defaults
   */
  readonly defaults?: OrganisationDefaults;
}

/** Options of the proxy that an application brings. */
export type ApplicationProxyOptions = Omit<AuthProxyOptions, 'connection' | 'defaults'>;

/**
 * A whole application on AlloyDB: a Deployment, its Kubernetes service account linked to the IAM service account, and the
 * Auth Proxy beside it.
 *
 * @example
 * new AlloyDBApplication(chart, 'orders', {
 *   connection,
 *   image: 'europe-docker.pkg.dev/my-project/shop/orders:1.4.2',
 *   port: 8080,
 *   replicas: 3,
 * });
 */
export class AlloyDBApplication extends Construct {
  /** The Deployment. JSON patches on it come before the proxy. */
  readonly deployment: ApiObject;
  /** The Kubernetes service account, and the commands that set up the rest. */
  readonly identity: WorkloadIdentity;
  /** The proxy, which can be attached to further workloads: a migration Job, a worker. */
  readonly proxy: AuthProxy;

  /**
   * @throws ModelError with every problem of the proxy's options at once
   * @throws ConstructError with every problem of the application itself at once
   */
  constructor(scope: Construct, id: string, props: AlloyDBApplicationProps) {
    super(scope, id);
    const plan = readApplication(props, this.node.path);
    const { connection, adoptServiceAccount: adopt, defaults } = plan;
    this.identity = new WorkloadIdentity(this, 'Identity', { connection, adopt, ...(defaults && { defaults }) });
    this.deployment = this.#deployment(plan);
    this.proxy = new AuthProxy(this, 'Proxy', { ...plan.proxy, connection, ...(defaults && { defaults }) }).attachTo(this.deployment);
  }

  #deployment(plan: ApplicationPlan): ApiObject {
    // Not the id alone: two charts of one namespace may have an application of the same id.
    const label = plan.name ?? Names.toLabelValue(this);
    const { namespace } = plan.connection.identity;
    const manifest = applicationDeployment(plan, { label, namespace, labels: plan.defaults?.labels });
    return new ApiObject(this, 'Resource', manifest as Manifest & ApiObjectProps);
  }
}
