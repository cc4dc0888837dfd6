import { Connection, type ConnectionSpec, type Identity, iamDatabaseUser } from '@alloydb-gke/core';
import { type EmulatorEvent, type EmulatorSpec, specForConnection, startEmulator } from '@alloydb-gke/emulator';
import { describe, expect, it } from 'vitest';
import { runClient } from '../../../packages/rehearsal/src/client/run-client';
import type { Expectation } from '../../../packages/rehearsal/src/verdict/expectation';
import { judgePod } from '../../../packages/rehearsal/src/verdict/judge-pod';
import { application, facts, pod, proxy } from '../../../packages/rehearsal/src/verdict/pod.fixture';
import type { ClientRecord } from '../../../packages/rehearsal/src/verdict/pod-facts';
import { causesOfEvents } from '../../../packages/rehearsal/src/verdict/refusal-cause-table';
import { startProxy } from '../../emulator/support/real-proxy';
import { withoutOne } from '../../emulator/support/without-one';
import { iamServiceAccount, password, primary, readPool } from '../../emulator/support/world';
import { available } from '../../support/availability/available';

const authProxy = available('auth-proxy');
const here = authProxy.here && available('postgresql').here;
const program = authProxy.here ? authProxy.values.program : '';

const account = { kubernetesServiceAccount: 'orders', namespace: 'shop' };
const source = 'pod@my-project.iam.gserviceaccount.com';

interface Way {
  readonly way: string;
  readonly auth: 'iam' | 'built-in';
  readonly identity: Identity;
}

const ways: readonly Way[] = [
  { way: 'IAM authentication with a linked identity', auth: 'iam', identity: { ...account, iamServiceAccount } },
  {
    way: 'IAM authentication with a proxy that impersonates',
    auth: 'iam',
    identity: { ...account, form: 'impersonated', sourceIamServiceAccount: source, iamServiceAccount },
  },
  {
    way: 'built-in authentication with a direct identity',
    auth: 'built-in',
    identity: { ...account, workloadPool: 'my-project.svc.id.goog', workloadPoolProjectNumber: '123456789012' },
  },
];

function specOf({ auth, identity }: Way): EmulatorSpec {
  const spec = { auth, databaseName: 'orders', instances: { primary, read: 'read-pool' }, identity };
  const connection = Connection.of((auth === 'iam' ? spec : { ...spec, databaseUser: 'app' }) as ConnectionSpec);
  return specForConnection(connection, { password, grants: [{ privileges: ['USAGE', 'CREATE'], on: 'SCHEMA public' }] });
}

/** Runs the real proxy and the stand-in for the application on a cloud, and judges what was seen. */
async function rehearseOn(spec: EmulatorSpec, { auth, identity }: Way): Promise<readonly Expectation[]> {
  await using emulator = await startEmulator(spec);
  const args = [
    ...(auth === 'iam' ? ['--auto-iam-authn'] : []),
    ...(identity.form === 'impersonated' ? [`--impersonate-service-account=${iamServiceAccount}`] : []),
  ];
  const environment = spec.kubernetesServiceAccounts?.length ? { ...emulator.environment('shop/orders') } : {};
  await using running = await startProxy({ program, instances: [primary, readPool], args, environment });
  const [port, readPort] = running.ports;
  const variables = {
    DB_HOST: '127.0.0.1',
    DB_PORT: String(port),
    DB_NAME: 'orders',
    DB_USER: auth === 'iam' ? iamDatabaseUser(iamServiceAccount) : 'app',
    ...(auth === 'built-in' && { DB_PASSWORD: password }),
    DB_READ_HOST: '127.0.0.1',
    DB_READ_PORT: String(readPort),
  };
  const plan = pod({
    initContainers: [proxy({ probes: [] }, [...args, `${primary}?port=${port}`, `${readPool}?port=${readPort}`])],
    containers: [application({ environment: variables })],
  });
  const client: ClientRecord[] = [];
  await runClient(
    { container: 'app', role: 'task', drainSeconds: 0 },
    variables,
    (record) => client.push(record),
    new AbortController().signal,
  );
  client.push({ event: 'drain', container: 'app', seconds: 0, operations: 1, failed: 0 });
  const refusals: readonly EmulatorEvent[] = emulator.log.refusals;
  const seen = facts(plan, { client, refusals }, { 'alloydb-auth-proxy': { log: (await running.wholeLog()).trim().split('\n') } });
  return judgePod(plan, { spec, source: 'a test', assumptions: [], manifests: [], passwords: {} }, seen);
}

describe.skipIf(!here).each(ways)('$way', (way) => {
  const complete = specOf(way);

  it('passes with everything that it needs', async () => {
    const expectations = await rehearseOn(complete, way);
    expect(expectations.filter(({ result }) => result !== 'passed')).toEqual([]);
  });

  // That a pod has no Kubernetes service account is seen before it runs.
  const lessons = withoutOne(complete).filter(({ code }) => code !== 'kubernetes-service-account-missing');

  it.each(lessons)(
    'names $missing, once and with its repair, when it is not there',
    { concurrent: true },
    async ({ spec, code, names }) => {
      const failed = (await rehearseOn(spec, way)).filter(({ result }) => result === 'failed');
      expect(failed.map(({ failure }) => failure?.cause)).toEqual([causeOf(code, names)]);
      const commands =
        failed[0]?.failure?.repairs.flatMap(({ kind, text }) => (kind === 'gcloud' || kind === 'kubectl' ? [text] : [])).join('\n') ?? '';
      expect(commands).not.toMatch(
        /\b(PROJECT|MEMBER|ROLE|USER|DATABASE|INSTANCE|CLUSTER|REGION|IAM_SERVICE_ACCOUNT|INSTANCE_TYPE)\b(?!=)/,
      );
    },
  );
});

/** The cause that goes with what the emulator's log must name. */
function causeOf(code: string, names: readonly string[]): string | undefined {
  if (code === 'addresses-given') return 'wrong-ip-type';
  if (names.some((name) => name.includes('serviceAccountTokenCreator'))) return 'impersonation-forbidden';
  return causesOfEvents[code as keyof typeof causesOfEvents];
}
