import type { Input } from '@pulumi/pulumi';
import type { ProxyOptionsArgs } from './auth-proxy-args';
import type { ConnectionArgs } from './connection-args';
import type { DatabaseAccessArgs } from './database-access-args';
import type { DatabaseJobArgs, GrantsArgs } from './job-args';
import type { Json } from './json';
import type { OrganisationDefaultsArgs } from './proxy-policy-args';

/** From where a Service can be reached. Source: https://kubernetes.io/docs/concepts/services-networking/service/ */
export const ServiceType = {
  /** From inside the Kubernetes cluster. */
  ClusterIP: 'ClusterIP',
  /** Through a load balancer of Google Cloud. */
  LoadBalancer: 'LoadBalancer',
  /** Through a port of every node. */
  NodePort: 'NodePort',
} as const;
/** From where a Service can be reached. */
export type ServiceType = (typeof ServiceType)[keyof typeof ServiceType];

/** The Service of an application. */
export interface ApplicationServiceArgs {
  /**
   * The port that it is reached at.
   * @default 80
   */
  port?: Input<number>;
  /**
   * From where it can be reached.
   * @default 'ClusterIP'
   */
  type?: Input<ServiceType>;
  /**
   * Its annotations.
   * @default - none
   */
  annotations?: Input<{ [name: string]: Input<string> }>;
}

/** What a user says of a whole application. */
export interface AlloyDBApplicationArgs {
  /**
   * The access that is made for it: database user, roles, Workload Identity.
   * @default - connection says who reaches which database how
   */
  access?: DatabaseAccessArgs;
  /**
   * Who reaches which database how, where the access exists: `DatabaseAccess.connection`, a stack output, the JSON of a file.
   * Its Kubernetes service account exists, too.
   * @default - access is made
   */
  connection?: Input<ConnectionArgs>;
  /** Image of the application, with a digest or a tag that stays. */
  image: Input<string>;
  /**
   * Accept an image without a tag, or with `latest`. What runs then depends on when a node pulled it.
   * @default false
   */
  allowMovingTag?: Input<boolean>;
  /**
   * Name of the Deployment and of the Service, and value of the label that its pods are selected by.
   * @default - the component's name
   */
  name?: Input<string>;
  /**
   * How many pods run.
   * @default 1
   */
  replicas?: Input<number>;
  /**
   * The port that the application listens on.
   * @default - none
   */
  port?: Input<number>;
  /**
   * Variables of the application, besides those of the database. One that comes from a Secret or a ConfigMap stands in
   * `container.env`.
   * @default - none
   */
  variables?: Input<{ [name: string]: Input<string> }>;
  /**
   * Requests and limits of the application's container, as Kubernetes writes them.
   * @default - none
   */
  resources?: Json;
  /**
   * Security context of the application's container.
   * @default - what Pod Security `restricted` asks for: the image must not run as root
   */
  securityContext?: Json;
  /**
   * Anything else of the application's container: command, args, probes, volume mounts … It is merged as a JSON Merge Patch;
   * `env` and `ports` are added to those of `variables` and `port`, and replace those of the same name or number.
   * @default - none
   */
  container?: Json;
  /**
   * Anything else of the pod: init containers, volumes, image pull secrets, where it is scheduled …
   * @default - none
   */
  podSpec?: Json;
  /**
   * Options of the proxy.
   * @default - those of `AuthProxy`
   */
  proxy?: ProxyOptionsArgs;
  /**
   * What the organisation says for all its services.
   * @default - nothing
   */
  defaults?: Input<OrganisationDefaultsArgs>;
  /**
   * A Service in front of the port.
   * @default - none
   */
  service?: ApplicationServiceArgs;
  /**
   * The grants that are made before the application starts.
   * @default - none
   */
  grants?: GrantsArgs;
  /**
   * A test of the connection, before the application starts.
   * @default - none
   */
  connectionTest?: DatabaseJobArgs;
}
