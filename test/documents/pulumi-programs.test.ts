import * as pulumiPackage from '@alloydb-gke/pulumi';
import { type MockedProgram, startMockedProgram } from '@alloydb-gke/pulumi/testing';
import * as apps from '@pulumi/kubernetes/apps/v1';
import * as core from '@pulumi/kubernetes/core/v1';
import ts from 'typescript';
import { beforeEach, expect, it } from 'vitest';
import { codeBlocks, isPulumiProgram } from './code-blocks';
import { compilerComplaints } from './compiler-complaints';

const programs = codeBlocks('ts').filter(isPulumiProgram);

/** What the pieces import. */
const modules: Readonly<Record<string, unknown>> = {
  '@alloydb-gke/pulumi': pulumiPackage,
  '@pulumi/kubernetes/apps/v1': apps,
  '@pulumi/kubernetes/core/v1': core,
};

function run(code: string): void {
  const { outputText } = ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS } });
  new Function('require', 'exports', outputText)((name: string) => modules[name], {});
}

let mocked: MockedProgram;
beforeEach(async () => {
  mocked = await startMockedProgram({ preview: true });
});

it('every Pulumi program in the guides is accepted by the compiler', { timeout: 120_000 }, () => {
  expect(programs.length).toBeGreaterThan(0);
  expect(compilerComplaints(programs, (code) => code)).toEqual([]);
});

it.each(programs)('the program at $page:$line can be previewed, with every value of it known', { timeout: 60_000 }, async ({ code }) => {
  run(code);
  const resources = await mocked.resources();
  expect(resources.flatMap(({ name, unknownInputs }) => unknownInputs.map((path) => `${name}: ${path}`))).toEqual([]);
  expect(resources.filter(({ custom }) => custom)).not.toEqual([]);
  for (const { type, inputs } of resources) {
    if (/:(Deployment|Job)$/.test(type)) expect(JSON.stringify(inputs)).toContain('alloydb-auth-proxy');
  }
});
