import { randomInt } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { startEmulator } from '@alloydb-gke/emulator';
import type { StageGround } from '../pod-host/stage-ground';
import { withAddresses } from '../pod-plan/pod-addresses';
import type { PodPlan } from '../pod-plan/pod-plan';
import { problem } from '../rehearsal-codes';
import { RehearsalError } from '../rehearsal-error';
import type { StageSetup } from '../stage/stage';
import { makeLoopbackHost } from './loopback-host';

export interface OpenLoopbackOptions {
  readonly setup: StageSetup;
  readonly clientProgram: string;
  readonly signal: AbortSignal;
  /** Takes the sentences about what is rewritten. */
  readonly rewrite: (sentence: string) => void;
}

/** A stage without namespaces: each pod has two loopback addresses, and everything that names one is rewritten. */
export async function openLoopback({ setup, clientProgram, signal, rewrite }: OpenLoopbackOptions): Promise<StageGround> {
  const { ports: _, ...cloud } = setup.cloud;
  const emulator = await startEmulator(cloud, { signal });
  rewrite(
    'Google is led to the emulator by variables (GCE_METADATA_HOST, HTTPS_PROXY, SSL_CERT_FILE) in the environment of each Auth Proxy.',
  );
  rewrite('Each Auth Proxy runs as the user of this machine, and sees its files.');
  // The folder of the emulator goes with it, however that ends.
  const runFolder = dirname(emulator.addresses.certificateAuthorityFile);
  const block = `127.${randomInt(16, 250)}`;
  const first = randomInt(0, 128);
  let pods = 0;
  return {
    emulator,
    makeHost: async (plan: PodPlan) => {
      const number = pods++;
      const at = (offset: number): string => `${block}.${first + Math.floor(number / 100)}.${2 * (number % 100) + 20 + offset}`;
      const [loopback, address] = [at(0), at(1)];
      await checkAddress(loopback);
      const folder = join(runFolder, `p${number}`);
      await mkdir(folder, { mode: 0o755 });
      const placed = withAddresses(plan, { pod: address, node: '127.0.0.1' });
      return makeLoopbackHost({ plan: placed, loopback, address, folder, setup, clientProgram, emulator, rewrite });
    },
    close: () => emulator.stop(),
  };
}

function checkAddress(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', () => reject(new RehearsalError(problem('loopback-addresses-missing', 'network', { address }))));
    server.listen(0, address, () => server.close(() => resolve()));
  });
}
