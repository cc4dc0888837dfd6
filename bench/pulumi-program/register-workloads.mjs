// node register-workloads.mjs with-proxy|plain COUNT: prints the milliseconds of processor time that registering the Deployments takes,
// from the first constructor until every registration has been answered. Needs the build.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

/** @typedef {import('@pulumi/kubernetes').types.input.core.v1.PodSpec} PodSpec */

const requireHere = createRequire(import.meta.url);
/** @type {typeof import('@pulumi/pulumi')} */
const pulumi = requireHere('@pulumi/pulumi');
/** @type {typeof import('@pulumi/kubernetes/apps/v1')} */
const { Deployment } = requireHere('@pulumi/kubernetes/apps/v1');
/** @type {typeof import('@alloydb-gke/pulumi')} */
const { AuthProxy } = requireHere('@alloydb-gke/pulumi');

const [how, count] = process.argv.slice(2);
/** @type {Map<string, unknown>} */
const sent = new Map();
await pulumi.runtime.setMocks({
  newResource: ({ name, inputs }) => {
    sent.set(name, inputs);
    return { id: name, state: inputs };
  },
  call: ({ inputs }) => inputs,
});

const connection = /** @type {const} */ ({
  version: 1,
  auth: 'built-in',
  databaseName: 'myapp',
  databaseUser: 'appuser',
  passwordSecret: { name: 'alloydb-credentials', key: 'password' },
  instances: {
    primary: 'projects/my-project/locations/us-central1/clusters/my-alloydb-cluster/instances/my-primary',
    read: 'projects/my-project/locations/us-central1/clusters/my-alloydb-cluster/instances/my-read-pool',
  },
  identity: { kubernetesServiceAccount: 'alloydb-ksa', iamServiceAccount: 'alloydb-proxy-sa@my-project.iam.gserviceaccount.com' },
});

/** @param {string} name */
function specOf(name) {
  const labels = { app: name };
  const container = {
    name: 'app',
    image: 'gcr.io/my-project/my-app:1.0.0',
    ports: [{ containerPort: 8080 }],
    resources: { requests: { cpu: '250m', memory: '256Mi' } },
  };
  return { replicas: 3, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [container] } } };
}

/** A Deployment with the proxy in its pod. @param {import('@alloydb-gke/pulumi').AuthProxy} proxy @param {string} name */
function withProxy(proxy, name) {
  const { template, ...spec } = specOf(name);
  const pod = { ...template, spec: proxy.podSpec(template.spec) };
  new Deployment(name, { metadata: { name }, spec: { ...spec, template: pod } });
}

/** The pod's spec with the proxy, from a Deployment that nobody counts: what the plain ones have written by hand. */
async function handWritten() {
  withProxy(new AuthProxy('once', { connection }), 'once');
  await settled();
  const { spec } = /** @type {{ spec: { template: { spec: PodSpec } } }} */ (sent.get('once'));
  return structuredClone(spec.template.spec);
}

async function settled() {
  // The SDK has it, and does not export its type.
  const runtime = /** @type {{ waitForRPCs(): Promise<void> }} */ (/** @type {unknown} */ (pulumi.runtime));
  await runtime.waitForRPCs();
}

const podSpec = await handWritten();
const names = Array.from({ length: Number(count) }, (_, index) => `app-${index}`);
const started = process.cpuUsage();
if (how === 'with-proxy') {
  const proxy = new AuthProxy('alloydb', { connection });
  for (const name of names) withProxy(proxy, name);
} else {
  for (const name of names) {
    const spec = specOf(name);
    new Deployment(name, { metadata: { name }, spec: { ...spec, template: { ...spec.template, spec: podSpec } } });
  }
}
await settled();
const { user, system } = process.cpuUsage(started);
const last = /** @type {{ spec: { template: { spec: object } } }} */ (sent.get(names.at(-1) ?? ''));
assert.deepEqual(last.spec.template.spec, podSpec, 'Both send the same inputs.');
process.stdout.write(String((user + system) / 1000));
process.exit(0);
