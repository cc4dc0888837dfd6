import { iamDatabaseUser, principalMember, serviceAccountMember, workloadIdentityMember } from '@alloydb-gke/core';
import type { KubernetesServiceAccount } from '../spec/emulator-model';

/** Somebody whom a token speaks for. */
export interface Principal {
  /** Its name in IAM. */
  readonly member: string;
  /** Every name that a binding may call it by, its own first. */
  readonly names: readonly string[];
  /** The e-mail of a service account or a person; a Kubernetes service account of its own has none. */
  readonly email: string | undefined;
}

/** An IAM service account. */
export function serviceAccountPrincipal(email: string): Principal {
  return { member: serviceAccountMember(email), names: [serviceAccountMember(email)], email };
}

/** A person. */
export function userPrincipal(email: string): Principal {
  return { member: `user:${email}`, names: [`user:${email}`], email };
}

/**
 * A Kubernetes service account as itself. Bindings may name it alone, with its namespace, or by the older form that the
 * link of Workload Identity uses.
 * Source: https://cloud.google.com/iam/docs/principal-identifiers
 */
export function kubernetesPrincipal(account: KubernetesServiceAccount, projectNumber: string): Principal {
  const subject = { ...account, kubernetesServiceAccount: account.name };
  const member = principalMember(subject, projectNumber);
  const namespace = member.replace(/^principal:/, 'principalSet:').replace(/\/subject\/.*$/, `/namespace/${account.namespace}`);
  return { member, names: [member, namespace, workloadIdentityMember(subject)], email: undefined };
}

/** The principal that an access token is asked for by its name: `serviceAccount:…`, `user:…`, or an e-mail. */
export function principalNamed(name: string): Principal {
  const [, kind = name.endsWith('.gserviceaccount.com') ? 'serviceAccount' : 'user', email = name] =
    /^(serviceAccount|user):(.*)$/.exec(name) ?? [];
  return kind === 'user' ? userPrincipal(email) : serviceAccountPrincipal(email);
}

/** The database user that a principal logs in as with IAM authentication. A Kubernetes service account of its own has none. */
export function databaseUserOf(principal: Principal): string | undefined {
  return principal.email === undefined ? undefined : iamDatabaseUser(principal.email.toLowerCase());
}
