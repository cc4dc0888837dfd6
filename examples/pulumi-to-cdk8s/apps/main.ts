import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@alloydb-gke/cdk8s';
import { App } from 'cdk8s';
import { OrdersChart } from './orders-chart';
import { ReportsChart } from './reports-chart';

// What the Pulumi program wrote for one of its stacks.
const folder = process.env['CONNECTIONS'] ?? join(__dirname, '..', 'connections', 'dev');
const connectionOf = (team: string): Connection => Connection.parse(readFileSync(join(folder, `${team}.json`), 'utf8'));

const app = new App();
new OrdersChart(app, 'orders', connectionOf('orders'));
new ReportsChart(app, 'reports', connectionOf('reports'));
app.synth();
