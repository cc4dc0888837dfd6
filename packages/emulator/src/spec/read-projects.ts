import { type ProblemList, quote, readFields, readText, serviceAccountEmail } from '@alloydb-gke/core';
import type { Cluster, Project, ServiceAccount } from './emulator-model';
import { projectNumber } from './project-number';
import { orEmpty, readMap, readTexts } from './read-map';
import { readPolicy } from './read-policy';
import { problem } from './spec-codes';

const projectTable = {
  number: { meaning: 'the number of the project' },
  disabledApis: { meaning: 'the APIs that are not enabled' },
  serviceAccounts: { meaning: 'the IAM service accounts by their id' },
  iam: { meaning: 'the bindings of the IAM policy' },
  customRoles: { meaning: 'the custom roles by their id, each a list of permissions' },
} as const;

const serviceAccountTable = { iam: { meaning: 'the bindings of its own IAM policy' } } as const;

const projectId = /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/;

export interface ProjectsAndAccounts {
  readonly projects: ReadonlyMap<string, Project>;
  readonly serviceAccounts: ReadonlyMap<string, ServiceAccount>;
}

/** Reads the projects. The project of a cluster that is not declared exists, with an empty policy. */
export function readProjects(value: unknown, clusters: readonly Cluster[], problems: ProblemList): ProjectsAndAccounts {
  const entries = readMap(value, 'projects', 'projects', problems);
  const customRoles = new Set(entries.flatMap(([id, project]) => Object.keys(customRolesOf(project)).map((role) => roleName(id, role))));
  const projects = new Map<string, Project>();
  const serviceAccounts = new Map<string, ServiceAccount>();
  for (const [id, project] of entries) {
    const path = `projects["${id}"]`;
    if (!projectId.test(id)) problems.add(problem('project-id', path, { value: quote(id) }));
    const fields = readFields(orEmpty(project), path, projectTable, problems) ?? {};
    projects.set(id, readProject(id, fields, path, customRoles, problems));
    for (const account of readAccounts(id, fields['serviceAccounts'], `${path}.serviceAccounts`, customRoles, problems)) {
      serviceAccounts.set(account.email, account);
    }
  }
  for (const { project } of clusters) {
    if (!projects.has(project)) projects.set(project, readProject(project, {}, `projects["${project}"]`, customRoles, problems));
  }
  return { projects, serviceAccounts };
}

function readProject(
  id: string,
  fields: Readonly<Record<string, unknown>>,
  path: string,
  customRoles: ReadonlySet<string>,
  problems: ProblemList,
): Project {
  const number = readText(fields['number'], `${path}.number`, problems) ?? projectNumber(id);
  if (!/^[1-9][0-9]*$/.test(number)) problems.add(problem('project-number', `${path}.number`, { value: quote(number) }));
  const roles = readMap(fields['customRoles'], `${path}.customRoles`, 'custom roles', problems).map(
    ([role, permissions]) => [roleName(id, role), readTexts(permissions, `${path}.customRoles.${role}`, 'permissions', problems)] as const,
  );
  return {
    id,
    number,
    disabledApis: new Set(readTexts(fields['disabledApis'], `${path}.disabledApis`, 'APIs', problems)),
    policy: readPolicy(fields['iam'], `${path}.iam`, customRoles, problems),
    customRoles: new Map(roles),
  };
}

function readAccounts(
  project: string,
  value: unknown,
  path: string,
  customRoles: ReadonlySet<string>,
  problems: ProblemList,
): readonly ServiceAccount[] {
  return readMap(value, path, 'IAM service accounts', problems).map(([id, account]) => {
    const at = `${path}["${id}"]`;
    if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(id)) problems.add(problem('service-account-name', at, { value: quote(id) }));
    const fields = readFields(orEmpty(account), at, serviceAccountTable, problems) ?? {};
    return { email: serviceAccountEmail(id, project), project, policy: readPolicy(fields['iam'], `${at}.iam`, customRoles, problems) };
  });
}

function customRolesOf(project: unknown): object {
  const roles: unknown = typeof project === 'object' && project !== null ? Reflect.get(project, 'customRoles') : undefined;
  return typeof roles === 'object' && roles !== null ? roles : {};
}

function roleName(project: string, id: string): string {
  return `projects/${project}/roles/${id}`;
}
