import type { Manifest } from '@alloydb-gke/core';
import fc from 'fast-check';

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}[a-z0-9]$/);
const text = fc.string({ maxLength: 12 });
/** Fields that this project knows nothing of. */
const foreign = fc.dictionary(
  fc.constantFrom('tolerations', 'nodeSelector', 'dnsPolicy', 'zebra', 'affinity'),
  fc.oneof(text, fc.array(text, { maxLength: 2 }), fc.dictionary(name, text, { maxKeys: 2 })),
  { maxKeys: 3 },
);

const env = fc.uniqueArray(fc.record({ name: fc.stringMatching(/^APP_[A-Z]{1,6}$/), value: text }), {
  selector: (variable) => variable.name,
  maxLength: 3,
});
const containerPort = fc.integer({ min: 8000, max: 8999 }).map((port) => ({ containerPort: port }));

const container = (prefix: string): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .record(
      { name, image: fc.constant('app:1'), env, ports: fc.array(containerPort, { maxLength: 2 }), extra: foreign },
      { requiredKeys: ['name', 'image', 'extra'] },
    )
    .map(({ extra, ...rest }) => ({ ...extra, ...rest, name: `${prefix}${rest.name}` }));

const podSpec = (restartPolicy: readonly (string | undefined)[]): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .record(
      {
        application: container('app-'),
        initContainers: fc.uniqueArray(container('init-'), { selector: (init) => init['name'], maxLength: 2 }),
        restartPolicy: fc.constantFrom(...restartPolicy),
        terminationGracePeriodSeconds: fc.integer({ min: 400, max: 600 }),
        volumes: fc.constant([{ name: 'scratch', emptyDir: {} }]),
        extra: foreign,
      },
      { requiredKeys: ['application', 'extra'] },
    )
    .map(({ application, extra, restartPolicy: policy, ...rest }) => ({
      ...extra,
      ...rest,
      containers: [application],
      ...(policy !== undefined && { restartPolicy: policy }),
    }));

const metadata = fc.record({ name, labels: fc.dictionary(name, name, { maxKeys: 2 }) }, { requiredKeys: ['name'] });

const templated = (apiVersion: string, kind: string, policies: readonly (string | undefined)[]): fc.Arbitrary<Manifest> =>
  fc
    .record({ metadata, inner: metadata, spec: podSpec(policies), replicas: fc.nat(9) })
    .map(({ metadata: own, inner, spec, replicas }) => ({
      apiVersion,
      kind,
      metadata: own,
      spec: { replicas, template: { metadata: inner, spec } },
    }));

const always = [undefined, 'Always'];
const never = ['Never', 'OnFailure'];

/** Workloads of every known kind, with much in them that is none of our business. */
export const workload: fc.Arbitrary<Manifest> = fc.oneof(
  fc
    .record({ metadata, spec: podSpec([...always, ...never]) })
    .map(({ metadata: own, spec }) => ({ apiVersion: 'v1', kind: 'Pod', metadata: own, spec })),
  templated('apps/v1', 'Deployment', always),
  templated('apps/v1', 'StatefulSet', always),
  templated('apps/v1', 'DaemonSet', always),
  templated('apps/v1', 'ReplicaSet', always),
  templated('argoproj.io/v1alpha1', 'Rollout', always),
  templated('batch/v1', 'Job', never),
  fc.record({ metadata, spec: podSpec(never) }).map(({ metadata: own, spec }) => ({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: own,
    spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template: { spec } } } },
  })),
);
