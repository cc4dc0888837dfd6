import { serviceAccountProject } from '@alloydb-gke/core';
import { type EmulatorSpec, type PolicyBinding, type PolicyCondition, type ProjectSpec, predefinedRoleNames } from '@alloydb-gke/emulator';
import { objectIn, textIn, textsIn } from '../pod-plan/json-fields';
import { isHidden, isUnknown } from './marked-values';
import type { PulumiResource } from './pulumi-resource';
import type { PulumiValues } from './pulumi-values';

const accountType = 'gcp:serviceaccount/account:Account';
const customRoleType = 'gcp:projects/iAMCustomRole:IAMCustomRole';
const onProjects = ['gcp:projects/iAMMember:IAMMember', 'gcp:projects/iAMBinding:IAMBinding'];
const onAccounts = ['gcp:serviceaccount/iAMMember:IAMMember', 'gcp:serviceaccount/iAMBinding:IAMBinding'];

type Projects = NonNullable<EmulatorSpec['projects']>;

/** The IAM of a plan: accounts, who may act as them, and the roles in projects that have to do with databases. */
export function iamOfPlan(values: PulumiValues): Projects {
  const projects = new Projected();
  for (const account of values.ofType(accountType)) {
    const email = values.email(account);
    if (email === undefined) values.missing(account, 'accountId');
    else projects.account(email);
  }
  for (const role of values.ofType(customRoleType)) {
    const [project, id] = [values.project(role), values.text(role, 'roleId')];
    if (project !== undefined && id !== undefined) projects.of(project).customRoles[id] = textsIn(role.inputs['permissions']);
  }
  for (const resource of values.ofType(...onProjects).filter((one) => isKnownRole(one, projects))) {
    const [project, binding] = [values.needed(resource, 'project'), bindingOf(resource, values)];
    if (project !== undefined && binding) projects.of(project).iam.push(binding);
  }
  for (const resource of values.ofType(...onAccounts).filter((one) => isKnownRole(one, projects))) {
    const [email, binding] = [accountOf(resource, values), bindingOf(resource, values)];
    if (email !== undefined && binding) projects.account(email).push(binding);
  }
  return projects.all();
}

/** What is gathered of each project. */
class Projected {
  readonly #projects = new Map<
    string,
    { iam: PolicyBinding[]; customRoles: Record<string, readonly string[]>; accounts: Record<string, PolicyBinding[]> }
  >();

  of(project: string): { iam: PolicyBinding[]; customRoles: Record<string, readonly string[]>; accounts: Record<string, PolicyBinding[]> } {
    const found = this.#projects.get(project) ?? { iam: [], customRoles: {}, accounts: {} };
    this.#projects.set(project, found);
    return found;
  }

  /** The policy of an IAM service account, which is there from now on. */
  account(email: string): PolicyBinding[] {
    const { accounts } = this.of(serviceAccountProject(email) ?? '');
    const id = email.split('@')[0] ?? '';
    accounts[id] ??= [];
    return accounts[id];
  }

  hasRole(name: string): boolean {
    const [, project = '', , id = ''] = name.split('/');
    return Object.hasOwn(this.#projects.get(project)?.customRoles ?? {}, id);
  }

  all(): Projects {
    const numbers = numbersIn([...this.#projects.values()].flatMap(({ iam, accounts }) => [...iam, ...Object.values(accounts).flat()]));
    for (const project of Object.keys(numbers)) this.of(project);
    return Object.fromEntries(
      [...this.#projects]
        .filter(([project]) => project !== '')
        .map(([project, { iam, customRoles, accounts }]): [string, ProjectSpec] => [
          project,
          {
            ...(numbers[project] !== undefined && { number: numbers[project] }),
            serviceAccounts: Object.fromEntries(Object.entries(accounts).map(([id, policy]) => [id, { iam: policy }])),
            iam,
            ...(Object.keys(customRoles).length > 0 && { customRoles }),
          },
        ]),
    );
  }
}

/** Numbers of projects stand in the names of Kubernetes service accounts that have roles of their own. */
function numbersIn(bindings: readonly PolicyBinding[]): Readonly<Record<string, string>> {
  const pattern = /projects\/(\d+)\/locations\/global\/workloadIdentityPools\/([^/]+)\.svc\.id\.goog\//;
  const found = bindings.flatMap(({ members }) => members.map((member) => pattern.exec(member)));
  return Object.fromEntries(found.flatMap((match) => (match ? [[match[2] ?? '', match[1] ?? '']] : [])));
}

/** Of other roles nothing is known that would have to do with a database. */
function isKnownRole({ inputs, outputs }: PulumiResource, projects: Projected): boolean {
  const role = textIn(inputs['role'] ?? outputs['role']);
  return role === undefined || isUnknown(role) || predefinedRoleNames.includes(role) || projects.hasRole(role);
}

function bindingOf(resource: PulumiResource, values: PulumiValues): PolicyBinding | undefined {
  const [role, members] = [values.needed(resource, 'role'), membersOf(resource, values)];
  const condition = conditionOf(resource);
  return role === undefined || members.length === 0 ? undefined : { role, members, ...(condition && { condition }) };
}

function membersOf(resource: PulumiResource, values: PulumiValues): readonly string[] {
  const field = 'members' in resource.inputs ? 'members' : 'member';
  const said = resource.inputs[field] ?? resource.outputs[field];
  const members = Array.isArray(said) ? said : [said];
  return members.flatMap((member) => {
    if (typeof member === 'string' && !isUnknown(member) && !isHidden(member)) return [member];
    const email = members.length === 1 ? values.emailFrom(resource, field) : undefined;
    if (email !== undefined) return [`serviceAccount:${email}`];
    values.missing(resource, field, member);
    return [];
  });
}

/** The e-mail in `projects/…/serviceAccounts/EMAIL`. */
function accountOf(resource: PulumiResource, values: PulumiValues): string | undefined {
  const name = values.text(resource, 'serviceAccountId');
  const email = name === undefined ? values.emailFrom(resource, 'serviceAccountId') : name.slice(name.lastIndexOf('/') + 1);
  if (email === undefined) values.missing(resource, 'serviceAccountId');
  return email;
}

function conditionOf({ inputs }: PulumiResource): PolicyCondition | undefined {
  const { expression, title } = objectIn(inputs['condition']);
  return typeof expression === 'string' ? { expression, ...(typeof title === 'string' && { title }) } : undefined;
}
