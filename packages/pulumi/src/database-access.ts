import { authModes, Connection, type ConnectionSpec, isDnsLabel, isInstanceId, ProblemList, quote } from '@alloydb-gke/core';
import { User } from '@pulumi/gcp/alloydb';
import {
  all,
  ComponentResource,
  type ComponentResourceOptions,
  type CustomResourceOptions,
  type Input,
  type Output,
  output,
} from '@pulumi/pulumi';
import { checked } from './checked-input';
import { ClusterNames } from './cluster-names';
import type { ConnectionDocument } from './connection-document';
import { connectionAnnotations, connectionText, type WriteConnectionOptions, writtenFile } from './connection-outputs';
import type { DatabaseAccessArgs } from './database-access-args';
import { accessFields, fieldsOfIdentity } from './database-access-field-table';
import { goneWith } from './gone-with';
import { iamUserRoles } from './iam-user-roles';
import { identityPath } from './identity-paths';
import { checkArgs } from './known-fields';
import { connectionLeafKind, isLeaf, knownProblems, type LeafKind, leafyOutput, lift, outputAfter, type Path, treeOf } from './leaves';
import { madeAfter } from './made-after';
import { problem } from './pulumi-codes';
import { withRenamedPaths } from './renamed-paths';
import { secretPassword } from './secret-args';
import { waitForPrimary } from './wait-for-primary';
import { WorkloadIdentity } from './workload-identity';
import type { WorkloadIdentityArgs } from './workload-identity-args';

/**
 * The access of one service to one database: the database user, the identity with its link and its roles, and the connection
 * document for whoever comes next. The AlloyDB cluster may be made by the same program, or exist.
 *
 * @example
 * const orders = new DatabaseAccess('orders', { cluster, auth: 'iam', databaseName: 'orders', namespace: 'shop' });
 * export const connection = orders.connection;
 */
export class DatabaseAccess extends ComponentResource {
  /** The database user, where one is made. */
  readonly user?: User;
  /** E-mail of the IAM service account; the empty text where there is none. */
  readonly email: Output<string>;
  /** The PostgreSQL user that the application logs in as. */
  readonly databaseUser: Output<string>;
  /** Name of the Kubernetes service account that the application runs as. */
  readonly kubernetesServiceAccountName: Output<string>;
  /**
   * The connection document. Values that Google chooses are unknown in a preview, and nothing else of it is. Where the instances
   * of the cluster cannot be listed yet, the whole document waits for them.
   */
  readonly connection: Output<ConnectionDocument>;
  /** The connection document as JSON text, the same bytes for the same connection: for a file, a ConfigMap, an object in a bucket. */
  readonly connectionJson: Output<string>;
  /**
   * The connection document as annotations for the cluster secret of a GitOps tool, under `connectionName`:
   * `orders.alloydb-gke.dev/databaseName`. cdk8s reads it with `Connection.fromAnnotations(annotations, 'orders')`.
   */
  readonly connectionAnnotations: Output<{ [name: string]: string }>;

  /** @throws ModelError with every problem of what is known at once */
  constructor(name: string, args: DatabaseAccessArgs, opts?: ComponentResourceOptions) {
    const problems = new ProblemList();
    checkArgs(args, name, accessFields, problems);
    // What a component gets is kept in the state.
    const password = secretPassword(args.password, `${name}.password`, problems);
    const kept = password === undefined ? args : { ...args, password };
    super('alloydb-gke:index:DatabaseAccess', name, kept, opts);
    checkUser(args, name, problems);
    checkCluster(args, name, problems);
    problems.throwIfAny();
    const canLogIn = checkLogin(args, name, problems);
    const { cluster, auth, connectionName = name } = args;
    const names = new ClusterNames({ clusterName: cluster.clusterName }, `${name}.cluster.clusterName`);
    names.check({}, problems);
    problems.throwIfAny();
    const identity = new WorkloadIdentity(name, identityArgs(args, names.part('project')), madeAfter(this, opts));
    this.email = identity.email;
    this.databaseUser = auth === 'iam' ? identity.databaseUser : output(args.databaseUser ?? '');
    const { clusterName, instances, server } = cluster;
    const tree = {
      clusterName,
      instances,
      server,
      spec: {
        auth,
        databaseName: args.databaseName,
        databaseUser: args.databaseUser,
        passwordSecret: args.passwordSecret,
        ipType: args.ipType ?? cluster.ipType,
        identity: identity.identity,
      },
    };
    const compute = (plain: unknown): unknown => connectionOf(plain as PlainAccess, name, args);
    problems.add(...knownProblems(tree, compute, kindIn));
    if (!isDnsLabel(connectionName)) problems.add(problem('connection-name', name, { value: quote(connectionName) }));
    problems.throwIfAny();
    const user = databaseUser(madeAfter(this, opts), name, kept, afterCheck(this.databaseUser, canLogIn));
    if (user) this.user = user;
    // Whoever logs in needs the user as much as the identity.
    const accountName = afterCheck(identity.kubernetesServiceAccountName, canLogIn);
    this.kubernetesServiceAccountName = outputAfter(accountName, user ? [user] : []);
    const waiting = { ...(treeOf(identity.identity) as object), kubernetesServiceAccount: this.kubernetesServiceAccountName };
    this.connection = documentOf({ ...tree, spec: { ...tree.spec, identity: waiting } }, compute);
    this.connectionJson = connectionText(this.connection);
    this.connectionAnnotations = connectionAnnotations(this.connection, connectionName);
    this.registerOutputs({
      email: this.email,
      databaseUser: this.databaseUser,
      kubernetesServiceAccountName: this.kubernetesServiceAccountName,
      connection: this.connection,
      connectionJson: this.connectionJson,
      connectionAnnotations: this.connectionAnnotations,
    });
  }

  /**
   * Writes the connection document into a file of the program, for a repository that cdk8s or a GitOps tool reads. A preview
   * writes nothing, unless `inPreview` asks for it.
   *
   * @returns the name of the file, once it is written
   */
  writeConnection(file: string, options: WriteConnectionOptions = {}): Output<string> {
    return writtenFile(this.connectionJson, file, options);
  }
}

/** What the connection is made of, once each value is known or has its stand-in. */
interface PlainAccess {
  readonly clusterName: string;
  readonly instances: Readonly<Record<string, string>>;
  readonly server?: ConnectionSpec['server'];
  readonly spec: Omit<ConnectionSpec, 'instances' | 'server'>;
}

function kindIn([field, ...path]: Path): LeafKind | undefined {
  if (field === 'clusterName') return 'cluster-name';
  if (field === 'instances') return path.length === 1 ? 'instance-uri' : undefined;
  return field === 'spec' ? connectionLeafKind(path) : undefined;
}

function connectionOf({ clusterName, instances, server, spec }: PlainAccess, path: string, args: DatabaseAccessArgs): unknown {
  const { instanceNames, ipType } = args;
  const chosen = instanceNames ? chosenInstances(instances, `${path}.instanceNames`, instanceNames) : instances;
  const uris = Object.entries(chosen).map(([name, said]) => [
    name,
    said !== undefined && isInstanceId(said) ? `${clusterName}/instances/${said}` : said,
  ]);
  const given = Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== undefined));
  const whole = { ...given, ...(server && { server }), instances: Object.fromEntries(uris) } as ConnectionSpec;
  const ofCluster = ipType === undefined ? /^connection(?=\.(instances|server|ipType))/ : /^connection(?=\.(instances|server))/;
  // With IAM authentication the user follows from the account.
  const ofIdentity = args.auth === 'iam' ? /^connection\.(identity|databaseUser)/ : /^connection\.identity/;
  return withRenamedPaths(
    () => Connection.of(whole).toJSON(),
    (said) =>
      ofIdentity.test(said) ? identityPath(said, args, path) : said.replace(ofCluster, `${path}.cluster`).replace(/^connection/, path),
  );
}

function chosenInstances(instances: PlainAccess['instances'], path: string, names: readonly string[]): PlainAccess['instances'] {
  const problems = new ProblemList();
  const known = Object.keys(instances).map(quote).join(', ');
  for (const name of names) {
    if (!Object.hasOwn(instances, name)) problems.add(problem('no-such-instance', path, { value: quote(name), names: known }));
  }
  problems.throwIfAny();
  return Object.fromEntries(names.map((name) => [name, instances[name] ?? '']));
}

/** Where the shape depends on what comes later, it is waited for. */
function documentOf(tree: object, compute: (plain: unknown) => unknown): Output<ConnectionDocument> {
  const lifted = lift(tree, compute, kindIn);
  return (isLeaf(lifted) ? lifted : leafyOutput(lifted)) as Output<ConnectionDocument>;
}

/** An access without an `instances` that can be listed yet has its roles in the project of the cluster all the same. */
function identityArgs(args: DatabaseAccessArgs, project: Input<string>): WorkloadIdentityArgs {
  const given = fieldsOfIdentity.flatMap((field) => (args[field] === undefined ? [] : [[field, args[field]] as const]));
  return { ...Object.fromEntries(given), databaseProjects: [project] } as unknown as WorkloadIdentityArgs;
}

/** Programs in JavaScript have no compiler that asks for it. */
function checkCluster({ cluster }: Partial<DatabaseAccessArgs>, name: string, problems: ProblemList): void {
  for (const field of ['clusterName', 'instances'] as const) {
    if (cluster?.[field] === undefined) problems.add(problem('cluster-not-said', `${name}.cluster`, { field }));
  }
}

/** Whether an argument is set is known, also where its value comes later. What is missing core says. */
function checkUser(args: DatabaseAccessArgs, name: string, problems: ProblemList): void {
  if (args.auth !== 'iam') return;
  for (const field of ['databaseUser', 'password', 'passwordVersion', 'passwordSecret'] as const) {
    if (args[field] !== undefined) problems.add(problem('only-with-built-in', `${name}.${field}`, { field }));
  }
}

/** Whether the cluster lets the user in at all. Only of a cluster that comes later this is still to be found out. */
function checkLogin({ auth, cluster }: DatabaseAccessArgs, name: string, problems: ProblemList): Input<boolean> | undefined {
  if (auth !== 'iam') return undefined;
  return checked(treeOf(cluster.iamAuthentication) as Input<boolean> | undefined, `${name}.auth`, problems, (value, at, found) => {
    if (value === false) found.add(problem('iam-access-without-iam', at, {}));
  });
}

/** A value that fails where a check fails that could not be made at once. */
function afterCheck(value: Output<string>, check: Input<boolean> | undefined): Output<string> {
  return isLeaf(check) ? all([value, check]).apply(([own]) => own) : value;
}

function databaseUser(options: CustomResourceOptions, name: string, args: DatabaseAccessArgs, userId: Output<string>): User | undefined {
  const { auth, cluster, password, databaseRoles = [] } = args;
  const isMade = args.existingDatabaseUser !== true && (auth === 'iam' || password !== undefined);
  if (!isMade) return undefined;
  const roles = auth === 'iam' ? iamUserRoles(databaseRoles) : output(databaseRoles);
  return new User(
    `${name}-user`,
    {
      cluster: waitForPrimary(cluster),
      userId,
      userType: authModes[auth].adminApi,
      databaseRoles: roles,
      ...(password !== undefined && { passwordWo: password, passwordWoVersion: args.passwordVersion ?? '1' }),
    },
    { ...options, ...goneWith(cluster.cluster) },
  );
}
