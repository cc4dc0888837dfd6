import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmulator } from '@alloydb-gke/emulator';
import { runCommand } from '../pod-host/run-command';
import type { StageGround } from '../pod-host/stage-ground';
import { withAddresses } from '../pod-plan/pod-addresses';
import type { PodPlan } from '../pod-plan/pod-plan';
import type { StageSetup } from '../stage/stage';
import { startMetadataRelay } from './metadata-relay';
import { metadataAddress, nodeAddress, placeInstances, podAddress, servicesAddress } from './network-plan';
import { makePrivateHost } from './private-host';

export interface OpenPrivateNetworkOptions {
  readonly setup: StageSetup;
  /** A folder of this machine that is covered with a file system in memory, for this process and its children alone. */
  readonly folder: string;
  readonly clientProgram: string;
  readonly signal: AbortSignal;
}

/** The few devices that programs ask for. */
const devices = ['null', 'zero', 'random', 'urandom'];

/** Furnishes the namespaces that this process is in: addresses, the AlloyDB, the metadata server. */
export async function openPrivateNetwork({ setup, folder, clientProgram, signal }: OpenPrivateNetworkOptions): Promise<StageGround> {
  const { spec, addresses } = placeInstances(setup.cloud);
  await must('mount', ['-t', 'tmpfs', '-o', 'mode=755', 'rehearsal', folder]);
  process.env['TMPDIR'] = folder;
  const own = [metadataAddress, servicesAddress, ...addresses].map((address) => `addr add ${address}/32 dev lo\n`);
  await must('ip', ['-batch', '-'], `link set lo up\n${own.join('')}`);
  const deviceFolder = join(folder, 'dev');
  await mkdir(deviceFolder);
  for (const name of devices) await writeFile(join(deviceFolder, name), '');
  await must('/bin/sh', ['-c', devices.map((name) => `mount --bind /dev/${name} ${join(deviceFolder, name)}`).join(' && ')]);
  const emulator = await startEmulator(spec, { servicesAddress, temporaryFolder: folder, signal });
  const relay = await startMetadataRelay();
  const ground = {
    setup,
    folder,
    devices: deviceFolder,
    certificateAuthorityFile: emulator.addresses.certificateAuthorityFile,
    clientProgram,
  };
  let pods = 0;
  return {
    emulator,
    makeHost: async (plan: PodPlan) => {
      const number = pods++;
      const address = podAddress(number);
      const server = emulator.addresses.metadataServers[`${plan.workload.namespace}/${plan.serviceAccount}`];
      if (server !== undefined) relay.know(address, server);
      return makePrivateHost(withAddresses(plan, { pod: address, node: nodeAddress }), number, address, ground);
    },
    close: async () => {
      relay.close();
      await emulator.stop();
    },
  };
}

async function must(program: string, args: readonly string[], input?: string): Promise<void> {
  const { exitCode, output } = await runCommand(program, args, input);
  if (exitCode !== 0) throw new Error(`"${program} ${args.join(' ')}" failed: ${output}`);
}
