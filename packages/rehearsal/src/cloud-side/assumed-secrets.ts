import { shellQuote } from '@alloydb-gke/core';
import type { ManifestSet, ReadManifest } from '../manifests/manifest-set';
import type { PodPlan } from '../pod-plan/pod-plan';
import type { Assumption } from './cloud-side';
import { type MissingKey, missingKeys } from './missing-secrets';
import { proxyUses } from './pod-logins';

/** Secrets that are made up, and what has to be done to have them in the cluster. */
export interface AssumedSecrets {
  readonly manifests: readonly ReadManifest[];
  readonly assumptions: readonly Assumption[];
}

/** What stands behind an assumed login. */
export interface AssumedLogin {
  readonly password: string;
  readonly userOf: (pod: PodPlan) => string;
  readonly database: string;
}

/** Makes the Secrets that pods need and the manifests do not have, each key filled by what its variable is called. */
export function assumedSecrets(set: ManifestSet, pods: readonly PodPlan[], login: AssumedLogin): AssumedSecrets {
  const secrets = new Map<string, { readonly namespace: string; readonly name: string; readonly values: Map<string, string> }>();
  for (const pod of pods) {
    for (const missing of missingKeys(pod, set)) {
      const { namespace } = pod.workload;
      const id = `${namespace}/${missing.secret}`;
      const secret = secrets.get(id) ?? { namespace, name: missing.secret, values: new Map<string, string>() };
      secrets.set(id, secret);
      if (!secret.values.has(missing.key)) secret.values.set(missing.key, valueFor(missing, pod, login));
    }
  }
  const all = [...secrets.values()];
  return {
    manifests: all.map(({ namespace, name, values }) => ({
      manifest: { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, stringData: Object.fromEntries(values) },
      origin: 'assumed',
      namespace,
    })),
    assumptions: all.map(({ namespace, name, values }) => ({
      text: `The namespace ${namespace} has the Secret ${name} with the ${values.size === 1 ? 'key' : 'keys'} ${[...values.keys()].join(', ')}.`,
      commands: [{ kind: 'kubectl', text: createSecret(namespace, name, [...values.keys()]) }],
    })),
  };
}

function valueFor({ variable, key }: MissingKey, pod: PodPlan, { password, userOf, database }: AssumedLogin): string {
  const port = proxyUses(pod)[0]?.port ?? 5432;
  for (const name of [variable, key.toUpperCase().replace(/[^A-Z0-9]/g, '_')]) {
    if (/(URL|URI)$/.test(name))
      return `postgresql://${encodeURIComponent(userOf(pod))}:${password}@127.0.0.1:${port}/${database}?sslmode=disable`;
    if (/(PASSWORD|PASS|PWD)$/.test(name)) return password;
    if (/USER(NAME)?$/.test(name)) return userOf(pod);
    if (/HOST(NAME)?$/.test(name)) return '127.0.0.1';
    if (/PORT$/.test(name)) return String(port);
    if (/(DATABASE|DB_?NAME|DB)$/.test(name)) return database;
  }
  return password;
}

/** No value is on a command line, in a history or in a list of processes. */
function createSecret(namespace: string, name: string, keys: readonly string[]): string {
  const create = ['kubectl', 'create', 'secret', 'generic', name, `--namespace=${namespace}`].map(shellQuote).join(' ');
  const [key = ''] = keys;
  if (keys.length === 1) return `IFS= read -rs value && printf %s "$value" | ${create} ${shellQuote(`--from-file=${key}=/dev/stdin`)}`;
  return `${create} --from-env-file=/dev/stdin   # then type ${keys.map((one) => `${one}=…`).join(', ')}, a line each, and Ctrl-D`;
}
