import { createPublicKey, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { type EmulatorSpec, type FaultName, type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import { available } from '../support/availability/available';
import { runClient } from './support/run-client';
import { bothKindsOfUsers, clusterName, iamServiceAccount, iamUser, kubernetesServiceAccount, primary } from './support/world';

const program = join(repositoryFolder, 'test', 'emulator', 'admin-client', 'main.mjs');
const publicKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' }).toString();

/** What the program prints, as far as it is looked at. */
interface Found {
  readonly info: { readonly name: string; readonly ipAddress: string; readonly instanceUid: string };
  readonly certificate: { readonly pemCertificateChain: readonly string[]; readonly caCert: string };
  readonly instance: { readonly databaseFlags: Readonly<Record<string, string>> };
  readonly instances: readonly { readonly name: string; readonly instanceType: string; readonly state: string }[];
  readonly cluster: { readonly name: string; readonly state: string };
  readonly clusters: readonly { readonly name: string }[];
  readonly users: readonly { readonly name: string; readonly userType: string; readonly databaseRoles: readonly string[] }[];
  readonly missing: string;
}

/** What it is refused with, by the codes of gRPC, which it uses over REST too. */
const refusals: readonly { readonly fault: FaultName; readonly code: number; readonly says: RegExp }[] = [
  { fault: 'admin-api-bad-request', code: 3, says: /./ },
  { fault: 'admin-api-unauthenticated', code: 16, says: /authentication/ },
  { fault: 'admin-api-forbidden', code: 7, says: /Permission 'alloydb\.instances\.get' denied/ },
  { fault: 'admin-api-quota', code: 8, says: /./ },
  { fault: 'admin-api-slow', code: 4, says: /exceeded/i },
];

/** The service may read as well: what a connection needs is not enough to list. */
function readable(): EmulatorSpec {
  const spec = bothKindsOfUsers();
  const project = spec.projects?.['my-project'] ?? {};
  const viewer = { role: 'roles/alloydb.viewer', members: [`serviceAccount:${iamServiceAccount}`] };
  return { ...spec, projects: { 'my-project': { ...project, iam: [...(project.iam ?? []), viewer] } } };
}

describe.skipIf(!available('postgresql').here)("Google's admin client", () => {
  let emulator: RunningEmulator;

  beforeAll(async () => {
    emulator = await startEmulator(readable());
  });
  afterEach(() => emulator.faults.clear());
  afterAll(() => emulator?.stop());

  const transports = ['REST', 'gRPC'] as const;
  const combinations = (['v1', 'v1beta', 'v1alpha'] as const).flatMap((version) =>
    transports.map((transport) => [version, transport] as const),
  );

  const run = async (version: string, transport: string, ...what: readonly string[]): Promise<unknown> => {
    const { adminApi, adminApiGrpc = '' } = emulator.addresses;
    const address = transport === 'REST' ? new URL(adminApi).host : adminApiGrpc;
    const args = ['--no-warnings', program, version, transport, address, clusterName, publicKey, ...what];
    return JSON.parse(await runClient(process.execPath, args, emulator.environment(kubernetesServiceAccount)));
  };

  it.concurrent.each(combinations)('reads everything in %s over %s', async (version, transport) => {
    const { instances } = emulator.addresses;
    const found = (await run(version, transport)) as Found;
    expect(found.info).toMatchObject({ name: `${primary}/connectionInfo`, ipAddress: instances[primary]?.byIpType.PRIVATE });
    expectChain(found.certificate);
    expect(found.instance.databaseFlags).toEqual({ 'alloydb.iam_authentication': 'on' });
    expect(found.instances).toMatchObject([{ name: primary, instanceType: 'PRIMARY', state: 'READY' }]);
    expect(found.cluster).toMatchObject({ name: clusterName, state: 'READY' });
    expect(found.clusters).toMatchObject([{ name: clusterName }]);
    expect(found.users).toMatchObject([
      { name: `${clusterName}/users/app`, userType: 'ALLOYDB_BUILT_IN', databaseRoles: [] },
      { name: `${clusterName}/users/${iamUser}`, userType: 'ALLOYDB_IAM_USER', databaseRoles: ['alloydbiamuser'] },
    ]);
    expect(found.missing).toContain(`Resource '${clusterName}/instances/other' was not found.`);
  });

  it.each(refusals.flatMap((refusal) => transports.map((transport) => ({ transport, ...refusal }))))(
    'is told of $fault over $transport',
    async ({ fault, transport, code, says }) => {
      await emulator.faults.on(fault);
      expect(await run('v1', transport, 'refusal')).toMatchObject({ code, message: expect.stringMatching(says) });
    },
  );
});

/** A leaf with the client's key, good for an hour, signed up to the root that is to be trusted. */
function expectChain({ pemCertificateChain, caCert }: Found['certificate']): void {
  const [leaf, intermediate, root] = pemCertificateChain.map((text) => new X509Certificate(text)) as [
    X509Certificate,
    X509Certificate,
    X509Certificate,
  ];
  expect(leaf.publicKey.equals(createPublicKey(publicKey) as KeyObject)).toBe(true);
  expect([leaf.verify(intermediate.publicKey), intermediate.verify(root.publicKey), root.verify(root.publicKey)]).toEqual([
    true,
    true,
    true,
  ]);
  expect(pemCertificateChain[2]).toBe(caCert);
  expect(Math.abs(Date.parse(leaf.validTo) - Date.now() - 3_600_000)).toBeLessThan(30_000);
}
