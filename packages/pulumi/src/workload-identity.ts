import {
  Connection,
  iamDatabaseUser,
  ProblemList,
  type RequiredRole,
  requiredRoles,
  roleMember,
  roleTable,
  serviceAccountEmail,
  serviceAccountId,
  serviceAccountProject,
  workloadIdentityAnnotation,
} from '@alloydb-gke/core';
import { IAMMember as ProjectMember } from '@pulumi/gcp/projects';
import { Account, IAMMember as AccountMember } from '@pulumi/gcp/serviceaccount';
import { ServiceAccount, ServiceAccountPatch } from '@pulumi/kubernetes/core/v1';
import {
  all,
  ComponentResource,
  type ComponentResourceOptions,
  type CustomResourceOptions,
  type Input,
  type Output,
  output,
} from '@pulumi/pulumi';
import { checkProjectSaid, checkWorkloadIdentity, withCheckedTexts } from './check-workload-identity';
import type { ConnectionIdentity } from './connection-document';
import { projectElse, providerProject } from './google-project';
import { identityPath } from './identity-paths';
import { checkArgs } from './known-fields';
import { isLeaf, knownOutput, knownProblems, type LeafKind, leafyOutput, lift, outputAfter, type Path } from './leaves';
import { madeAfter } from './made-after';
import { withRenamedPaths } from './renamed-paths';
import type { IamServiceAccountArgs, WorkloadIdentityArgs } from './workload-identity-args';
import { identityFields } from './workload-identity-field-table';

/** What the identity is made of, where each value may come later. */
interface Parts {
  readonly email: Input<string> | undefined;
  readonly kubernetesServiceAccount: Input<string>;
  readonly namespace: Input<string>;
  readonly workloadPool: Input<string>;
  readonly workloadPoolProjectNumber: Input<string> | undefined;
  readonly databaseProjects: readonly Input<string>[];
  readonly telemetryProject: Input<string> | undefined;
}

const partKinds: Readonly<Record<string, LeafKind>> = {
  email: 'email',
  kubernetesServiceAccount: 'word',
  namespace: 'word',
  workloadPool: 'workload-pool',
  workloadPoolProjectNumber: 'number',
  databaseProjects: 'word',
  telemetryProject: 'word',
};
const partKind = ([field]: Path): LeafKind | undefined => partKinds[String(field)];

/**
 * Who a workload is: an IAM service account, a Kubernetes service account, the link between them, and exactly the roles that
 * are needed. Either account may exist already. A `direct` identity gives the roles to the Kubernetes service account itself.
 *
 * @example
 * const identity = new WorkloadIdentity('orders', { namespace: 'shop', auth: 'iam', workloadPool: 'my-project.svc.id.goog' });
 */
export class WorkloadIdentity extends ComponentResource {
  /** The IAM service account, where one is made. */
  readonly iamServiceAccount?: Account;
  /** The Kubernetes service account, where one is made. */
  readonly kubernetesServiceAccount?: ServiceAccount;
  /** The roles in projects. */
  readonly projectRoles: ProjectMember[];
  /** The roles on IAM service accounts: the link. */
  readonly accountRoles: AccountMember[];
  /** E-mail of the IAM service account; the empty text where there is none. */
  readonly email: Output<string>;
  /** The database user that it is with IAM authentication; the empty text where there is no IAM service account. */
  readonly databaseUser: Output<string>;
  /** Name of the Kubernetes service account. */
  readonly kubernetesServiceAccountName: Output<string>;
  /** Its namespace. */
  readonly namespace: Output<string>;
  /** What IAM calls the holder of the roles. */
  readonly member: Output<string>;
  /** The identity as a connection says it. */
  readonly identity: Output<ConnectionIdentity>;

  /** @throws ModelError with every problem of what is known at once */
  constructor(name: string, args: WorkloadIdentityArgs, opts?: ComponentResourceOptions) {
    const problems = new ProblemList();
    checkArgs(args, name, identityFields, problems);
    super('alloydb-gke:index:WorkloadIdentity', name, args, opts);
    const ofProvider = providerProject(this);
    checkWorkloadIdentity(args, name, ofProvider !== undefined, problems);
    const sound = withCheckedTexts(args, name, problems);
    problems.throwIfAny();
    const { form = 'linked' } = args;
    const options = madeAfter(this, opts);
    const account = form === 'direct' ? undefined : accountOf(options, name, sound, ofProvider);
    if (account?.made) this.iamServiceAccount = account.made;
    const project = projectElse(args.iamServiceAccount?.project ?? ofProvider, () =>
      account?.made ? projectOfAccount(account.made) : noProject(args, name),
    );
    const parts: Parts = {
      email: account?.email,
      kubernetesServiceAccount: args.existingKubernetesServiceAccount ?? args.kubernetesServiceAccount?.name ?? name,
      namespace: args.namespace,
      workloadPool: args.workloadPool ?? poolOf(project),
      workloadPoolProjectNumber: args.workloadPoolProjectNumber,
      databaseProjects: args.databaseProjects ?? [project],
      telemetryProject: args.telemetryProject,
    };
    const computed = <Value>(compute: (plain: PlainParts) => Value): Output<Value> =>
      output(lift(parts, (plain) => compute(plain as PlainParts), partKind)) as Output<Value>;
    const roles = rolesOf(args, parts, name);
    this.member = computed((plain) => memberOf(plain));
    const isOnProject = ({ target }: LaterRole): boolean => target.kind === 'project';
    this.projectRoles = [
      ...roles.filter(isOnProject).map((role, index, all) => {
        const condition = role.isAtDatabase ? args.databaseCondition : undefined;
        return new ProjectMember(
          roleName(name, role, all.slice(0, index)),
          { project: role.target.of, role: role.role, member: role.member, ...(condition !== undefined && { condition }) },
          options,
        );
      }),
      ...(sound.roles ?? []).map(
        ({ role, project: other, condition }, index) =>
          new ProjectMember(
            `${name}-role-${index}`,
            { project: other ?? project, role, member: this.member, ...(condition !== undefined && { condition }) },
            options,
          ),
      ),
    ];
    this.accountRoles = roles
      .filter((role) => !isOnProject(role))
      .map(({ role, member, target }) => {
        const suffix = role.slice(role.lastIndexOf('.') + 1);
        const link = { serviceAccountId: target.of, role, member };
        return new AccountMember(`${name}-${suffix}`, link, options);
      });
    const annotation = form === 'linked' && parts.email !== undefined ? { [workloadIdentityAnnotation]: parts.email } : {};
    const kubernetesAccount = kubernetesAccountOf(options, name, args, parts, annotation);
    if (kubernetesAccount instanceof ServiceAccount) this.kubernetesServiceAccount = kubernetesAccount;
    // Whoever runs as it needs its roles for as long as it runs.
    const needed = [...this.projectRoles, ...this.accountRoles, ...(kubernetesAccount ? [kubernetesAccount] : [])];
    const kubernetesServiceAccount = outputAfter(parts.kubernetesServiceAccount, needed);
    this.email = output(parts.email ?? '');
    this.databaseUser = computed(({ email }) => (email === undefined ? '' : iamDatabaseUser(email)));
    this.kubernetesServiceAccountName = kubernetesServiceAccount;
    this.namespace = output(args.namespace);
    this.identity = leafyOutput({
      ...(args.form !== undefined && args.form !== 'linked' && { form: args.form }),
      kubernetesServiceAccount,
      namespace: args.namespace,
      ...(parts.email !== undefined && { iamServiceAccount: parts.email }),
      workloadPool: parts.workloadPool,
      ...(parts.workloadPoolProjectNumber !== undefined && { workloadPoolProjectNumber: parts.workloadPoolProjectNumber }),
    }) as Output<ConnectionIdentity>;
    this.registerOutputs({
      email: this.email,
      databaseUser: this.databaseUser,
      kubernetesServiceAccountName: this.kubernetesServiceAccountName,
      namespace: this.namespace,
      member: this.member,
      identity: this.identity,
    });
  }
}

/** The parts, once each is known or has its stand-in. */
interface PlainParts {
  readonly email?: string;
  readonly kubernetesServiceAccount: string;
  readonly namespace: string;
  readonly workloadPool: string;
  readonly workloadPoolProjectNumber?: string;
  readonly databaseProjects: readonly string[];
  readonly telemetryProject?: string;
}

/** A role whose member and target may come later. */
interface LaterRole {
  readonly role: string;
  readonly member: Input<string>;
  readonly target: { readonly kind: RequiredRole['target']['kind']; readonly of: Input<string> };
  readonly isAtDatabase: boolean;
}

/** The IAM service account: the one that is made, or the one that exists. Its e-mail is known before it is made. */
function accountOf(
  options: CustomResourceOptions,
  name: string,
  args: WorkloadIdentityArgs,
  ofProvider: Input<string | undefined> | undefined,
): { readonly email: Input<string>; readonly made?: Account } {
  if (args.existingIamServiceAccount !== undefined) return { email: args.existingIamServiceAccount };
  const said: IamServiceAccountArgs = args.iamServiceAccount ?? {};
  const accountId = said.accountId ?? serviceAccountId(name, name);
  const made = new Account(`${name}-account`, { ...said, accountId }, options);
  const project = said.project ?? ofProvider;
  if (project === undefined) return { email: made.email, made };
  if (!isLeaf(accountId) && !isLeaf(project)) {
    return { made, email: knownOutput(made, serviceAccountEmail(accountId as string, project as string)) };
  }
  const later = all([accountId, project]).apply(([id, found]) => output(found ? serviceAccountEmail(id, found) : made.email));
  return { made, email: made.urn.apply(() => later) };
}

/** Its e-mail says the project that it was made in. */
function projectOfAccount({ email }: Account): Output<string> {
  return email.apply((known) => serviceAccountProject(known) ?? '');
}

/** What stands for the project where there is none. Where something needs it, that is a problem. */
function noProject(args: WorkloadIdentityArgs, name: string): string {
  const problems = new ProblemList();
  checkProjectSaid(args, name, problems);
  problems.throwIfAny();
  return '';
}

function poolOf(project: Input<string>): Input<string> {
  return typeof project === 'string' ? `${project}.svc.id.goog` : output(project).apply((id) => `${id}.svc.id.goog`);
}

/** The roles as core says them. How many there are depends on no value that comes later. */
function rolesOf(args: WorkloadIdentityArgs, parts: Parts, name: string): readonly LaterRole[] {
  const tree = { ...parts, databaseProjects: args.auth === undefined ? [] : parts.databaseProjects };
  const read = (plain: unknown): unknown => {
    const { databaseProjects, telemetryProject, ...said } = plain as PlainParts;
    const { email, ...kubernetes } = said;
    // Built-in authentication has no roles of its own; one project that is left out again stands for none.
    const projects = databaseProjects.length > 0 ? databaseProjects : ['no-database'];
    const identity = { ...(args.form && { form: args.form }), ...kubernetes, ...(email !== undefined && { iamServiceAccount: email }) };
    const instances = Object.fromEntries(projects.map((project, index) => [`i${index}`, instanceIn(project)]));
    const connection = Connection.of({
      auth: args.auth ?? 'built-in',
      databaseName: 'postgres',
      ...(args.auth !== 'iam' && { databaseUser: 'postgres' }),
      instances,
      identity,
    } as Parameters<typeof Connection.of>[0]);
    const found = requiredRoles(connection, telemetryProject === undefined ? {} : { telemetryProject });
    return found.flatMap((one) => {
      const on = one.target.kind === 'project' ? one.target.project : accountName(one.target.email);
      if (on === 'no-database') return [];
      const member = roleMember(one.holder, { workloadPoolProjectNumber: '0', ...kubernetes });
      return [{ role: one.role, member, target: { kind: one.target.kind, of: on }, isAtDatabase: isAtDatabase(one.role) }];
    });
  };
  const compute = (plain: unknown): unknown =>
    withRenamedPaths(
      () => read(plain),
      (path) => identityPath(path, args, name),
    );
  const problems = new ProblemList();
  problems.add(...knownProblems(tree, compute, partKind));
  problems.throwIfAny();
  return lift(tree, compute, partKind) as readonly LaterRole[];
}

const isAtDatabase = (role: string): boolean =>
  roleTable.some(({ name, grantedOn }) => name === role && grantedOn === 'the project of the database');

const instanceIn = (project: string): string => `projects/${project}/locations/us-central1/clusters/any/instances/any`;

/** The full name of an IAM service account, which its own roles are granted on. */
function accountName(email: string): string {
  return `projects/${serviceAccountProject(email) ?? '-'}/serviceAccounts/${email}`;
}

function memberOf({ email, workloadPoolProjectNumber = '0', ...subject }: PlainParts): string {
  const holder = email === undefined ? ({ kind: 'kubernetes-principal' } as const) : ({ kind: 'iam-service-account', email } as const);
  return roleMember(holder, { ...subject, workloadPoolProjectNumber });
}

/** Named by the role alone, and by its number where the same role is granted in a further project. */
function roleName(name: string, { role }: LaterRole, before: readonly LaterRole[]): string {
  const same = before.filter((other) => other.role === role).length;
  return `${name}-${role.replace(/^roles\//, '').replace(/\./g, '-')}${same === 0 ? '' : `-${same}`}`;
}

function kubernetesAccountOf(
  options: CustomResourceOptions,
  name: string,
  args: WorkloadIdentityArgs,
  parts: Parts,
  annotation: Readonly<Record<string, Input<string>>>,
): ServiceAccount | ServiceAccountPatch | undefined {
  const { kubernetesServiceAccount: said = {}, namespace } = args;
  const metadata = { name: parts.kubernetesServiceAccount, namespace };
  if (args.existingKubernetesServiceAccount !== undefined) {
    const isLinked = Object.keys(annotation).length > 0 && (args.annotateExisting ?? true);
    if (!isLinked) return undefined;
    return new ServiceAccountPatch(`${name}-annotation`, { metadata: { ...metadata, annotations: annotation } }, options);
  }
  const annotations = said.annotations === undefined ? annotation : output(said.annotations).apply((own) => ({ ...own, ...annotation }));
  const { imagePullSecrets } = said;
  return new ServiceAccount(
    `${name}-service-account`,
    {
      metadata: { ...metadata, annotations, ...(said.labels !== undefined && { labels: said.labels }) },
      automountServiceAccountToken: said.automountServiceAccountToken ?? false,
      ...(imagePullSecrets !== undefined && {
        imagePullSecrets: output(imagePullSecrets).apply((secrets) => secrets.map((secret) => ({ name: secret }))),
      }),
    },
    options,
  );
}
