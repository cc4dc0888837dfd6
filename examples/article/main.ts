import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, YamlOutputType } from 'cdk8s';
import { ArticleChart } from './article-chart';
import { builtIn, iam } from './connections';

// One folder for each chart: dist/built-in and dist/iam.
const app = new App({ yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE });
const charts = [new ArticleChart(app, 'built-in', builtIn), new ArticleChart(app, 'iam', iam)];
app.synth();

for (const { node, setup } of charts) writeFileSync(join(app.outdir, node.id, 'setup.sh'), setup);

// What the rehearsal takes for the cloud: what each connection needs, and nothing else.
for (const [id, connection] of Object.entries({ 'built-in': builtIn, iam })) {
  writeFileSync(join(app.outdir, `${id}.connection.json`), `${JSON.stringify(connection, null, 2)}\n`);
}
