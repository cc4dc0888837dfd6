import { databaseTargets, flagRows } from '@alloydb-gke/core';
import type { CloudSide } from '../cloud-side/cloud-side';
import type { ContainerPlan, PodPlan } from '../pod-plan/pod-plan';

const hidden = '…';

const secretFlags = flagRows.filter(({ secret }) => secret).flatMap(({ name }) => [`--${name}`]);
const secretName = /PASS|PWD|SECRET|TOKEN|CREDENTIAL|(^|_)KEY(_|$)/i;

/** Everything that must not be shown: what comes from Secrets, passwords of users, tokens in arguments. */
export function secretsOf(plans: readonly PodPlan[], { passwords, spec }: CloudSide): readonly string[] {
  const containers = plans.flatMap(({ initContainers, containers: others }) => [...initContainers, ...others]);
  const users = Object.values(spec.clusters).flatMap(({ users: all = {} }) => Object.values(all));
  const files = plans.flatMap((plan) => passwordFiles(plan));
  const found = [
    ...containers.flatMap(secretsIn),
    ...files,
    ...Object.values(passwords),
    ...users.flatMap((user) => (user.auth === 'built-in' ? [user.password] : [])),
  ];
  const names = publicNames(plans, spec.clusters);
  return [...new Set(found.map((secret) => secret.trim()).filter((secret) => secret !== '' && !names.has(secret)))];
}

/** Who takes a name for a password cannot have it hidden: every command needs the name. */
function publicNames(plans: readonly PodPlan[], clusters: CloudSide['spec']['clusters']): ReadonlySet<string> {
  const containers = plans.flatMap(({ initContainers, containers: others }) => [...initContainers, ...others]);
  const targets = containers.flatMap(({ environment }) => databaseTargets(environment));
  return new Set([
    ...plans.flatMap(({ workload, serviceAccount }) => [workload.name, workload.namespace, serviceAccount]),
    ...containers.map(({ name }) => name),
    ...targets.flatMap(({ user, database }) => [user ?? '', database ?? '']),
    ...Object.values(clusters).flatMap(({ users = {}, databases = {} }) => [...Object.keys(users), ...Object.keys(databases)]),
  ]);
}

function secretsIn({
  environment,
  secretVariables,
  commandLine,
  assumedTargets = [],
  unnamedTargets = [],
}: ContainerPlan): readonly string[] {
  const named = Object.entries(environment).flatMap(([name, value]) =>
    secretVariables.includes(name) || (secretName.test(name) && !value.startsWith('/')) ? [value] : [],
  );
  const targets = [...databaseTargets(environment), ...assumedTargets, ...unnamedTargets].flatMap(({ password }) => password ?? []);
  const args = commandLine.flatMap((arg, index) => {
    const [flag = '', ...value] = arg.split('=');
    if (!secretFlags.includes(flag)) return [];
    return value.length > 0 ? [value.join('=')] : [commandLine[index + 1] ?? ''];
  });
  return [...named, ...targets, ...args];
}

/** What lies in the files that a variable for a secret names. */
function passwordFiles({ initContainers, containers, volumes }: PodPlan): readonly string[] {
  return [...initContainers, ...containers].flatMap(({ environment, mounts }) =>
    Object.entries(environment).flatMap(([name, path]) => {
      if (!secretName.test(name) || !path.startsWith('/')) return [];
      const mount = mounts.find(({ mountPath }) => path.startsWith(mountPath));
      const file = path.slice((mount?.mountPath ?? '').length).replace(/^\//, '');
      return volumes.find((volume) => volume.name === mount?.volume)?.files?.[mount?.subPath ?? file] ?? [];
    }),
  );
}

/** Fields that hold a word of ours. */
const ownWords: readonly string[] = ['code', 'result', 'kind', 'cause', 'what', 'version', 'network'];

/** Hides the secrets in everything that is text. */
export function hideSecrets<Value>(value: Value, secrets: readonly string[]): Value {
  const forms = secrets.flatMap(formsOf).sort((left, right) => right.length - left.length);
  return deep(value, forms.map(patternOf)) as Value;
}

function deep(value: unknown, patterns: readonly RegExp[]): unknown {
  if (typeof value === 'string') return patterns.reduce((text, pattern) => text.replace(pattern, hidden), value);
  if (Array.isArray(value)) return value.map((item) => deep(item, patterns));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, ownWords.includes(name) ? field : deep(field, patterns)]));
}

/** A secret as it is, in a URL, in JSON, and as Kubernetes keeps it. */
function formsOf(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [...new Set([secret, encodeURIComponent(secret), json, Buffer.from(secret).toString('base64')])];
}

/** A short secret may be a part of any word: it is hidden where it stands alone. */
function patternOf(form: string): RegExp {
  const exact = form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return form.length >= 6 ? new RegExp(exact, 'g') : new RegExp(`(?<![A-Za-z0-9_-])${exact}(?![A-Za-z0-9_-])`, 'g');
}
