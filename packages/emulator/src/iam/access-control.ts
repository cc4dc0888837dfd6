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
      /** Predefined roles that would grant it, the one that a connection needs first. */
      readonly roles: readonly string[];
      /** Bindings that would grant it and have a condition, which is not evaluated. */
      readonly conditional: readonly PolicyBinding[];
    };

/** Evaluates the IAM policies of a spec: project and service account, predefined and custom roles. Conditions grant nothing. */
export class AccessControl {
  readonly #model: EmulatorModel;

  constructor(model: EmulatorModel) {
    this.#model = model;
  }

  decide(principal: Principal, permission: string, resource: Resource): Decision {
    const granting = this.#policiesAt(resource)
      .flat()
      .filter(({ role, members }) => members.some((name) => principal.names.includes(name)) && this.#has(role, permission));
    const unconditional = granting.find(({ condition }) => condition === undefined);
    if (unconditional) return { granted: true, role: unconditional.role };
    return { granted: false, permission, resource, roles: rolesWith(permission), conditional: granting };
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
    const policies = [...this.#model.projects.values(), ...this.#model.serviceAccounts.values()].map(({ policy }) => policy);
    return policies.flat().filter(({ condition }) => condition !== undefined);
  }

  /** A policy holds for what is below it: what a project grants holds for its service accounts. */
  #policiesAt(resource: Resource): readonly (readonly PolicyBinding[])[] {
    if ('project' in resource) return [this.project(resource.project)?.policy ?? []];
    const account = this.serviceAccount(resource.serviceAccount);
    return account ? [account.policy, this.project(account.project)?.policy ?? []] : [];
  }

  #has(role: string, permission: string): boolean {
    const [, project = ''] = /^projects\/(.+)\/roles\/[^/]+$/.exec(role) ?? [];
    return holds(permissionsOf(role) ?? this.project(project)?.customRoles.get(role) ?? [], permission);
  }
}
