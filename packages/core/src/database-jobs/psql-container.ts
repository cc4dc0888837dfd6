import { instanceInCapitals } from '../application-environment/variable-names';
import { mergeJson } from '../kubernetes/json';
import type { Container, EnvVar } from '../kubernetes/pod';
import { restrictedSecurityContext } from '../kubernetes/restricted-security-context';

/** An image with psql in it, where none is said. */
export const defaultClientImage = 'postgres:17';

/** A container that runs psql in a shell. It writes no files. */
export function psqlContainer(image: string, script: string, env: readonly EnvVar[] = []): Container {
  return {
    args: [script],
    command: ['sh', '-euc'],
    ...(env.length > 0 && { env }),
    image,
    name: 'psql',
    resources: { limits: { memory: '64Mi' }, requests: { cpu: '50m', memory: '64Mi' } },
    securityContext: mergeJson(restrictedSecurityContext, { readOnlyRootFilesystem: true, runAsUser: 65534 }),
  };
}

/** What stands in front of psql so that it goes to an instance: nothing for the default one. */
export function placeOfInstance(instance: string, isDefault: boolean): string {
  const prefix = `${instanceInCapitals(instance)}_`;
  return isDefault ? '' : `PGHOST="$${prefix}PGHOST" PGPORT="$${prefix}PGPORT" `;
}

/** Logs in to one instance and reads from it. Where nobody knows the password, the answer to a login has to do. */
export function loginCommand(instance: string, isDefault: boolean, hasPassword: boolean): string {
  const place = placeOfInstance(instance, isDefault);
  return hasPassword
    ? `${place}psql --no-psqlrc --command="SELECT '${instance}' AS instance, current_user, current_database(), pg_is_in_recovery() AS read_only"`
    : `${place}pg_isready`;
}
