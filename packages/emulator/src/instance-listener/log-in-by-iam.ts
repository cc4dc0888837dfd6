import { explainRefusal } from '../iam/explain-refusal';
import { databaseUserOf, type Principal } from '../iam/principal';
import type { EmulatorContext } from '../service';
import { type Cluster, hasIamAuthentication, type Instance } from '../spec/emulator-model';

/** Somebody who wants to log in as a database user with IAM authentication. */
export interface IamLogin {
  readonly principal: Principal;
  /** The database user. */
  readonly user: string;
  readonly cluster: Cluster;
  readonly instance: Instance;
}

/**
 * Whether they may. The log says what is missing: the client hears the same sentence whatever it is.
 * Source of that sentence: https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/issues/384
 */
export function mayLogInByIam(login: IamLogin, context: EmulatorContext): boolean {
  const { principal, user, cluster, instance } = login;
  const { member } = principal;
  const subject = instance.uri.toString();
  const own = databaseUserOf(principal);
  const decision = context.access.decide(principal, 'alloydb.users.login', { project: instance.uri.project });
  const declared = cluster.users.find(({ name }) => name === user);
  let may = true;
  const refuse = (record: () => void): void => {
    record();
    may = false;
  };
  if (!hasIamAuthentication(instance)) refuse(() => context.log.record('iam-authentication-off', subject, { member }));
  if (own === undefined) refuse(() => context.log.record('no-user-for-principal', subject, { member }));
  else if (own !== user) refuse(() => context.log.record('not-the-own-user', subject, { member, user, own }));
  else if (declared === undefined) refuse(() => context.log.record('database-user-missing', subject, { user, auth: 'iam' }));
  else if (declared.auth !== 'iam') refuse(() => context.log.record('not-an-iam-user', subject, { member, user }));
  if (!decision.granted) refuse(() => explainRefusal({ subject, principal, decisions: [decision] }, context));
  return may;
}
