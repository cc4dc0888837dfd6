import type { EventLog } from '../log/event-log';
import type { EmulatorModel, KubernetesServiceAccount } from '../spec/emulator-model';
import type { AccessControl, Decision, Resource } from './access-control';
import { kubernetesPrincipal, type Principal } from './principal';

/** What somebody was refused. */
export interface Refusal {
  /** Where it happened: an instance URI, the name of a service. */
  readonly subject: string;
  readonly principal: Principal;
  readonly decisions: readonly Extract<Decision, { granted: false }>[];
}

interface Surroundings {
  readonly log: EventLog;
  readonly model: EmulatorModel;
  readonly access: AccessControl;
}

/**
 * Says in the log which role is missing, or which condition is in the way; and where it is a pod without the annotation
 * that was refused, that it has none: the roles may well be those of the IAM service account that it should act as. Or they
 * are its own, and the binding has another number of its project.
 */
export function explainRefusal({ subject, principal, decisions }: Refusal, { log, model, access }: Surroundings): void {
  for (const decision of decisions) explainDecision(subject, principal, decision, log);
  const account = model.kubernetesServiceAccounts.find(
    (one) =>
      one.iamServiceAccount === undefined && kubernetesPrincipal(one, access.projectNumber(poolProject(one))).member === principal.member,
  );
  if (account === undefined) return;
  log.record('annotation-missing', subject, { account: `${account.namespace}/${account.name}`, member: principal.member });
  const other = access.boundNames.find((name) => withoutNumber(name) === withoutNumber(principal.member) && name !== principal.member);
  const project = poolProject(account);
  if (other) log.record('project-number-differs', subject, { member: other, project, number: access.projectNumber(project) });
}

/** Workload identity pools are named with the number of their project. */
function withoutNumber(member: string): string {
  return member.replace(/\/projects\/\d+\//, '/');
}

function explainDecision(subject: string, { member }: Principal, decision: Refusal['decisions'][number], log: EventLog): void {
  const { permission, roles, incomplete, conditional } = decision;
  const resource = resourceName(decision.resource);
  for (const { role, condition } of conditional) {
    log.record('condition-in-the-way', subject, { member, role, resource, condition: condition?.title ?? condition?.expression ?? '' });
  }
  if (conditional.length > 0) return;
  const [usual = `a custom role with ${permission}`] = roles;
  const role = [usual, ...roles.filter((one) => one !== usual && !one.startsWith('roles/'))].join(' or ');
  log.record('permission-missing', subject, { member, permission, resource, role });
  for (const one of incomplete) log.record('custom-role-incomplete', subject, { member, permission, role: one });
}

/** The project that a workload identity pool belongs to. */
export function poolProject({ workloadPool }: KubernetesServiceAccount): string {
  return workloadPool.replace(/\.svc\.id\.goog$/, '');
}

function resourceName(resource: Resource): string {
  return 'project' in resource ? `the project ${resource.project}` : `the IAM service account ${resource.serviceAccount}`;
}
