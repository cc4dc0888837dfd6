import type { EmulatorModel, Project, ServiceAccount } from '../spec/emulator-model';
import type { PolicyBinding } from '../spec/emulator-spec';
import { holds, permissionsOf, rolesWith } from './predefined-roles';
import type { Principal } from './principal';

/** What a permission is asked for on. */
export type Resource = { readonly project: string } | { readonly serviceAccount: string };

/** Whether somebody may do something, and by which role or why not. */
export type Decision =
  | { readonly granted: true; readonly role: string }
  | {
      readonly granted: false;
      readonly permission: string;
      readonly resource: Resource;
      /** Roles that would grant it: predefined ones, the one that a connection needs first, then custom ones of the project. */
      readonly roles: readonly string[];
      /** Custom roles that the principal has there, and that lack the permission. */
      readonly incomplete: readonly string[];
      /** Bindings that would grant it and have a condition, which is not evaluated. */
      readonly conditional: readonly PolicyBinding[];
    };

/** Whoever has a token is one of these. */
const everybody: readonly string[] = ['allUsers', 'allAuthenticatedUsers'];

/** Members that stand for others, whom a spec does not name. */
const standsForOthers = /^(group|domain|project(Owner|Editor|Viewer)):/;

const customRole = /^projects\/(.+)\/roles\/[^/]+$/;

/** Evaluates the IAM policies of a spec: project and service account, predefined and custom roles. Conditions grant nothing. */
export class AccessControl {
  readonly #model: EmulatorModel;

  constructor(model: EmulatorModel) {
    this.#model = model;
  }

  decide(principal: Principal, permission: string, resource: Resource): Decision {
    const held = this.#policiesAt(resource)
      .flat()
      .filter(({ members }) => members.some((name) => everybody.includes(name) || principal.names.includes(name)));
    const granting = held.filter(({ role }) => this.#has(role, permission));
    const unconditional = granting.find(({ condition }) => condition === undefined);
    if (unconditional) return { granted: true, role: unconditional.role };
    const incomplete = held.filter((binding) => !granting.includes(binding) && customRole.test(binding.role)).map(({ role }) => role);
    const roles = [...rolesWith(permission), ...this.#customRolesWith(permission, resource)];
    return { granted: false, permission, resource, roles, incomplete, conditional: granting };
  }

  project(id: string): Project | undefined {
    return this.#model.projects.get(id);
  }

  serviceAccount(email: string): ServiceAccount | undefined {
    return this.#model.serviceAccounts.get(email);
  }

  /** The number of a project; of one that is not declared, 0. */
  projectNumber(id: string): string {
    return this.project(id)?.number ?? '0';
  }

  /** Every binding with a condition, for a notice that none is evaluated. */
  get conditionalBindings(): readonly PolicyBinding[] {
    return this.#bindings.filter(({ condition }) => condition !== undefined);
  }

  /** Every member of a binding that is not evaluated, for a notice. */
  get unevaluatedMembers(): readonly { readonly role: string; readonly member: string }[] {
    return this.#bindings.flatMap(({ role, members }) =>
      members.filter((member) => standsForOthers.test(member)).map((member) => ({ role, member })),
    );
  }

  /** Everybody who is named in a binding. */
  get boundNames(): readonly string[] {
    return this.#bindings.flatMap(({ members }) => members);
  }

  get #bindings(): readonly PolicyBinding[] {
    return [...this.#model.projects.values(), ...this.#model.serviceAccounts.values()].flatMap(({ policy }) => policy);
  }

  /** A policy holds for what is below it: what a project grants holds for its service accounts. */
  #policiesAt(resource: Resource): readonly (readonly PolicyBinding[])[] {
    if ('project' in resource) return [this.project(resource.project)?.policy ?? []];
    const account = this.serviceAccount(resource.serviceAccount);
    return account ? [account.policy, this.project(account.project)?.policy ?? []] : [];
  }

  #customRolesWith(permission: string, resource: Resource): readonly string[] {
    const id = 'project' in resource ? resource.project : this.serviceAccount(resource.serviceAccount)?.project;
    const roles = [...(this.project(id ?? '')?.customRoles ?? [])];
    return roles.filter(([, permissions]) => holds(permissions, permission)).map(([role]) => role);
  }

  #has(role: string, permission: string): boolean {
    const [, project = ''] = customRole.exec(role) ?? [];
    return holds(permissionsOf(role) ?? this.project(project)?.customRoles.get(role) ?? [], permission);
  }
}
