import { Connection, connectionTestJob } from '@alloydb-gke/core';
import { Secret } from '@pulumi/kubernetes/core/v1';
import { output } from '@pulumi/pulumi';
import { beforeEach, describe, expect, it } from 'vitest';
import { ConnectionTest } from './connection-test';
import { type MockedProgram, startMockedProgram } from './testing';
import { unknownOutput } from './unknown-output.fixture';

const connection = Connection.of({
  auth: 'built-in',
  databaseName: 'orders',
  databaseUser: 'orders',
  passwordSecret: { name: 'orders-db', key: 'password' },
  instances: { primary: 'projects/my-project/locations/us-central1/clusters/shop/instances/primary', read: 'read-pool' },
  identity: { kubernetesServiceAccount: 'orders', namespace: 'shop', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' },
});
const { passwordSecret: _, ...withoutPassword } = connection.toJSON() as never as { passwordSecret: object; version: number };

let program: MockedProgram;
beforeEach(async () => {
  program = await startMockedProgram();
});

describe('ConnectionTest', () => {
  it("makes core's Job, after whatever the component waits for", async () => {
    const grants = new Secret('in-place-of-grants', {});
    new ConnectionTest('test', { connection: connection.toJSON(), run: '1' }, { dependsOn: [grants] });
    const component = await program.resource(':ConnectionTest');
    const job = await program.resource('batch/v1:Job');
    expect(job.inputs).toEqual(connectionTestJob({ name: 'test', connection, run: '1' }));
    expect(job).toMatchObject({ name: 'test-job', parent: component.urn, dependsOn: [(await program.resource(':Secret')).urn] });
    expect(component.outputs).toEqual({ jobName: (job.inputs['metadata'] as { name: string }).name });
  });

  it('refuses a connection that a test could not log in with, at once or as soon as that is known', async () => {
    const message = 'test.connection: The connection has built-in authentication and no passwordSecret: a test could not log in.';
    expect(() => new ConnectionTest('test', { connection: withoutPassword as never })).toThrow(message);
    program = await startMockedProgram();
    new ConnectionTest('test', { connection: output(withoutPassword) as never });
    await expect(program.resources()).rejects.toThrow(message);
  });

  it('never fails a preview on what is not known', async () => {
    program = await startMockedProgram({ preview: true });
    new ConnectionTest('test', { connection: unknownOutput(withoutPassword) as never });
    expect((await program.resource(':Job')).unknownInputs).toEqual(['metadata', 'spec']);
  });
});
