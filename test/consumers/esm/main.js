import { createRequire } from 'node:module';
import { AuthProxy } from '@alloydb-gke/cdk8s';
import { exitCodes } from '@alloydb-gke/cli';
import { InstanceUri } from '@alloydb-gke/core';
import { startEmulator } from '@alloydb-gke/emulator';

const schema = createRequire(import.meta.url)('@alloydb-gke/core/connection.schema.json');
const uri = InstanceUri.parse('projects/my-project/locations/us-central1/clusters/my-cluster/instances/my-primary');
const found = [uri.instance, typeof AuthProxy, typeof startEmulator, typeof exitCodes, typeof schema.properties];
process.stdout.write(`${found.join(', ')}\n`);
