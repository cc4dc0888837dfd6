import { type ConflictRow, conflict, instanceName, once } from './conflict';
import { isLoopback, readIpAddress } from './ip-address';
import { listenersOf } from './listeners';
import { type ProxyInvocation, valueFor } from './proxy-invocation';

const credentials = [
  { option: 'token', flag: '--token' },
  { option: 'credentialsFile', flag: '--credentials-file' },
  { option: 'jsonCredentials', flag: '--json-credentials' },
  { option: 'gcloudAuth', flag: '--gcloud-auth' },
] as const;

/** What is wrong with who connects, and how users log in. */
export const loginConflicts: readonly ConflictRow[] = [
  conflict('credentials-contradiction', (invocation) => {
    const given = credentialsOf(invocation).map(({ flag }) => flag);
    return once(given.length > 1, 'flags', () => ({ flags: `${given.slice(0, -1).join(', ')} and ${given.at(-1)}` }));
  }),
  conflict('impersonation-with-credential', (invocation) => {
    const impersonates = (invocation.flags.impersonateServiceAccount ?? []).length > 0;
    return credentialsOf(invocation).flatMap(({ option, flag }) => once(impersonates, `flags.${option}`, () => ({ flag })));
  }),
  conflict('auth-modes-mixed', (invocation) => {
    if (!hasIamLogin(invocation)) return [];
    return invocation.instances.flatMap((instance, index) => {
      const meant = valueFor(invocation, instance, 'autoIamAuthn') === true;
      return once(!meant, `instances[${index}].flags.autoIamAuthn`, () => ({ instance: instanceName(invocation, index) }));
    });
  }),
  conflict('iam-login-exposed', (invocation) => {
    if (!hasIamLogin(invocation)) return [];
    return listenersOf(invocation).flatMap((listener) => {
      if (listener.network !== 'tcp' || listener.server !== 'database') return [];
      const { address, instance: index = 0 } = listener;
      const groups = readIpAddress(address);
      const at = invocation.instances[index]?.flags.address === undefined ? 'flags.address' : `instances[${index}].flags.address`;
      return once(groups !== undefined && !isLoopback(groups), at, () => ({ instance: instanceName(invocation, index), address }));
    });
  }),
  conflict('endpoint-with-universe-domain', ({ flags }) =>
    once(flags.alloydbadminApiEndpoint !== undefined && flags.universeDomain !== undefined, 'flags', () => ({})),
  ),
];

/** Whether the process logs users in with IAM: on for one instance is on for all. */
export function hasIamLogin({ flags, instances }: ProxyInvocation): boolean {
  return flags.autoIamAuthn === true || instances.some((instance) => instance.flags.autoIamAuthn === true);
}

function credentialsOf({ flags }: ProxyInvocation): readonly (typeof credentials)[number][] {
  return credentials.filter(({ option }) => Boolean(flags[option]));
}
