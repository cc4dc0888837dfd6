import type { WorkloadIdentityArgs } from './workload-identity-args';

/** What of the arguments decides where a value was written. */
type IdentityArgs = Omit<WorkloadIdentityArgs, 'namespace'>;

/** The account that is named, or that is made of what is said of it, or of the component's name. */
const iamAccount = (args: IdentityArgs): string => {
  if (args.existingIamServiceAccount !== undefined) return '.existingIamServiceAccount';
  if (args.iamServiceAccount?.accountId !== undefined) return '.iamServiceAccount.accountId';
  return args.iamServiceAccount === undefined ? '' : '.iamServiceAccount';
};

/** Where a user writes what core reads as a part of a connection. The empty text: it follows from the component's name or project. */
const writtenAt: Readonly<Record<string, (args: IdentityArgs) => string>> = {
  'connection.auth': () => '.auth',
  'connection.databaseUser': iamAccount,
  'connection.identity': () => '',
  'connection.identity.form': () => '.form',
  'connection.identity.namespace': () => '.namespace',
  'connection.identity.kubernetesServiceAccount': (args) => {
    if (args.existingKubernetesServiceAccount !== undefined) return '.existingKubernetesServiceAccount';
    return args.kubernetesServiceAccount?.name === undefined ? '' : '.kubernetesServiceAccount.name';
  },
  'connection.identity.iamServiceAccount': iamAccount,
  'connection.identity.workloadPool': ({ workloadPool }) => (workloadPool === undefined ? '' : '.workloadPool'),
  'connection.identity.workloadPoolProjectNumber': () => '.workloadPoolProjectNumber',
};

/** The path of a problem that core found in the connection of an identity, as its user wrote it. */
export function identityPath(path: string, args: IdentityArgs, name: string): string {
  const [, index] = /^connection\.instances\.i(\d+)/.exec(path) ?? [];
  if (index !== undefined) return args.databaseProjects === undefined ? name : `${name}.databaseProjects[${index}]`;
  return Object.hasOwn(writtenAt, path) ? `${name}${writtenAt[path]?.(args)}` : path.replace(/^connection/, name);
}
