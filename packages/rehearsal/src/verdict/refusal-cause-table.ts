import type { CauseCode } from '@alloydb-gke/core';
import type { EventCode } from '@alloydb-gke/emulator';

/** What a refusal of the emulator is a sign of; undefined for an event that is no refusal. */
export const causesOfEvents: Readonly<Record<EventCode, CauseCode | undefined>> = {
  started: undefined,
  stopped: undefined,
  'condition-not-evaluated': undefined,
  'member-not-evaluated': undefined,
  'api-called': undefined,
  'addresses-given': undefined,
  'token-issued': undefined,
  'client-connected': undefined,
  'client-logged-in': undefined,
  'client-gone': undefined,
  'fault-on': undefined,
  'fault-off': undefined,
  'postgres-log': undefined,
  'leftovers-removed': undefined,
  'kubernetes-service-account-missing': 'kubernetes-service-account-missing',
  'service-account-missing': 'iam-service-account-missing',
  'workload-identity-binding-missing': 'link-binding-missing',
  'token-missing': 'token-refused',
  'token-unknown': 'token-refused',
  'token-expired': 'token-expired',
  'scope-missing': 'scope-missing',
  'api-disabled': 'api-not-enabled',
  'cluster-missing': 'cluster-missing',
  'instance-missing': 'instance-missing',
  'condition-in-the-way': 'condition-in-the-way',
  'custom-role-incomplete': 'custom-role-incomplete',
  'project-number-differs': 'project-number-differs',
  'annotation-missing': 'annotation-missing',
  'permission-missing': 'role-missing',
  'client-certificate-refused': 'client-certificate-refused',
  'connectors-required': 'connectors-required',
  'iam-authentication-off': 'iam-authentication-off',
  'no-user-for-principal': 'principal-cannot-log-in',
  'not-the-own-user': 'wrong-database-user',
  'not-an-iam-user': 'database-user-not-iam',
  'database-user-missing': 'database-user-missing',
  'password-not-a-token': 'automatic-iam-authentication-missing',
  'password-wrong': 'password-wrong',
  'database-missing': 'database-missing',
  'grant-missing': 'grant-missing',
  'write-on-read-pool': 'read-pool-written',
  'too-many-connections': 'server-connections-used-up',
  'disk-full': 'database-ended',
  'postgres-ended': 'database-ended',
};

/** Refusals of a login by the database itself. Their order in the table is that of the questions that are asked. */
export const databaseEvents: readonly EventCode[] = [
  'iam-authentication-off',
  'no-user-for-principal',
  'not-the-own-user',
  'not-an-iam-user',
  'database-user-missing',
  'password-not-a-token',
  'password-wrong',
  'database-missing',
  'too-many-connections',
];

/** Refusals once a client is logged in. */
export const privilegeEvents: readonly EventCode[] = ['grant-missing', 'write-on-read-pool'];

/** Refusals before a client is heard by the database. What is asked first comes first, and the reason before what follows from it. */
export const accessEvents: readonly EventCode[] = [
  'kubernetes-service-account-missing',
  'service-account-missing',
  'workload-identity-binding-missing',
  'token-expired',
  'token-missing',
  'token-unknown',
  'scope-missing',
  'api-disabled',
  'condition-in-the-way',
  'custom-role-incomplete',
  'project-number-differs',
  'annotation-missing',
  'permission-missing',
  'cluster-missing',
  'instance-missing',
  'client-certificate-refused',
  'connectors-required',
  'disk-full',
  'postgres-ended',
];
