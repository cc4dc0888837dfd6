import { Connection } from '@alloydb-gke/core';
import { describe, expect, it } from 'vitest';
import type { CloudInput } from '../rehearsal-options';
import { namespaceNotes, namespaceOfConnections } from './namespace-of-connections';
import { readManifestObjects } from './read-manifest-objects';

function connection(namespace?: string): Connection {
  return Connection.of({
    auth: 'iam',
    databaseName: 'orders',
    instances: { primary: 'projects/my-project/locations/us-central1/clusters/shop/instances/primary' },
    identity: {
      kubernetesServiceAccount: 'orders',
      iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com',
      ...(namespace !== undefined && { namespace }),
    },
  });
}

const account = (namespace?: string): object => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'orders', ...(namespace !== undefined && { namespace }) },
});

describe('the namespace of manifests that name none', () => {
  it('is that of the connections, where all that name one name the same', () => {
    expect(namespaceOfConnections({ connections: [connection('shop')] })).toBe('shop');
    expect(namespaceOfConnections({ connections: [connection('shop'), connection(), connection('shop')] })).toBe('shop');
  });

  it('is not known otherwise', () => {
    const clouds: readonly CloudInput[] = [
      'assume',
      { spec: { clusters: {} } },
      { connections: [connection()] },
      { connections: [connection('shop'), connection('billing')] },
    ];
    expect(clouds.map(namespaceOfConnections)).toEqual(clouds.map(() => undefined));
  });

  it('is said where there are such manifests', () => {
    expect(namespaceNotes('shop', readManifestObjects([account()]))).toEqual([
      'Manifests that name no namespace are in the namespace "shop", which the connection names.',
    ]);
    expect(namespaceNotes('shop', readManifestObjects([account('shop')]))).toEqual([]);
    expect(namespaceNotes(undefined, readManifestObjects([account()]))).toEqual([]);
  });
});
