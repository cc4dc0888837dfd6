// A user's unit tests of a Pulumi program, the same for every test runner.
const assert = require('node:assert');
const { ModelError } = require('@alloydb-gke/core');
const { AlloyDBCluster, AuthProxy, DatabaseAccess } = require('@alloydb-gke/pulumi');
const { startMockedProgram } = require('@alloydb-gke/pulumi/testing');
const { Deployment } = require('@pulumi/kubernetes/apps/v1');
const { output } = require('@pulumi/pulumi');

const test = globalThis.test ?? require('node:test');

const instances = { primary: 'primary' };
const cluster = { clusterName: 'projects/db-project/locations/us-central1/clusters/shop', instances };
const access = { cluster, auth: 'iam', databaseName: 'orders', namespace: 'shop' };
const labels = { app: 'orders' };
const deployment = (pod) => ({
  spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'orders' }], ...pod } } },
});
const clusterWith = (primary) => new AlloyDBCluster('shop', { location: 'us-central1', privateServiceConnect: true, primary });
const soon = () => new Promise((resolve) => setTimeout(resolve, 20));

test('outputs are as Google would give them, and as the test says', async () => {
  const program = await startMockedProgram({ outputs: ({ type }) => (type.endsWith(':Instance') ? { ipAddress: '10.0.0.9' } : undefined) });
  const { connection } = new DatabaseAccess('orders', access);
  const { transform } = new AuthProxy('proxy', { connection });
  new Deployment('orders', deployment({}), { transforms: [transform] });
  const address = clusterWith({ cpuCount: 4 }).primary.ipAddress;
  assert.equal((await program.resource('alloydb/user:User')).inputs.userId, 'orders@my-project.iam');
  const { template } = (await program.resource(':Deployment')).inputs.spec;
  assert.equal(template.spec.initContainers[0].name, 'alloydb-auth-proxy');
  assert.equal(await new Promise((resolve) => address.apply(resolve)), '10.0.0.9');
});

test('a constructor throws what is wrong at once', async () => {
  const program = await startMockedProgram();
  assert.throws(() => new DatabaseAccess('orders', { ...access, auth: undefined }), ModelError);
  await program.resources();
});

test('what is found wrong later is what the program ends with', async () => {
  const program = await startMockedProgram();
  clusterWith({ cpuCount: output(3) });
  await assert.rejects(program.resources(), /3 is not a number of CPUs/);
});

test('an input that is rejected is what the program ends with', async () => {
  const program = await startMockedProgram();
  new Deployment('orders', { spec: Promise.reject(new Error('no spec')) });
  await assert.rejects(program.resources(), /no spec/);
});

test('so is one that is rejected after a while', async () => {
  const program = await startMockedProgram();
  new Deployment('orders', { spec: soon().then(() => Promise.reject(new Error('no spec yet'))) });
  await assert.rejects(program.resources(), /no spec yet/);
});

test('so is the error of a transform', async () => {
  const program = await startMockedProgram();
  const { connection } = new DatabaseAccess('orders', access);
  const { transform } = new AuthProxy('proxy', { connection });
  new Deployment('orders', deployment({ serviceAccountName: 'other' }), { transforms: [transform] });
  await assert.rejects(program.resources(), /service account/i);
});

test('the program after one that failed has nothing of it', async () => {
  const program = await startMockedProgram({ preview: true });
  clusterWith({ cpuCount: output(4) });
  assert.equal((await program.resources()).length, 3);
});
