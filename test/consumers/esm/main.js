import { AuthProxy } from '@alloydb-gke/cdk8s';
import { InstanceUri } from '@alloydb-gke/core';

const uri = InstanceUri.parse('projects/my-project/locations/us-central1/clusters/my-cluster/instances/my-primary');
process.stdout.write(`${uri.instance}, ${typeof AuthProxy}\n`);
