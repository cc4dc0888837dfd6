import assert from 'node:assert/strict';
import { AuthProxy } from '@alloydb-gke/cdk8s';
import { Connection } from '@alloydb-gke/core';
import { ApiObject, App, Chart } from 'cdk8s';
import type { Bench } from './harness/bench';
import { ratio } from './harness/ratio';
import { articleConnection, deploymentSpec } from './workloads';

const count = 1000;
const connection = Connection.of(articleConnection);

/** `count` Deployments with the proxy attached, as YAML. */
function attached(): string {
  const app = new App();
  const chart = new Chart(app, 'shop');
  const proxy = new AuthProxy(chart, 'alloydb', { connection, environment: { prefix: 'DB_' } });
  for (const name of names) proxy.attachTo(deployment(chart, name, deploymentSpec(name)));
  return app.synthYaml();
}

/** The same Deployments with everything that the proxy brings written by hand. */
function handWritten(): string {
  const app = new App();
  const chart = new Chart(app, 'shop');
  for (const name of names) {
    const spec = deploymentSpec(name);
    deployment(chart, name, { ...spec, template: { ...spec.template, spec: podSpec } });
  }
  return app.synthYaml();
}

function deployment(chart: Chart, name: string, spec: object): ApiObject {
  return new ApiObject(chart, name, { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec });
}

const names = Array.from({ length: count }, (_, index) => `app-${index}`);
const podSpec = handWrittenPodSpec();
assert.equal(attached(), handWritten(), 'Both write the same bytes.');

/** The pod's spec as somebody would write it who knows everything that the proxy brings. */
function handWrittenPodSpec(): object {
  const chart = new Chart(new App(), 'shop');
  new AuthProxy(chart, 'alloydb', { connection, environment: { prefix: 'DB_' } }).attachTo(deployment(chart, 'one', deploymentSpec('one')));
  const [manifest] = chart.toJson() as [{ readonly spec: { readonly template: { readonly spec: object } } }];
  return structuredClone(manifest.spec.template.spec);
}

const rows: readonly Bench[] = [
  ratio({
    name: `synthesising ${count} Deployments with the proxy attached / with the sidecar written by hand (same bytes)`,
    goal: 1,
    numerator: () => void attached(),
    denominator: () => void handWritten(),
  }),
];

export default rows;
