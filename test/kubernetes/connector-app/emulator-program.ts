// The program of an emulator beside the pods: does what the lines on its standard input say, and ends with them.
import { createInterface } from 'node:readline';
import type { FaultName } from '@alloydb-gke/emulator';
import { startEmulator } from '../../../packages/emulator/src/index';

const tell = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);

async function main(): Promise<void> {
  const { SPEC = '', SERVICES_ADDRESS = '' } = process.env;
  const emulator = await startEmulator(JSON.parse(SPEC), { servicesAddress: SERVICES_ADDRESS });
  tell(emulator.addresses);
  for await (const line of createInterface({ input: process.stdin })) {
    const [command, name] = line.split(' ');
    if (command === 'fault') tell((await emulator.faults.on(name as FaultName)) ?? null);
    else tell(emulator.log.events.filter(({ code }) => code === 'client-connected').length);
  }
  await emulator.stop();
}

void main();
