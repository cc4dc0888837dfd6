import {
  type Connection,
  type FieldsOf,
  type OrganisationDefaults,
  organisationFields,
  ProblemList,
  readAnnotations,
  readBoolean,
  readConnectionObject,
  readFields,
  readLabels,
} from '@alloydb-gke/core';
import { problem } from './cdk8s-codes';
import { throwIfAny } from './construct-error';
import type { WorkloadIdentityProps } from './workload-identity';

/** The fields of a workload identity, with what each means. */
const identityFields: FieldsOf<WorkloadIdentityProps> = {
  connection: { meaning: 'a Connection, made with Connection.of({ … }) or Connection.parse(document)', required: true },
  adopt: { meaning: 'true or false' },
  annotations: { meaning: 'further annotations' },
  labels: { meaning: 'further labels' },
  automountServiceAccountToken: { meaning: 'true or false' },
  defaults: { meaning: 'what the organisation says' },
};

/** What would change an adopted service account. */
const changes = ['annotations', 'labels', 'automountServiceAccountToken'] as const;

/** A workload identity with everything read. */
export interface IdentityPlan {
  readonly connection: Connection;
  readonly isAdopted: boolean;
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly automountServiceAccountToken: boolean;
  readonly defaults: OrganisationDefaults | undefined;
}

/** @throws ConstructError with every problem at once */
export function readIdentityProps(props: unknown, path: string): IdentityPlan {
  const problems = new ProblemList();
  const fields = readFields(props, path, identityFields, problems) ?? {};
  const connection = readConnectionObject(fields['connection'], `${path}.connection`, problems);
  const isAdopted = readBoolean(fields['adopt'], `${path}.adopt`, problems) ?? false;
  const defaults = readDefaults(fields['defaults'], `${path}.defaults`, problems);
  const plan = {
    connection,
    isAdopted,
    annotations: readAnnotations(fields['annotations'], `${path}.annotations`, problems) ?? {},
    labels: { ...defaults?.labels, ...readLabels(fields['labels'], `${path}.labels`, problems) },
    automountServiceAccountToken:
      readBoolean(fields['automountServiceAccountToken'], `${path}.automountServiceAccountToken`, problems) ?? false,
    defaults,
  };
  if (isAdopted && connection) {
    const name = connection.identity.kubernetesServiceAccount;
    const set = changes.filter((field) => fields[field] !== undefined);
    problems.add(...set.map((field) => problem('service-account-adopted', path, { name, field })));
  }
  throwIfAny(problems.all);
  return plan as IdentityPlan;
}

/** Reads what the constructs need of the organisation's words. The proxy reads the rest. */
export function readDefaults(value: unknown, path: string, problems: ProblemList): OrganisationDefaults | undefined {
  if (value === undefined) return undefined;
  const defaults = readFields(value, path, organisationFields, problems);
  readLabels(defaults?.['labels'], `${path}.labels`, problems);
  return defaults;
}
