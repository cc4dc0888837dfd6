import * as cdk8sPackage from '@alloydb-gke/cdk8s';
import * as core from '@alloydb-gke/core';
import { ApiObject, App, Chart } from 'cdk8s';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { type CodeBlock, codeBlocks, isPulumiProgram } from './code-blocks';
import { compilerComplaints } from './compiler-complaints';

/** What the pieces of code in guides take for granted. */
const prelude = `
import { readFileSync, writeFileSync } from 'node:fs';
import * as core from '@alloydb-gke/core';
import { AlloyDBApplication, AuthProxy, Connection, type OrganisationDefaults, setupScript, WorkloadIdentity } from '@alloydb-gke/cdk8s';
import { ApiObject, App, Chart, Include } from 'cdk8s';
const { defineAuthProxy, injectProxy } = core;
declare const app: App, chart: Chart, included: Include;
declare const deployment: ApiObject, migrationJob: ApiObject;
declare const connection: Connection, reports: Connection;
declare const proxy: AuthProxy, identity: WorkloadIdentity;
`;

/** What the compiler says of a piece of code, in a block of its own behind the prelude. */
const complaints = (blocks: readonly CodeBlock[]): readonly string[] => compilerComplaints(blocks, (code) => `${prelude}{\n${code}\n}\n`);

/** Pulumi programs have a test of their own. */
const pieces = codeBlocks('ts').filter((block) => !isPulumiProgram(block));

it('every piece of TypeScript in the guides is accepted by the compiler', { timeout: 120_000 }, () => {
  expect(pieces.length).toBeGreaterThan(10);
  expect(complaints(pieces)).toEqual([]);
});

it('an option that does not exist is found', { timeout: 120_000 }, () => {
  const code = "new AuthProxy(chart, 'alloydb', { connection, applicationDrain: 20 });";
  expect(complaints([{ page: 'a-guide.md', line: 3, code }])).toEqual([
    expect.stringContaining("a-guide.md:3: Object literal may only specify known properties, and 'applicationDrain' does not exist"),
  ]);
});

/** What the names of the prelude stand for, new for each piece of code. */
function world(): Readonly<Record<string, unknown>> {
  const app = new App();
  const chart = new Chart(app, 'chart');
  const workload = (id: string, kind: string): ApiObject =>
    new ApiObject(chart, id, {
      apiVersion: 'apps/v1',
      kind,
      spec: { template: { spec: { containers: [{ name: 'app', image: 'app:1.0.0' }] } } },
    });
  const connection = core.Connection.of({
    auth: 'iam',
    databaseName: 'orders',
    instances: { primary: 'projects/my-project/locations/us-central1/clusters/shop/instances/primary' },
    identity: { kubernetesServiceAccount: 'orders', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com', namespace: 'shop' },
  });
  const deployment = workload('deployment', 'Deployment');
  const files = { readFileSync: () => JSON.stringify(deployment.toJson()), writeFileSync: () => undefined };
  const proxy = new cdk8sPackage.AuthProxy(chart, 'proxy', { connection });
  const given = {
    app,
    chart,
    included: chart,
    deployment,
    migrationJob: workload('job', 'Deployment'),
    connection,
    reports: connection,
    proxy,
  };
  return { ...core, ...cdk8sPackage, ApiObject, App, Chart, core, ...files, ...given };
}

/** What reads a connection document is not run: documents have a test of their own. */
const runnable = pieces.filter(({ code }) => !code.includes('Connection.parse'));

it.each(runnable)('the code at $page:$line runs', ({ code }) => {
  const names = world();
  const { outputText } = ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext } });
  // In a block, so that it may have names of its own.
  const run = new Function(...Object.keys(names), `{ ${outputText} }`);
  expect(() => run(...Object.values(names))).not.toThrow();
});

it('every connection document in the guides is one', () => {
  const documents = codeBlocks('json').filter(({ code }) => code.includes('"version"'));
  expect(documents.length).toBeGreaterThan(0);
  for (const { code } of documents) expect(core.Connection.parse(code).databaseName).toBe('orders');
});
