import { literalValue } from '../application-environment/literal-value';
import type { Connection } from '../connection/connection';
import { annotationDomain } from '../connection/connection-annotations';
import { shortHash } from '../identity/short-hash';
import type { Manifest } from '../kubernetes/manifest';
import { injectProxy } from '../pod-injection/proxy-injector';
import { defineAuthProxy } from '../proxy-container/auth-proxy';
import { psqlContainer } from './psql-container';
import type { DatabaseJobPlan } from './read-database-job';

/** Below the ten minutes that Pulumi waits for a Job: it fails with a reason of its own first. */
const deadlineSeconds = 540;

/** The longest name that leaves room for the hash: pods have the name of their Job in a label. */
const longestPrefix = 54;

/** What a Job does, besides what every Job is. */
export interface JobWork {
  /** Who the Job logs in as. */
  readonly login: Connection;
  /** What the shell does. */
  readonly script: string;
  /** Texts that the script uses, by the names of their variables. */
  readonly texts?: Readonly<Record<string, string>>;
}

/**
 * A Job with psql behind the proxy, a native sidecar, so that the Job completes. A role or a user that is new reaches the
 * instance only after minutes: the Job tries again until then.
 */
export function databaseJob({ path, name, clientImage, run, defaults }: DatabaseJobPlan, { login, script, texts = {} }: JobWork): Manifest {
  const labels = { ...defaults.labels, 'app.kubernetes.io/name': name };
  const env = Object.entries(texts).map(([variable, text]) => ({ name: variable, value: literalValue(text) }));
  const { namespace } = login.identity;
  const job: Manifest = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, labels, ...(namespace !== undefined && { namespace }) },
    spec: {
      activeDeadlineSeconds: deadlineSeconds,
      backoffLimit: 6,
      template: {
        metadata: { ...(run !== undefined && { annotations: { [`${annotationDomain}/run`]: run } }), labels },
        spec: { containers: [psqlContainer(clientImage, literalValue(script), env)], restartPolicy: 'Never' },
      },
    },
  };
  const { labels: _, ...policy } = defaults;
  const proxy = defineAuthProxy(
    { connection: login, defaults: policy, sidecar: 'native', applicationDrainSeconds: 5, containers: ['psql'] },
    path,
  );
  const complete = injectProxy(job, proxy);
  return { ...complete, metadata: { ...complete.metadata, name: databaseJobName(name, complete['spec']) } };
}

/**
 * The name of a Job: a Job cannot be changed, so that one which does something else has another name.
 *
 * @param spec the spec of the whole Job
 */
export function databaseJobName(name: string, spec: unknown): string {
  return `${name.slice(0, longestPrefix).replace(/-+$/, '')}-${shortHash(JSON.stringify([name, spec]))}`;
}
