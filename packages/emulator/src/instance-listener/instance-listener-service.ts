import type { IpType } from '@alloydb-gke/core';
import { endAtOnce } from '../end-all';
import type { EmulatorContext, Service } from '../service';
import { instancesOf } from '../spec/emulator-model';
import { InstanceListener } from './instance-listener';
import { takeAddresses, type WantedAddress } from './loopback-addresses';

/** The instances as a network sees them: TLS 1.3 with certificates on both sides, at an address for each IP type. */
export const instanceListenerService: Service = {
  name: 'instance-listener',
  start: async (context) => {
    const listeners = context.model.clusters.flatMap((cluster) =>
      instancesOf(cluster).map((instance) => new InstanceListener({ cluster, instance }, context)),
    );
    const stop = async (): Promise<void> => {
      await endAtOnce(listeners.map((listener) => () => listener.close()));
    };
    await takeAddresses({
      wanted: listeners.flatMap(wantedAddresses),
      take: (address, { listener, ipType }) => listener.takeAddress(ipType, address),
      giveBack: (door) => door.close(),
    });
    const direct: string[] = [];
    try {
      // One after another: none is on its way when another fails.
      for (const listener of listeners) direct.push(await listener.open());
    } catch (error) {
      await stop();
      throw error;
    }
    followFaults(listeners, context);
    const instances = listeners.map((listener, index) => [
      listener.place.instance.uri.toString(),
      { byIpType: listener.addresses, direct: direct[index] ?? '' },
    ]);
    return { addresses: { instances: Object.fromEntries(instances) }, stop };
  },
};

function wantedAddresses(
  listener: InstanceListener,
): readonly (WantedAddress & { readonly listener: InstanceListener; readonly ipType: IpType })[] {
  const { uri, ipTypes, addresses } = listener.place.instance;
  return ipTypes.map((ipType) => ({ listener, ipType, instance: uri.toString(), address: addresses[ipType] }));
}

function followFaults(listeners: readonly InstanceListener[], { faults, clock, instanceAuthority, tokens }: EmulatorContext): void {
  faults.onChange(async () => {
    clock.skew((faults.effectAt('clock')?.seconds ?? 0) * 1000);
    for (const listener of listeners) await listener.meetFaults();
  });
  faults.onMoment(({ does }) => {
    if (does === 'expire tokens') tokens.expireAll();
    if (does !== 'rotate certificates') return;
    instanceAuthority.rotate();
    for (const listener of listeners) listener.renewCertificate();
  });
}
