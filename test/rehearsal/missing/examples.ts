import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFolder } from '../../../tools/workspace/folders.mjs';
import type { ExampleName } from './world-of-pod';

const example = (path: string): string => join(repositoryFolder, 'examples', path);
const read = (path: string): object => JSON.parse(readFileSync(example(path), 'utf8')) as object;

/** The deployments whose cloud loses something. */
export const examples: readonly ExampleName[] = [
  {
    title: 'the article with IAM authentication',
    files: [example('article/dist/iam')],
    connection: read('article/dist/iam.connection.json'),
  },
  {
    title: 'the article with a password',
    files: [example('article/dist/built-in'), example('article/rehearsal/alloydb-credentials.yaml')],
    connection: read('article/dist/built-in.connection.json'),
  },
  {
    title: 'the smallest example',
    files: [example('smallest/dist')],
    // As examples/smallest/main.ts has it.
    connection: {
      version: 1,
      auth: 'iam',
      databaseName: 'orders',
      instances: { primary: 'projects/my-project/locations/us-central1/clusters/shop/instances/primary', read: 'read-pool' },
      identity: { kubernetesServiceAccount: 'orders', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' },
    },
  },
];
