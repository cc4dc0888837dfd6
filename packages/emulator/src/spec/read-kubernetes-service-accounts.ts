import { isServiceAccountEmail, type ProblemList, quote, readFields, readText } from '@alloydb-gke/core';
import type { KubernetesServiceAccount } from './emulator-model';
import { readList } from './read-map';
import { problem } from './spec-codes';

const fieldTable = {
  name: { meaning: 'the name of the Kubernetes service account', required: true },
  namespace: { meaning: 'its namespace', required: true },
  workloadPool: { meaning: 'the workload identity pool of its GKE cluster, PROJECT.svc.id.goog', required: true },
  iamServiceAccount: { meaning: 'the e-mail in its annotation iam.gke.io/gcp-service-account' },
} as const;

const kubernetesName = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;

/** Reads the Kubernetes service accounts. Every problem is gathered. */
export function readKubernetesServiceAccounts(value: unknown, problems: ProblemList): readonly KubernetesServiceAccount[] {
  const seen = new Set<string>();
  return readList(value, 'kubernetesServiceAccounts', 'Kubernetes service accounts', problems).map((entry, index) => {
    const path = `kubernetesServiceAccounts[${index}]`;
    const account = readOne(entry, path, problems);
    const key = `${account.namespace}/${account.name}`;
    if (seen.has(key)) problems.add(problem('kubernetes-service-account-twice', path, { value: quote(key) }));
    seen.add(key);
    return account;
  });
}

function readOne(value: unknown, path: string, problems: ProblemList): KubernetesServiceAccount {
  const fields = readFields(value, path, fieldTable, problems) ?? {};
  const checked = (
    field: keyof typeof fieldTable,
    code: 'kubernetes-name' | 'workload-pool-name' | 'annotation-email',
    isRight: (text: string) => boolean,
  ): string | undefined => {
    const text = readText(fields[field], `${path}.${field}`, problems);
    if (text !== undefined && !isRight(text)) problems.add(problem(code, `${path}.${field}`, { value: quote(text) }));
    return text;
  };
  return {
    name: checked('name', 'kubernetes-name', (text) => kubernetesName.test(text)) ?? '',
    namespace: checked('namespace', 'kubernetes-name', (text) => kubernetesName.test(text)) ?? '',
    workloadPool: checked('workloadPool', 'workload-pool-name', (text) => /^[a-z0-9][a-z0-9.:-]*\.svc\.id\.goog$/.test(text)) ?? '',
    iamServiceAccount: checked('iamServiceAccount', 'annotation-email', isServiceAccountEmail),
  };
}
