import { ProblemList } from '../errors/problem-list';
import type { Identity } from '../identity/identity';
import type { AuthMode } from './auth-mode';
import { readConnectionAnnotations, writeConnectionAnnotations } from './connection-annotations';
import { type ConnectionDocument, readDocument, writeConnectionDocument } from './connection-document';
import type { ConnectionSpec, SecretKeyReference, ServerFacts } from './connection-spec';
import { readConnection } from './read-connection';
import type { ConnectionInstance } from './read-instances';

/** What a {@link Connection} holds: everything said, every default filled in. */
export interface ConnectionModel {
  /** How the database user logs in. */
  readonly auth: AuthMode;
  /** The database that the application uses. */
  readonly databaseName: string;
  /** The PostgreSQL role that the application logs in as. With IAM authentication derived from the IAM service account. */
  readonly databaseUser: string;
  /** The Secret that holds the password; undefined with IAM authentication, or where the application gets it by itself. */
  readonly passwordSecret: SecretKeyReference | undefined;
  /** The default instance first, the others in alphabetical order. Never empty. */
  readonly instances: readonly [ConnectionInstance, ...ConnectionInstance[]];
  /** Who the proxy is, for Google Cloud. */
  readonly identity: Identity;
  /** What is known of the database server. */
  readonly server: ServerFacts;
}

/**
 * Who reaches which database how: named instances, auth mode, database and user, identity. One object, said once; roles,
 * flags, users and the application's environment are derived from it. It holds no secret and can be written as JSON.
 *
 * @example
 * const connection = Connection.of({
 *   auth: 'iam',
 *   databaseName: 'myapp',
 *   instances: { primary: 'projects/my-project/locations/us-central1/clusters/shop/instances/primary', read: 'read-pool' },
 *   identity: { kubernetesServiceAccount: 'orders', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' },
 * });
 */
export class Connection implements ConnectionModel {
  /** How the database user logs in. */
  readonly auth: AuthMode;
  /** The database that the application uses. */
  readonly databaseName: string;
  readonly databaseUser: string;
  readonly passwordSecret: SecretKeyReference | undefined;
  readonly instances: readonly [ConnectionInstance, ...ConnectionInstance[]];
  /** Who the proxy is, for Google Cloud. */
  readonly identity: Identity;
  /** What is known of the database server. */
  readonly server: ServerFacts;

  private constructor(model: ConnectionModel) {
    this.auth = model.auth;
    this.databaseName = model.databaseName;
    this.databaseUser = model.databaseUser;
    this.passwordSecret = model.passwordSecret;
    this.instances = model.instances;
    this.identity = model.identity;
    this.server = model.server;
  }

  /**
   * Checks what is said and fills in what follows from it.
   *
   * @throws ModelError with every problem at once
   */
  static of(spec: ConnectionSpec): Connection {
    const problems = new ProblemList();
    return Connection.#read(spec, problems);
  }

  /**
   * Reads a connection document: JSON text, or the object that JSON text stands for.
   * Its schema is published as `@alloydb-gke/core/connection.schema.json`.
   *
   * @throws ModelError with every problem at once; unknown fields and newer versions are problems
   */
  static parse(document: string | object): Connection {
    const problems = new ProblemList();
    return Connection.#read(readDocument(document, 'connection', problems), problems);
  }

  /**
   * Reads a connection from annotations that {@link Connection.toAnnotations} wrote, among others: those of the cluster secret
   * of a GitOps tool.
   *
   * @throws ModelError with every problem at once
   * @example
   * const { metadata } = JSON.parse(secretText);
   * const connection = Connection.fromAnnotations(metadata.annotations, 'orders');
   */
  static fromAnnotations(annotations: Readonly<Record<string, unknown>>, name: string): Connection {
    const problems = new ProblemList();
    const document = readConnectionAnnotations(annotations, name, 'annotations', problems);
    return Connection.#read(readDocument(document, 'connection', problems), problems);
  }

  static #read(spec: unknown, problems: ProblemList): Connection {
    const model = readConnection(spec, 'connection', problems);
    problems.throwIfAny();
    return new Connection(model as ConnectionModel);
  }

  /** The instance that the application reaches by its plain variables: `primary`, or the first in alphabetical order. */
  get defaultInstance(): ConnectionInstance {
    return this.instances[0];
  }

  /** The connection document. `Connection.parse(connection.toJSON())` gives an equal connection. */
  toJSON(): ConnectionDocument {
    return writeConnectionDocument(this);
  }

  /**
   * The connection document as annotations, one for each value, under a name that tells it from other connections of the same
   * object: `orders.alloydb-gke.dev/databaseName`. `Connection.fromAnnotations` gives an equal connection.
   *
   * @throws ModelError if the name cannot be one
   */
  toAnnotations(name: string): Readonly<Record<string, string>> {
    const problems = new ProblemList();
    const annotations = writeConnectionAnnotations(this.toJSON(), name, 'name', problems);
    problems.throwIfAny();
    return annotations;
  }
}
