import { describe, expect, it } from 'vitest';
import { Connection } from './connection';

const primary = 'projects/my-project/locations/us-central1/clusters/shop/instances/primary';
const connection = Connection.of({
  auth: 'built-in',
  databaseName: 'orders, "x" = 1',
  databaseUser: 'orders',
  passwordSecret: { name: 'orders-db', key: 'password' },
  instances: { primary, read: { uri: 'read-pool', ipType: 'PSC' } },
  identity: {
    form: 'impersonated',
    kubernetesServiceAccount: 'orders',
    iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com',
    impersonationChain: ['one@my-project.iam.gserviceaccount.com', 'two@my-project.iam.gserviceaccount.com'],
  },
  server: { maxConnections: 500, managedConnectionPooling: false },
});
const other = Connection.of({
  auth: 'iam',
  databaseName: '5432',
  instances: { primary },
  identity: { kubernetesServiceAccount: 'users', iamServiceAccount: 'users@my-project.iam.gserviceaccount.com' },
});

describe('a connection as annotations', () => {
  it('has one text for each value, under a name of its own', () => {
    expect(connection.toAnnotations('orders')).toMatchObject({
      'orders.alloydb-gke.dev/version': '1',
      'orders.alloydb-gke.dev/instances.read.ipType': 'PSC',
      'orders.alloydb-gke.dev/server.managedConnectionPooling': 'false',
    });
    const texts = Object.values(connection.toAnnotations('orders'));
    expect(texts.every((text) => typeof text === 'string')).toBe(true);
  });

  it('is read back among other annotations, and beside another connection', () => {
    const annotations = { 'argocd.argoproj.io/refresh': 'hard', ...connection.toAnnotations('orders'), ...other.toAnnotations('users') };
    expect(Connection.fromAnnotations(annotations, 'orders')).toEqual(connection);
    expect(Connection.fromAnnotations(annotations, 'users')).toEqual(other);
  });

  it.each<[Record<string, unknown>, string, string]>([
    [{}, 'Orders', 'annotations: "Orders" cannot be the name of a connection in annotations. Use 1 to 63'],
    [{ a: 'b' }, 'orders', 'annotations: No annotation starts with "orders.alloydb-gke.dev/". Give the annotations'],
    [other.toAnnotations('users'), 'orders', 'Names found here: "users".'],
    [{ 'orders.alloydb-gke.dev/version': '1', 'orders.alloydb-gke.dev/instance.primary': primary }, 'orders', 'Did you mean "instances"?'],
    [{ ...other.toAnnotations('orders'), 'orders.alloydb-gke.dev/version': '2' }, 'orders', 'The connection document has version 2'],
    [
      { ...other.toAnnotations('orders'), 'orders.alloydb-gke.dev/server.maxConnections': 'many' },
      'orders',
      'connection.server.maxConnections: "many" is not a whole number',
    ],
    [
      { ...other.toAnnotations('orders'), 'orders.alloydb-gke.dev/server.managedConnectionPooling': 'yes' },
      'orders',
      'connection.server.managedConnectionPooling: "yes" is not true or false.',
    ],
  ])('is refused where it is not right: %j of %s', (annotations, name, message) => {
    expect(() => Connection.fromAnnotations(annotations, name)).toThrow(message);
  });

  it('needs a name that can stand in front of the domain', () => {
    expect(() => connection.toAnnotations('or.ders')).toThrow('name: "or.ders" cannot be the name of a connection in annotations.');
  });
});
