import { describe, expect, it } from 'vitest';
import { takeAddresses, type WantedAddress } from './loopback-addresses';

/** A machine with these addresses, of which some are taken. */
function machine(has: (address: string) => boolean, inUse: readonly string[] = []) {
  const held = new Set(inUse);
  const take = async (address: string): Promise<string> => {
    if (!has(address)) throw Object.assign(new Error('bind EADDRNOTAVAIL'), { code: 'EADDRNOTAVAIL' });
    if (held.has(address)) throw Object.assign(new Error('bind EADDRINUSE'), { code: 'EADDRINUSE' });
    held.add(address);
    return address;
  };
  const giveBack = async (address: string): Promise<void> => {
    held.delete(address);
  };
  return { take, giveBack, held };
}

const wanted = (...addresses: readonly (string | undefined)[]): readonly WantedAddress[] =>
  addresses.map((address, index) => ({ instance: `instance-${index}`, address }));
const addresses = (taken: readonly { readonly address: string }[]): readonly string[] => taken.map(({ address }) => address);

describe('the addresses of instances', () => {
  it('are neighbours in a block of 127.0.0.0/8 on Linux', async () => {
    const taken = addresses(await takeAddresses({ wanted: wanted(undefined, undefined), ...machine(() => true), platform: 'linux' }));
    expect(taken[0]).toMatch(/^127\.\d+\.\d+\.10$/);
    expect(taken[1]).toBe(taken[0]?.replace(/10$/, '11'));
  });

  it('are another block where somebody listens already', async () => {
    let first: string | undefined;
    const { take, giveBack, held } = machine((address) => {
      first ??= address;
      if (address === first) held.add(address);
      return true;
    });
    const taken = addresses(await takeAddresses({ wanted: wanted(undefined), take, giveBack, platform: 'linux' }));
    expect(taken).not.toContain(first);
  });

  it('are those that were asked for, in the order of the instances', async () => {
    const taken = await takeAddresses({ wanted: wanted(undefined, '127.0.0.5', undefined), ...machine(() => true), platform: 'linux' });
    expect(addresses(taken)[1]).toBe('127.0.0.5');
    expect(taken).toHaveLength(3);
  });

  it('are on macOS the aliases that exist, in their order', async () => {
    const aliases = ['127.0.0.11', '127.0.0.12', '127.0.0.13'];
    const mac = machine((address) => aliases.includes(address), ['127.0.0.11']);
    expect(addresses(await takeAddresses({ wanted: wanted(undefined, undefined), ...mac, platform: 'darwin' }))).toEqual([
      '127.0.0.12',
      '127.0.0.13',
    ]);
  });

  it('say on macOS which commands make those that are missing, and give back what was taken', async () => {
    const mac = machine((address) => address === '127.0.0.11');
    await expect(takeAddresses({ wanted: wanted(undefined, undefined, undefined), ...mac, platform: 'darwin' })).rejects.toThrow(
      'This machine has no address 127.0.0.12, which instance-1 needs. Run "sudo ifconfig lo0 alias 127.0.0.12 && sudo ifconfig lo0 alias 127.0.0.13".',
    );
    expect([...mac.held]).toEqual([]);
  });

  it('say on Linux how an address of another network is made', async () => {
    await expect(takeAddresses({ wanted: wanted('192.0.2.1'), ...machine(() => false), platform: 'linux' })).rejects.toThrow(
      'This machine has no address 192.0.2.1, which instance-0 needs. Run "ip address add 192.0.2.1/32 dev lo", or take an address of 127.0.0.0/8, which need no command.',
    );
  });

  it('say that something listens at one that was asked for (address-in-use)', async () => {
    await expect(takeAddresses({ wanted: wanted('127.0.0.5'), ...machine(() => true, ['127.0.0.5']), platform: 'linux' })).rejects.toThrow(
      'Something listens on port 5433 of 127.0.0.5 already, which instance-0 needs. End it, or leave the address out: the emulator then finds a free one, unless that program listens on every address (0.0.0.0 or ::).',
    );
  });

  it('say that there are none left (no-free-address)', async () => {
    const full = { take: () => Promise.reject(Object.assign(new Error(), { code: 'EADDRINUSE' })), giveBack: async () => {} };
    for (const platform of ['linux', 'darwin'] as const) {
      await expect(takeAddresses({ wanted: wanted(undefined), ...full, platform })).rejects.toThrow(
        'Port 5433 of the loopback addresses is taken, and 1 are needed. A program that listens on port 5433 of every address (0.0.0.0 or ::) takes it of all of them: end it',
      );
    }
  });

  it('say what the system says where it is none of this (cannot-listen)', async () => {
    const broken = { take: () => Promise.reject(Object.assign(new Error('bind EPERM'), { code: 'EPERM' })), giveBack: async () => {} };
    await expect(takeAddresses({ wanted: wanted('127.0.0.5'), ...broken, platform: 'linux' })).rejects.toThrow(
      'It cannot listen on 127.0.0.5, port 5433: bind EPERM.',
    );
  });
});
