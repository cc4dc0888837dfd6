import { describe, expect, it } from 'vitest';
import { Connection } from '../connection/connection';
import { connectionTestJob } from './connection-test-job';

const primary = 'projects/my-project/locations/us-central1/clusters/shop/instances/primary';
const identity = { kubernetesServiceAccount: 'orders', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' };
const connection = Connection.of({ auth: 'iam', databaseName: 'orders', instances: { primary, read: 'read-pool' }, identity });

describe('the Job that tests a connection', () => {
  it('logs in to every instance and reads from it, as the application does', () => {
    const job = connectionTestJob({ name: 'orders-test', connection, defaults: { labels: { team: 'shop' }, sidecar: 'classic' } });
    expect(job).toMatchObject({
      kind: 'Job',
      metadata: { labels: { team: 'shop', 'app.kubernetes.io/name': 'orders-test' } },
      spec: {
        template: {
          spec: {
            restartPolicy: 'Never',
            serviceAccountName: 'orders',
            initContainers: [{ restartPolicy: 'Always' }],
            containers: [{ name: 'psql', env: expect.arrayContaining([{ name: 'PGUSER', value: 'orders@my-project.iam' }]) }],
          },
        },
      },
    });
    const [psql] = (job as never as { spec: { template: { spec: { containers: [{ args: [string] }] } } } }).spec.template.spec.containers;
    expect(psql.args[0].split('\n')).toEqual([
      expect.stringMatching(/^psql .*SELECT 'primary'/),
      expect.stringMatching(/^PGHOST="\$READ_PGHOST" PGPORT="\$READ_PGPORT" psql .*SELECT 'read'/),
    ]);
  });

  it('is refused where it could not log in, and with everything else that is wrong', () => {
    const without = Connection.of({ auth: 'built-in', databaseName: 'orders', databaseUser: 'orders', instances: { primary }, identity });
    expect(() => connectionTestJob({ name: '', connection: without })).toThrow(
      /^2 problems:[\s\S]*options\.name: "" cannot be the name of a Job[\s\S]*options\.connection: The connection has built-in authentication and no passwordSecret: a test could not log in\./,
    );
  });
});
