import { ProblemList, readWholeNumber } from '@alloydb-gke/core';
import { Deployment } from '@pulumi/kubernetes/apps/v1';
import type { Service } from '@pulumi/kubernetes/core/v1';
import { ComponentResource, type ComponentResourceOptions, type Input, type Output, output, secret } from '@pulumi/pulumi';
import type { AlloyDBApplicationArgs } from './alloydb-application-args';
import { applicationLeafKind, applicationManifest, applicationMetadata } from './application-manifest';
import { applicationService } from './application-service';
import { AuthProxy } from './auth-proxy';
import { checked } from './checked-input';
import type { ConnectionArgs } from './connection-args';
import type { ConnectionDocument } from './connection-document';
import { ConnectionTest } from './connection-test';
import { DatabaseAccess } from './database-access';
import { DatabaseGrants } from './database-grants';
import { isLeaf, knownProblems, leafyOutput, lift, treeOf } from './leaves';
import { madeAfter } from './made-after';
import { problem } from './pulumi-codes';

/** Other components are no fields: Pulumi's analyser has no type for them. */
interface ApplicationParts {
  readonly access: DatabaseAccess | undefined;
  readonly proxy: AuthProxy;
}

const partsOf = new WeakMap<AlloyDBApplication, ApplicationParts>();

const workloadFields = [
  'image',
  'allowMovingTag',
  'port',
  'variables',
  'resources',
  'securityContext',
  'container',
  'podSpec',
] as const satisfies readonly (keyof AlloyDBApplicationArgs)[];

/**
 * A whole application on AlloyDB: its access to the database, a Deployment with the Auth Proxy beside it, and where they are
 * wanted, the grants, a test of the connection and a Service.
 *
 * @example
 * new AlloyDBApplication('orders', {
 *   access: { cluster, auth: 'iam', databaseName: 'orders', namespace: 'shop' },
 *   image: 'europe-docker.pkg.dev/my-project/shop/orders:1.4.2',
 *   port: 8080,
 *   replicas: 3,
 * });
 */
export class AlloyDBApplication extends ComponentResource {
  /** The Deployment. */
  readonly deployment: Deployment;
  /** The Service, where one is made. */
  readonly service?: Service;
  /** The connection document. */
  readonly connection: Output<ConnectionDocument>;

  /** @throws ModelError with every problem of what is known at once */
  constructor(name: string, args: AlloyDBApplicationArgs, opts?: ComponentResourceOptions) {
    super('alloydb-gke:index:AlloyDBApplication', name, withoutPassword(args), opts);
    const problems = new ProblemList();
    checkArgs(args, name, problems);
    const replicas = checked(args.replicas, `${name}.replicas`, problems, (value, path, found) => {
      readWholeNumber(value, path, 0, found);
    });
    const label = args.name ?? name;
    const { access: accessArgs } = args;
    const access = accessArgs && problems.attempt(() => new DatabaseAccess(name, accessArgs, madeAfter(this, opts)));
    const said = access?.connection ?? args.connection;
    const connection = said as Input<ConnectionArgs>;
    const tree = {
      workload: { ...pick(args), name: label },
      proxy: args.proxy,
      namespace: said === undefined ? undefined : namespaceOf(connection),
      labels: labelsOf(args.defaults),
    };
    const compute = (plain: unknown): unknown => applicationManifest(plain, name);
    problems.add(...knownProblems(tree, compute, applicationLeafKind));
    // What is wrong elsewhere is said in any case; without a connection there is nothing to make.
    const attempt = <Made>(made: () => Made): Made | undefined => (said === undefined ? undefined : problems.attempt(made));
    const shared = { connection, ...(args.defaults !== undefined && { defaults: args.defaults }) };
    const proxy = attempt(() => new AuthProxy(`${name}-proxy`, { ...args.proxy, ...shared }, { parent: this }));
    const { grants: grantsArgs, connectionTest, service } = args;
    const grants = grantsArgs && attempt(() => new DatabaseGrants(`${name}-grants`, { ...shared, ...grantsArgs }, madeAfter(this, opts)));
    const test =
      connectionTest && attempt(() => new ConnectionTest(`${name}-test`, { ...shared, ...connectionTest }, madeAfter(this, opts, grants)));
    const makeService = service && applicationService(name, service, problems);
    problems.throwIfAny();
    const parts = { access, proxy: proxy as AuthProxy };
    partsOf.set(this, parts);
    const metadataAlone = (): unknown => applicationMetadata({ ...tree, name: label }, name);
    this.deployment = new Deployment(
      `${name}-deployment`,
      withReplicas(lift(tree, compute, applicationLeafKind), metadataAlone, replicas),
      {
        ...madeAfter(this, opts, grants, test),
        transforms: [parts.proxy.transform],
      },
    );
    if (makeService) this.service = makeService({ label, namespace: tree.namespace, port: args.port }, madeAfter(this, opts));
    this.connection = (access?.connection ?? leafyOutput(treeOf(connection))) as Output<ConnectionDocument>;
    this.registerOutputs({ connection: this.connection });
  }

  /** The access, where one is made. */
  get access(): DatabaseAccess | undefined {
    return partsOf.get(this)?.access;
  }

  /** The proxy, for further workloads: a migration Job, a worker. */
  get proxy(): AuthProxy {
    const parts = partsOf.get(this);
    if (!parts) throw new Error('This AlloyDBApplication was not made by its constructor.');
    return parts.proxy;
  }
}

/** What a component gets is kept in the state. */
function withoutPassword(args: AlloyDBApplicationArgs): AlloyDBApplicationArgs {
  const { access } = args;
  return access?.password === undefined ? args : { ...args, access: { ...access, password: secret(access.password) } };
}

function checkArgs(args: AlloyDBApplicationArgs, name: string, problems: ProblemList): void {
  const { access, connection, service, port, grants, connectionTest } = args;
  if (access !== undefined && connection !== undefined) {
    problems.add(problem('both-made-and-existing', name, { made: 'access', existing: 'connection' }));
  }
  if (access === undefined && connection === undefined) problems.add(problem('application-without-connection', name, {}));
  if (service !== undefined && port === undefined) problems.add(problem('service-without-port', `${name}.service`, {}));
  for (const [field, jobs] of Object.entries({ grants, connectionTest })) {
    if (jobs && 'connection' in jobs && jobs.connection !== undefined) {
      problems.add(problem('application-job-connection', `${name}.${field}.connection`, { field }));
    }
  }
}

function pick(args: AlloyDBApplicationArgs): object {
  return Object.fromEntries(workloadFields.flatMap((field) => (args[field] === undefined ? [] : [[field, args[field]] as const])));
}

/** The namespace of the connection; its shape may be known where its values are not. */
function namespaceOf(connection: Input<ConnectionArgs>): unknown {
  const document = treeOf(connection);
  if (isLeaf(document)) return output(connection).apply(({ identity }) => identity.namespace);
  const identity = treeOf((document as ConnectionArgs).identity);
  if (isLeaf(identity)) return output((document as ConnectionArgs).identity).apply(({ namespace }) => namespace);
  return (identity as { readonly namespace?: unknown }).namespace;
}

function labelsOf(defaults: AlloyDBApplicationArgs['defaults']): unknown {
  const tree = treeOf(defaults);
  return isLeaf(tree) ? output(defaults).apply((said) => said?.labels) : (tree as { readonly labels?: unknown } | undefined)?.labels;
}

type DeploymentArgs = NonNullable<ConstructorParameters<typeof Deployment>[1]>;

/** A number has no stand-in: where it comes later, it is put in behind the rest. */
function withReplicas(manifest: unknown, metadataAlone: () => unknown, replicas: Input<number> | undefined): DeploymentArgs {
  if (!isLeaf(manifest)) {
    const { metadata, spec } = manifest as { readonly metadata: object; readonly spec: object };
    return { metadata, spec: isLeaf(spec) ? spec : counted(spec, replicas) } as unknown as DeploymentArgs;
  }
  const whole = output(manifest as Input<{ readonly spec: object }>);
  const spec = output([whole, replicas] as const).apply(([one, count]) => counted(one.spec, count));
  return { metadata: metadataAlone(), spec } as unknown as DeploymentArgs;
}

const counted = (spec: object, replicas: unknown): object => ({ ...spec, ...(replicas !== undefined && { replicas }) });
