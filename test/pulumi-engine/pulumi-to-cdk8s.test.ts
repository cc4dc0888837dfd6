import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPulumiFiles } from '@alloydb-gke/rehearsal';
import { describe, expect } from 'vitest';
import type { EngineRun } from '../support/pulumi-engine/engine-run';
import { unknownValue } from '../support/pulumi-engine/sdk-schema/check-inputs';
import { isEngineMissing, engineTest as it } from './support/engine-test';
import { configure, exampleFolder, exampleProgram, planOf, unknownOf } from './support/example-program';

const example = 'pulumi-to-cdk8s';
const program = exampleProgram(example);

/** The files of a folder, by their names. */
function files(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** What a rehearsal reads of a preview. */
async function rehearsed({ printed }: EngineRun, folder: string): Promise<object> {
  const plan = join(folder, 'plan.json');
  writeFileSync(plan, printed);
  const { resources } = await readPulumiFiles([plan]);
  return Object.fromEntries(resources.map(({ urn, type, inputs }) => [urn, type.startsWith('kubernetes:') ? inputs : type]));
}

describe.skipIf(isEngineMissing)('the example pulumi-to-cdk8s on the real engine', () => {
  it('writes its connections with a preview already, has nothing to change, and is destroyed once it is not protected', async ({
    stack,
  }) => {
    stack.cloud.project = 'my-project';
    const connections = join(stack.folder, 'connections');
    const expected = files(join(exampleFolder(example), 'connections', 'dev'));
    const network = 'projects/my-project/global/networks/apps';
    configure(stack, { 'gcp:project': 'my-project', 'shop:network': network, 'shop:connections': connections });

    const preview = await stack.preview(program, '--json');
    expect([preview.errors, preview.succeeded, stack.cloud.objects]).toEqual([[], true, []]);
    expect(unknownOf(preview, unknownValue)).toEqual([]);
    expect(files(connections)).toEqual(expected);
    const plan = planOf(preview).replaceAll(JSON.stringify(connections), '"connections/dev"');
    await expect(plan).toMatchFileSnapshot(`../rehearsal/pulumi/golden/${example}.json`);

    const made = await stack.up(program);
    expect(made.errors).toEqual([]);
    expect(stack.lost()).toEqual([]);
    const written = Object.entries(expected).map(([name, text]) => [name.replace('.json', ''), JSON.parse(text) as unknown]);
    expect(made.outputs).toEqual({ connections: Object.fromEntries(written) });
    const calls = stack.cloud.takeCalls();
    for (const team of ['orders', 'reports']) {
      const needed = [
        `create ${team}-user`,
        'create alloydb-admin-user',
        'create alloydb-admin-alloydb-databaseUser',
        'create shop-primary',
      ];
      for (const call of needed) {
        expect(calls).toContain(call);
        expect(calls.indexOf(call)).toBeLessThan(calls.indexOf(`create ${team}-grants-job`));
      }
    }

    rmSync(connections, { recursive: true });
    const again = await stack.up(program, '--expect-no-changes');
    expect([again.errors, again.succeeded, stack.cloud.takeCalls()]).toEqual([[], true, []]);
    expect(files(connections)).toEqual(expected);
    const later = await stack.preview(program, '--json', '--show-sames');
    expect(await rehearsed(later, stack.folder)).toEqual(await rehearsed(preview, stack.folder));

    expect((await stack.destroy([])).printed).toContain('protect');
    expect(stack.cloud.takeCalls()).toEqual([]);
    configure(stack, { 'shop:deletionProtection': 'false' });
    expect((await stack.up(program)).errors).toEqual([]);
    expect(stack.cloud.takeCalls()).toEqual(['update shop-cluster']);
    expect((await stack.destroy([])).errors).toEqual([]);
    // Google would refuse to delete the connection for days.
    expect([stack.known(), stack.cloud.objects.map(({ type }) => type)]).toEqual([[], ['gcp:servicenetworking/connection:Connection']]);
  });
});
