// biome-ignore lint/style/noRestrictedImports: a published entry, which is what is tested here.
import * as schema from '@alloydb-gke/core/connection.schema.json';
import { App } from 'cdk8s';
import { Shop } from './chart';

const app = new App();
new Shop(app, 'shop');
process.stdout.write(`# ${schema.title}\n${app.synthYaml()}`);
