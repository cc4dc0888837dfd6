// The emulator in a process of its own, in the network namespace that stands for the cloud. Its parent gets its addresses and every
// refusal, and sends the spec.
import { readFileSync } from 'node:fs';
import { type EmulatorSpec, startEmulator } from '@alloydb-gke/emulator';
import type { CloudMessage } from './cloud-message';

const send = (message: CloudMessage): void => void process.send?.(message);

process.once('message', async ({ spec, servicesAddress }: { readonly spec: EmulatorSpec; readonly servicesAddress: string }) => {
  try {
    const emulator = await startEmulator(spec, { servicesAddress });
    process.on('disconnect', () => void emulator.stop().finally(() => process.exit(0)));
    emulator.log.onEvent((event) => event.repair !== undefined && send({ refusal: event }));
    send({ addresses: emulator.addresses, certificate: readFileSync(emulator.addresses.certificateAuthorityFile, 'utf8') });
    const reason = await emulator.ended;
    if (reason !== undefined) send({ failure: reason });
  } catch (error) {
    send({ failure: error instanceof Error ? error.message : String(error) });
    process.exitCode = 1;
    process.disconnect?.();
  }
});
