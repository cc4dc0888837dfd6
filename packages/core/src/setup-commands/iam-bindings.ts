import { type RequiredRole, type RoleTarget, requiredRoles } from '../iam-roles/required-roles';
import { roleMember } from '../iam-roles/role-member';
import { identityForm } from '../identity/identity';
import { serviceAccountProject } from '../identity/service-account-email';
import { commandLine } from './command-line';
import type { SetupPlan } from './setup-plan';
import type { SetupStep } from './setup-step';

const whyLinked: Readonly<Record<'linked' | 'impersonated', string>> = {
  linked:
    'This is one half of the link between the Kubernetes service account and the IAM service account. The annotation of the Kubernetes service account is the other half.',
  impersonated: 'Each identity may make tokens for the next, from the pod to the one that the proxy ends up as.',
};

/** Grants every role that the connection needs. A binding that is there already stays as it is. */
export function iamBindings({ connection, subject, telemetryProject }: SetupPlan): readonly SetupStep[] {
  const roles = requiredRoles(connection, telemetryProject === undefined ? {} : { telemetryProject });
  const bind = (required: RequiredRole): string => binding(required, roleMember(required.holder, subject));
  const onProjects = roles.filter(({ target }) => target.kind === 'project').map(bind);
  const onAccounts = roles.filter(({ target }) => target.kind === 'iam-service-account').map(bind);
  const form = identityForm(connection.identity);
  const reach: SetupStep = {
    title: 'Grant the roles that AlloyDB asks for',
    why: `They are granted in the project of the database, wherever the GKE cluster is.${telemetryProject === undefined ? '' : ' Those for metrics and traces are granted in the project that gets them.'}`,
    commands: onProjects,
  };
  if (form === 'direct') return [reach];
  const title = form === 'linked' ? 'Let the Kubernetes service account act as the IAM service account' : 'Allow the impersonation';
  return [reach, { title, why: whyLinked[form], commands: onAccounts }];
}

/** The command that grants one role, or finds it granted. */
export function binding({ role, target }: { readonly role: string; readonly target: RoleTarget }, member: string): string {
  // Without --condition a project whose policy has conditions makes gcloud ask. Without --format it prints the whole policy.
  const grant = [`--member=${member}`, `--role=${role}`, '--condition=None', '--format=none'];
  if (target.kind === 'project') return commandLine('gcloud', 'projects', 'add-iam-policy-binding', target.project, ...grant);
  const project = serviceAccountProject(target.email);
  const place = project === undefined ? [] : [`--project=${project}`];
  return commandLine('gcloud', 'iam', 'service-accounts', 'add-iam-policy-binding', target.email, ...place, ...grant);
}
