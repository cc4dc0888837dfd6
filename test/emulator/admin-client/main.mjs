// Google's admin client: reads everything that the emulator serves, and prints it as JSON; or what it is refused with.
// In a process of its own, for it takes its credentials and its trust from the environment.
import { createRequire } from 'node:module';

const [, , version = '', transport = '', address = '', cluster = '', publicKey = '', what = ''] = process.argv;
const [host = '', port] = address.split(':');
const require = createRequire(import.meta.url);
const { AlloyDBAdminClient } = require('@google-cloud/alloydb')[version];
const client = new AlloyDBAdminClient({
  apiEndpoint: host,
  port: Number(port),
  ...(transport === 'REST' && { fallback: true, protocol: 'http' }),
});

/** @param {Promise<readonly unknown[]>} call */
const first = async (call) => (await call)[0];
/** @param {Promise<readonly unknown[]>} call */
const refusal = (call) => call.then(String, (error) => error.message);

const primary = `${cluster}/instances/primary`;
if (what === 'refusal') {
  // Once, and not again for half a minute where the client would.
  const error = await client.getInstance({ name: primary }, { timeout: 2000, maxRetries: 0 }).then(
    () => ({}),
    (error) => error,
  );
  process.stdout.write(JSON.stringify({ code: error.code, message: error.message, reason: error.reason }));
  process.exit(0);
}
const request = { parent: cluster, publicKey, certDuration: { seconds: 3600 }, useMetadataExchange: true };
const found = {
  info: await first(client.getConnectionInfo({ parent: primary })),
  certificate: await first(client.generateClientCertificate(request)),
  instance: await first(client.getInstance({ name: primary })),
  instances: await first(client.listInstances({ parent: cluster })),
  cluster: await first(client.getCluster({ name: cluster })),
  clusters: await first(client.listClusters({ parent: cluster.replace(/\/locations\/.*/, '/locations/-') })),
  users: await first(client.listUsers({ parent: cluster })),
  missing: await refusal(client.getInstance({ name: `${cluster}/instances/other` })),
};
process.stdout.write(JSON.stringify(found));
process.exit(0);
