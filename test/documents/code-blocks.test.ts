import { join } from 'node:path';
import * as cdk8sPackage from '@alloydb-gke/cdk8s';
import * as core from '@alloydb-gke/core';
import { ApiObject, App, Chart } from 'cdk8s';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import { type CodeBlock, codeBlocks } from './code-blocks';

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
function complaints(blocks: readonly CodeBlock[]): readonly string[] {
  const folder = join(repositoryFolder, 'test', 'documents');
  const sources = new Map(blocks.map(({ code }, index) => [join(folder, `code-block-${index}.ts`), `${prelude}{\n${code}\n}\n`]));
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    paths: {
      '@alloydb-gke/core': [join(repositoryFolder, 'packages/core/src/index.ts')],
      '@alloydb-gke/cdk8s': [join(repositoryFolder, 'packages/cdk8s/src/index.ts')],
    },
  };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.fileExists = (file) => sources.has(file) || fileExists(file);
  host.readFile = (file) => sources.get(file) ?? readFile(file);
  host.getSourceFile = (file, language, ...rest) => {
    const source = sources.get(file);
    return source === undefined ? getSourceFile(file, language, ...rest) : ts.createSourceFile(file, source, language);
  };
  const program = ts.createProgram([...sources.keys()], options, host);
  return [...sources.keys()].flatMap((file, index) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(file))
      .map(({ messageText }) => `${blocks[index]?.page}:${blocks[index]?.line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`),
  );
}

it('every piece of TypeScript in the guides is accepted by the compiler', { timeout: 120_000 }, () => {
  const blocks = codeBlocks('ts');
  expect(blocks.length).toBeGreaterThan(10);
  expect(complaints(blocks)).toEqual([]);
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
const runnable = codeBlocks('ts').filter(({ code }) => !code.includes('Connection.parse'));

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
