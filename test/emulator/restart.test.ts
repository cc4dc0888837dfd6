import { once } from 'node:events';
import type { EmulatorSpec } from '@alloydb-gke/emulator';
import { describe, expect, it } from 'vitest';
import { app, atLast, here, program } from './proxy-claims/claimed-proxy';
import { type EmulatorProcess, startEmulatorProcess } from './support/emulator-process';
import { freePort } from './support/free-port';
import { currentUser, failure } from './support/query';
import { type RealProxy, startProxy } from './support/real-proxy';
import { footprint, remainsAtLast } from './support/remains';
import { bothKindsOfUsers, clusterName, kubernetesServiceAccount, primary } from './support/world';

/** The same addresses at every start, so that a proxy that was there before finds it again. */
async function withFixedAddresses(address: string): Promise<EmulatorSpec> {
  const spec = bothKindsOfUsers();
  const cluster = spec.clusters[clusterName] ?? { instances: {} };
  const instances = { primary: { ...cluster.instances['primary'], addresses: { PRIVATE: address } } };
  return {
    ...spec,
    ports: { adminApi: await freePort(), metadataServer: await freePort() },
    clusters: { [clusterName]: { ...cluster, instances } },
  };
}

function proxyBefore({ addresses }: EmulatorProcess): Promise<RealProxy> {
  return startProxy({
    program,
    instances: [primary],
    // The certificates of the HTTPS front are new at every start, and a proxy reads them once.
    args: [`--alloydbadmin-api-endpoint=${addresses.adminApi}`],
    environment: { GCE_METADATA_HOST: addresses.metadataServers[kubernetesServiceAccount] ?? '' },
  });
}

async function kill({ child }: EmulatorProcess): Promise<void> {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

describe
  .skipIf(!here || process.platform !== 'linux')
  .concurrent('an emulator that is killed and started again at the same addresses', () => {
    it('has the proxy back after one attempt, if nobody tried meanwhile', async () => {
      const spec = await withFixedAddresses('127.0.91.1');
      const killed = await startEmulatorProcess(spec);
      const left = footprint(killed);
      await using proxy = await proxyBefore(killed);
      const attempt = (): Promise<string> => failure(currentUser({ ...app, port: proxy.ports[0] ?? 0 }));
      expect(await attempt()).toBe('it went well');
      await kill(killed);
      expect(await remainsAtLast(left)).toEqual([]);
      const again = await startEmulatorProcess(spec);
      try {
        // Its certificates are those of an authority that is no more; its token is still good.
        expect(await attempt()).not.toBe('it went well');
        expect(await atLast(attempt, (said) => said === 'it went well'), proxy.log()).toBe('it went well');
      } finally {
        await kill(again);
      }
    });

    it('leaves nothing when it is killed under load, and the load goes on by itself within the half minute of the proxy', async () => {
      const spec = await withFixedAddresses('127.0.91.2');
      const killed = await startEmulatorProcess(spec);
      const left = footprint(killed);
      await using proxy = await proxyBefore(killed);
      const outcomes: string[] = [];
      let going = true;
      const load = Array.from({ length: 4 }, async () => {
        while (going) {
          outcomes.push(await failure(currentUser({ ...app, port: proxy.ports[0] ?? 0 })));
          // A client that is refused at once must not take the machine away from the start.
          if (outcomes.at(-1) !== 'it went well') await new Promise((resolve) => setTimeout(resolve, 100));
        }
      });
      const successes = (): number => outcomes.filter((outcome) => outcome === 'it went well').length;
      try {
        await atLast(successes, (count) => count >= 20);
        await kill(killed);
        expect(await remainsAtLast(left)).toEqual([]);
        await atLast(
          () => outcomes.at(-1),
          (said) => said !== 'it went well',
        );
        const before = successes();
        const again = await startEmulatorProcess(spec);
        try {
          for (let rounds = 0; rounds < 3 && successes() < before + 20; rounds += 1)
            await atLast(successes, (count) => count >= before + 20);
          expect(successes(), proxy.log().slice(-3000)).toBeGreaterThanOrEqual(before + 20);
          expect(outcomes.slice(-10)).toEqual(Array(10).fill('it went well'));
        } finally {
          await kill(again);
        }
      } finally {
        going = false;
        await Promise.all(load);
      }
    });
  });
