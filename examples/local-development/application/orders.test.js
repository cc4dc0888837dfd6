import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { connectDatabases } from './databases.js';
import { Orders } from './orders.js';

const databases = connectDatabases();
const orders = new Orders(databases);
before(() => orders.createTable());
after(() => databases.end());

/** A read pool follows its primary by a moment, here as on Google Cloud. */
async function eventually(check) {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      return await check();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return check();
}

test('an order that was placed on the primary is found through the read pool', async () => {
  const id = await orders.place('ada', 3);
  await eventually(async () => assert.deepEqual(await orders.ofCustomer('ada'), [{ id, amount: 3 }]));
});

test('the read pool takes no order', async () => {
  await assert.rejects(databases.readPool.query("INSERT INTO orders (customer, amount) VALUES ('ada', 1)"), { code: '25006' });
});

test('the application is the IAM database user of its Kubernetes service account', async () => {
  const { rows } = await databases.primary.query('SELECT current_user');
  assert.deepEqual(rows, [{ current_user: 'orders@my-project.iam' }]);
});
