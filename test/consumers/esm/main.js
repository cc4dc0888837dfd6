import { createRequire } from 'node:module';
import { AuthProxy } from '@alloydb-gke/cdk8s';
import { InstanceUri } from '@alloydb-gke/core';

const schema = createRequire(import.meta.url)('@alloydb-gke/core/connection.schema.json');
const uri = InstanceUri.parse('projects/my-project/locations/us-central1/clusters/my-cluster/instances/my-primary');
process.stdout.write(`${uri.instance}, ${typeof AuthProxy}, ${typeof schema.properties ?? 'no properties'}\n`);
