import { type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { describe, expect, it } from 'vitest';
import { app, here, pause, proxyOf } from '../proxy-claims/claimed-proxy';
import { type AttendedClient, foreignClients } from '../support/foreign-clients';
import { currentUser } from '../support/query';
import { bothKindsOfUsers, password } from '../support/world';

/** Everything that keeps certificates and renews them. */
const clients: readonly { readonly name: string; readonly here: boolean; attend(emulator: RunningEmulator): Promise<AttendedClient> }[] = [
  {
    name: 'the real Auth Proxy',
    here,
    attend: async (emulator) => {
      const proxy = await proxyOf(emulator);
      return {
        attempt: async () => `connected as ${await currentUser({ ...app, port: proxy.ports[0] ?? 0 })}`,
        [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose](),
      };
    },
  },
  ...foreignClients.map((client) => ({
    name: client.name,
    here: client.here,
    attend: async (emulator: RunningEmulator) => client.attend(emulator, ['--user=app', `--password=${password}`]),
  })),
];

/** Waits until the Admin API has issued so many certificates. */
async function issued(emulator: RunningEmulator, count: number): Promise<void> {
  const soFar = (): number => emulator.log.events.filter(({ message }) => message.startsWith('generateClientCertificate by')).length;
  for (let tries = 0; tries < 450 && soFar() < count; tries += 1) await pause(100);
  expect(soFar()).toBe(count);
}

describe.concurrent('a certificate that is about to end', () => {
  for (const { name, here: isHere, attend } of clients) {
    it.skipIf(!isHere)(`is renewed by ${name} on its own, and the next connection uses the new one`, async () => {
      await using emulator = await startEmulator(bothKindsOfUsers());
      await emulator.faults.on('client-certificate-short');
      await using client = await attend(emulator);
      expect(await client.attempt()).toBe('connected as app');
      // At once, for it ends too soon; and half a minute later, for it does so again.
      await issued(emulator, 2);
      await emulator.faults.off('client-certificate-short');
      // Nobody connects from here on, so that nobody meets the renewal: only a certificate of afterwards is good.
      await emulator.faults.on('certificates-rotated');
      await issued(emulator, 3);
      await pause(500);
      expect(await client.attempt()).toBe('connected as app');
      expect(emulator.log.refusals).toEqual([]);
    });
  }
});
