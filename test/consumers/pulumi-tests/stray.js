// A test that must fail: what is rejected is no input of a resource, so that nobody but the test runner hears of it.
const { startMockedProgram } = require('@alloydb-gke/pulumi/testing');

const test = globalThis.test ?? require('node:test');

test('leaves a promise behind', async () => {
  await startMockedProgram();
  void Promise.reject(new Error('a stray of the test'));
  await new Promise((resolve) => setTimeout(resolve, 20));
});
