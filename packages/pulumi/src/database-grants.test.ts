import { Connection, grantsJob, ModelError } from '@alloydb-gke/core';
import { Provider } from '@pulumi/kubernetes';
import { Secret } from '@pulumi/kubernetes/core/v1';
import { output } from '@pulumi/pulumi';
import { beforeEach, describe, expect, it } from 'vitest';
import { DatabaseAccess } from './database-access';
import { DatabaseGrants } from './database-grants';
import type { DatabaseGrantsArgs } from './job-args';
import { type MockedProgram, startMockedProgram } from './testing';
import { unknownOutput } from './unknown-output.fixture';

const primary = 'projects/my-project/locations/us-central1/clusters/shop/instances/primary';
const connection = Connection.of({
  auth: 'iam',
  databaseName: 'orders',
  instances: { primary, read: 'read-pool' },
  identity: { kubernetesServiceAccount: 'orders', namespace: 'shop', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' },
});
const administrator = { passwordSecret: { name: 'alloydb-admin', key: 'password' } };

let program: MockedProgram;
beforeEach(async () => {
  program = await startMockedProgram();
});

const make = (args: Partial<DatabaseGrantsArgs> = {}): DatabaseGrants =>
  new DatabaseGrants('grants', { connection: connection.toJSON(), administrator, ...args });
const nameOf = async (): Promise<unknown> => ((await program.resource(':Job')).inputs['metadata'] as { name: unknown }).name;

describe('DatabaseGrants', () => {
  it("makes core's Job, and nothing else", async () => {
    make();
    const component = await program.resource(':DatabaseGrants');
    const job = await program.resource(':Job');
    const { apiVersion: _, kind: __, ...expected } = grantsJob({ name: 'grants', connection, administrator });
    const { apiVersion: ___, kind: ____, ...inputs } = job.inputs;
    expect(inputs).toEqual(expected);
    expect(job).toMatchObject({ type: 'kubernetes:batch/v1:Job', name: 'grants-job', parent: component.urn, secretInputs: [] });
    expect(component.outputs).toEqual({ jobName: expected.metadata?.name });
    expect(await program.resources()).toHaveLength(2);
  });

  it('gives the Job another name where it does something else', async () => {
    make();
    const before = await nameOf();
    program = await startMockedProgram();
    make({ access: 'read-only' });
    expect(await nameOf()).not.toBe(before);
  });

  it('makes the same Job of values that come later', async () => {
    make({ schemas: ['sales'] });
    const { inputs: expected } = await program.resource(':Job');
    program = await startMockedProgram();
    const { identity, databaseName, instances } = connection.toJSON();
    make({
      connection: output({ ...connection.toJSON() }) as never,
      administrator: { passwordSecret: output({ name: 'alloydb-admin', key: 'password' }) },
      schemas: [output('sales')],
      access: output('read-write' as const),
      jobName: output('grants'),
    });
    expect(JSON.stringify((await program.resource(':Job')).inputs)).toBe(JSON.stringify(expected));
    program = await startMockedProgram();
    const later = { ...connection.toJSON(), databaseName: output(databaseName), instances, identity };
    make({ connection: later, schemas: [output('sales')], clientImage: output('postgres:17') });
    expect(JSON.stringify((await program.resource(':Job')).inputs)).toBe(JSON.stringify(expected));
  });

  it('knows the whole Job in a preview of an access that is made in the same program, and runs after its user', async () => {
    program = await startMockedProgram({ preview: true });
    const cluster = { clusterName: primary.replace('/instances/primary', ''), instances: { primary: 'primary' } };
    const orders = new DatabaseAccess('orders', { cluster, auth: 'iam', databaseName: 'orders', namespace: 'shop' });
    const provider = new Provider('gke', {});
    const other = new Secret('admin', {}, { provider });
    new DatabaseGrants('grants', { connection: orders.connection, administrator }, { dependsOn: other, providers: [provider] });
    const job = await program.resource(':Job');
    expect(job.unknownInputs).toEqual([]);
    const needed = [
      await program.resource('alloydb/user:User'),
      await program.resource(':Secret'),
      await program.resource(':ServiceAccount'),
    ];
    expect(job.dependsOn).toEqual(expect.arrayContaining(needed.map(({ urn }) => urn)));
    expect(job.provider).toContain((await program.resource('pulumi:providers:kubernetes')).urn);
  });

  it('never fails a preview on what is not known', async () => {
    program = await startMockedProgram({ preview: true });
    make({ connection: { ...connection.toJSON(), databaseName: unknownOutput('') }, schemas: [unknownOutput('')] });
    expect((await program.resource(':Job')).unknownInputs).toContain('metadata.name');
    program = await startMockedProgram({ preview: true });
    make({ access: unknownOutput('all' as never), schemas: unknownOutput([]) });
    expect((await program.resource(':Job')).unknownInputs).toContain('spec');
  });

  it('goes on without waiting for the Job where that is said', async () => {
    make({ skipAwait: true, jobName: 'first' });
    expect((await program.resource(':Job')).inputs['metadata']).toMatchObject({
      annotations: { 'pulumi.com/skipAwait': 'true' },
      name: expect.stringMatching(/^first-/),
    });
  });

  it.each<[Partial<DatabaseGrantsArgs>, RegExp]>([
    [{ administrator: undefined } as never, /^grants: Nobody is named who may make the grants\./],
    [{ schemas: [], access: 'all' as never }, /^2 problems:[\s\S]*grants\.access[\s\S]*grants\.schemas: No schema is named\./],
    [{ administrator: { passwordSecret: 'hunter2' as never } }, /passwordSecret: What is written here is not a reference to a Secret\./],
    [{ jobName: 'Grants' }, /grants\.name: "Grants" cannot be the name of a Job\./],
  ])('refuses %j', async (args, message) => {
    expect(() => make(args)).toThrow(ModelError);
    expect(() => make(args)).toThrow(message);
    expect(await program.resources()).toHaveLength(1);
  });

  it('says what is wrong with a value that is known only later', async () => {
    make({ schemas: output([]) });
    await expect(program.resources()).rejects.toThrow('grants.schemas: No schema is named.');
  });
});
