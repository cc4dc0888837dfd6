import type { Connection } from '../connection/connection';
import type { ImpersonatedIdentity } from '../identity/identity';
import { serviceAccountProject } from '../identity/service-account-email';
import { commandLine, indented } from './command-line';
import type { SetupPlan } from './setup-plan';
import type { SetupStep } from './setup-step';

/** Makes the IAM service accounts that the proxy acts as, on its way and in the end. Accounts that Google made exist already. */
export function iamServiceAccounts({ connection }: SetupPlan): readonly SetupStep[] {
  const commands = iamServiceAccountsOf(connection).flatMap((email) => {
    const project = serviceAccountProject(email);
    return project === undefined ? [] : [createUnlessThere(email, project)];
  });
  if (commands.length === 0) return [];
  return [
    {
      title: commands.length === 1 ? 'Make the IAM service account' : 'Make the IAM service accounts',
      why: 'It is who the proxy is for Google Cloud. A new one is not known everywhere at once, so it takes a moment until the next step.',
      commands,
    },
  ];
}

/** The IAM service accounts of a connection, from the one that the pod is linked to, to the one that the proxy ends up as. */
export function iamServiceAccountsOf({ identity }: Connection): readonly string[] {
  const { sourceIamServiceAccount, impersonationChain = [], iamServiceAccount } = identity as ImpersonatedIdentity;
  const emails: readonly (string | undefined)[] = [sourceIamServiceAccount, ...impersonationChain, iamServiceAccount];
  return [...new Set(emails.filter((email) => email !== undefined))];
}

function createUnlessThere(email: string, project: string): string {
  const [id = ''] = email.split('@');
  const describe = commandLine('gcloud', 'iam', 'service-accounts', 'describe', email, `--project=${project}`);
  const create = commandLine(
    'gcloud',
    'iam',
    'service-accounts',
    'create',
    id,
    `--project=${project}`,
    '--display-name=AlloyDB Auth Proxy',
  );
  return `${describe} >/dev/null 2>&1 || {\n${indented(create)}\n  sleep 15\n}`;
}
