import { describe, expect, it } from 'vitest';
import { Connection } from '../connection/connection';
import { ModelError } from '../errors/model-error';
import { connectorEnvironment } from './connector-environment';

const primary = 'projects/my-project/locations/us-central1/clusters/shop/instances/primary';
const linked = { kubernetesServiceAccount: 'orders', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' };
const instances = { primary, read: 'read-pool', 'read-eu': 'read-pool-eu' };

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ModelError) return error.message;
  }
  throw new Error('it was accepted');
}

describe('the environment of a workload without a proxy', () => {
  it('names what the connector reads', () => {
    expect(connectorEnvironment(Connection.of({ auth: 'iam', databaseName: 'shop', instances, identity: linked })).variables).toEqual([
      { name: 'ALLOYDB_INSTANCE_URI', value: primary },
      { name: 'ALLOYDB_IP_TYPE', value: 'PRIVATE' },
      { name: 'ALLOYDB_AUTH', value: 'iam' },
      { name: 'PGUSER', value: 'orders@my-project.iam' },
      { name: 'PGDATABASE', value: 'shop' },
      { name: 'ALLOYDB_READ_POOL_URI', value: primary.replace('/primary', '/read-pool') },
      { name: 'ALLOYDB_READ_EU_INSTANCE_URI', value: primary.replace('/primary', '/read-pool-eu') },
    ]);
  });

  it('names an instance that is called as what every object inherits', () => {
    const called = Connection.of({ auth: 'iam', databaseName: 'shop', instances: { primary, constructor: 'other' }, identity: linked });
    expect(connectorEnvironment(called).variables.at(-1)).toEqual({
      name: 'ALLOYDB_CONSTRUCTOR_INSTANCE_URI',
      value: primary.replace('/primary', '/other'),
    });
  });

  it('refers to the password of a built-in user', () => {
    const passwordSecret = { name: 'orders-database', key: 'password' };
    const connection = Connection.of({
      auth: 'built-in',
      databaseName: 'shop',
      databaseUser: 'orders',
      passwordSecret,
      instances: { primary },
      identity: linked,
    });
    expect(connectorEnvironment(connection).variables.at(-1)).toEqual({
      name: 'PGPASSWORD',
      valueFrom: { secretKeyRef: { key: 'password', name: 'orders-database' } },
    });
    expect(connectorEnvironment(connection, { password: 'file' }).volumeMounts).toHaveLength(1);
  });

  it('refuses what the connector cannot do, all at once', () => {
    const connection = Connection.of({
      auth: 'built-in',
      databaseName: 'shop',
      databaseUser: 'orders',
      instances: { primary, read: { uri: 'read-pool', ipType: 'PSC' } },
      identity: { ...linked, form: 'impersonated' },
    });
    expect(messageOf(() => connectorEnvironment(connection))).toBe(
      '3 problems:\n' +
        '  - environment.password: With built-in authentication the application needs a password, and the connection names no Secret that holds it. ' +
        'Set passwordSecret of the connection to { name, key }, or set password of the environment to "application" if the application gets its password by itself.\n' +
        '  - connection.identity: The identity has the form "impersonated": the proxy alone acts as "orders@my-project.iam.gserviceaccount.com", ' +
        'and a workload without a proxy cannot. Use the form "linked", or use the Auth Proxy.\n' +
        '  - connection.instances: The instances "primary" (PRIVATE), "read" (PSC) have different IP types, ' +
        'and the variables of the connector hold one for all. Give all instances of the connection the same ipType, or use the Auth Proxy.',
    );
  });
});
