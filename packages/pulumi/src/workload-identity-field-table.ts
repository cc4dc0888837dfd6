import { type ArgsTable, anything } from './known-fields';
import type {
  IamConditionArgs,
  IamServiceAccountArgs,
  KubernetesServiceAccountArgs,
  RoleGrantArgs,
  WorkloadIdentityArgs,
} from './workload-identity-args';

const conditionFields: ArgsTable<IamConditionArgs> = {
  title: { required: 'the title of the condition' },
  expression: { required: 'an expression in the Common Expression Language' },
  description: anything,
};

const roleFields: ArgsTable<RoleGrantArgs> = {
  role: { required: 'as in "roles/storage.objectViewer"' },
  project: anything,
  condition: { fields: conditionFields },
};

const iamServiceAccountFields: ArgsTable<IamServiceAccountArgs> = {
  accountId: anything,
  project: anything,
  displayName: anything,
  description: anything,
  createIgnoreAlreadyExists: anything,
};

const kubernetesServiceAccountFields: ArgsTable<KubernetesServiceAccountArgs> = {
  name: anything,
  annotations: anything,
  labels: anything,
  automountServiceAccountToken: anything,
  imagePullSecrets: anything,
};

/** The fields of an identity, and of its accounts and roles. */
export const identityFields: ArgsTable<WorkloadIdentityArgs> = {
  namespace: { required: 'the namespace of the application' },
  auth: anything,
  databaseProjects: anything,
  form: anything,
  iamServiceAccount: { fields: iamServiceAccountFields },
  existingIamServiceAccount: anything,
  kubernetesServiceAccount: { fields: kubernetesServiceAccountFields },
  existingKubernetesServiceAccount: anything,
  annotateExisting: anything,
  workloadPool: anything,
  workloadPoolProjectNumber: anything,
  roles: { list: roleFields },
  databaseCondition: { fields: conditionFields },
  telemetryProject: anything,
};
