import { randomInt } from 'node:crypto';
import { EmulatorError } from '../emulator-error';
import { problem } from '../start-codes';

/** The port of AlloyDB for connectors. It is a constant in every one of them, so each instance needs an address of its own. */
export const connectorPort = 5433;

/** Something that needs an address. */
export interface WantedAddress {
  /** Whose it is, for an error. */
  readonly instance: string;
  /** The address that it must have. @default - any */
  readonly address: string | undefined;
}

/** Takes an address for good, as a listener does; rejects with the error of the system. */
export type TakeAddress<Wanted, Taken> = (address: string, wanted: Wanted) => Promise<Taken>;

export interface TakenAddress<Taken> {
  readonly address: string;
  readonly taken: Taken;
}

export interface TakeAddressesOptions<Wanted extends WantedAddress, Taken> {
  readonly wanted: readonly Wanted[];
  readonly take: TakeAddress<Wanted, Taken>;
  readonly giveBack: (taken: Taken) => Promise<void>;
  readonly platform?: NodeJS.Platform;
}

/**
 * Takes an address for each that is wanted. Whoever listens first has an address, so two emulators never share one. Linux
 * has all of 127.0.0.0/8; elsewhere each address but the first must be made by the user, so the same ones are taken in order.
 *
 * @throws EmulatorError that says what to run, where the machine has not the addresses
 */
export async function takeAddresses<Wanted extends WantedAddress, Taken>(
  options: TakeAddressesOptions<Wanted, Taken>,
): Promise<readonly TakenAddress<Taken>[]> {
  const { wanted, take, giveBack, platform = process.platform } = options;
  const found: TakenAddress<Taken>[] = [];
  const fixed = wanted.filter(({ address }) => address !== undefined);
  const free = wanted.filter(({ address }) => address === undefined);
  try {
    for (const one of fixed) found.push(await takeFixed(one, take, platform));
    found.push(...(platform === 'linux' ? await takeBlock(free, take, giveBack) : await takeInOrder(free, take, giveBack, platform)));
  } catch (error) {
    await Promise.all(found.map(({ taken }) => giveBack(taken)));
    throw error;
  }
  const [ofFixed, ofFree] = [found.slice(0, fixed.length), found.slice(fixed.length)];
  return wanted.flatMap(({ address }) => (address === undefined ? ofFree : ofFixed).shift() ?? []);
}

async function takeFixed<Wanted extends WantedAddress, Taken>(
  wanted: Wanted,
  take: TakeAddress<Wanted, Taken>,
  platform: NodeJS.Platform,
): Promise<TakenAddress<Taken>> {
  const { address = '', instance } = wanted;
  try {
    return { address, taken: await take(address, wanted) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRNOTAVAIL') throw addressMissing([address], instance, platform);
    if (code === 'EADDRINUSE') throw new EmulatorError(problem('address-in-use', 'addresses', { address, port: connectorPort, instance }));
    throw cannotListen(address, message);
  }
}

/** Neighbours in a block of 127.0.0.0/8 that nobody uses. */
async function takeBlock<Wanted extends WantedAddress, Taken>(
  wanted: readonly Wanted[],
  take: TakeAddress<Wanted, Taken>,
  giveBack: (taken: Taken) => Promise<void>,
): Promise<readonly TakenAddress<Taken>[]> {
  for (let tries = 0; tries < 50; tries += 1) {
    const block = `127.${randomInt(16, 250)}.${randomInt(0, 256)}`;
    const found: TakenAddress<Taken>[] = [];
    try {
      for (const [index, one] of wanted.entries()) {
        const address = `${block}.${10 + index}`;
        found.push({ address, taken: await take(address, one) });
      }
      return found;
    } catch (error) {
      await Promise.all(found.map(({ taken }) => giveBack(taken)));
      const { code, message } = error as NodeJS.ErrnoException;
      if (code !== 'EADDRINUSE') throw cannotListen(`${block}.10`, message);
    }
  }
  throw new EmulatorError(problem('no-free-address', 'addresses', { count: wanted.length, port: connectorPort }));
}

async function takeInOrder<Wanted extends WantedAddress, Taken>(
  wanted: readonly Wanted[],
  take: TakeAddress<Wanted, Taken>,
  giveBack: (taken: Taken) => Promise<void>,
  platform: NodeJS.Platform,
): Promise<readonly TakenAddress<Taken>[]> {
  const found: TakenAddress<Taken>[] = [];
  for (let last = 11; last < 255; last += 1) {
    const next = wanted[found.length];
    if (next === undefined) return found;
    const address = `127.0.0.${last}`;
    try {
      found.push({ address, taken: await take(address, next) });
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'EADDRINUSE') continue;
      await Promise.all(found.map(({ taken }) => giveBack(taken)));
      if (code !== 'EADDRNOTAVAIL') throw cannotListen(address, message);
      const missing = wanted.slice(found.length).map((_, index) => `127.0.0.${last + index}`);
      throw addressMissing(missing, next.instance, platform);
    }
  }
  await Promise.all(found.map(({ taken }) => giveBack(taken)));
  throw new EmulatorError(problem('no-free-address', 'addresses', { count: wanted.length, port: connectorPort }));
}

function addressMissing(addresses: readonly string[], instance: string, platform: NodeJS.Platform): EmulatorError {
  const commands = addresses.map((address) =>
    platform === 'linux' ? `ip address add ${address}/32 dev lo` : `sudo ifconfig lo0 alias ${address}`,
  );
  const command = `Run "${commands.join(' && ')}"${platform === 'linux' ? ', or take an address of 127.0.0.0/8, which need no command' : ''}.`;
  return new EmulatorError(problem('address-not-here', 'addresses', { address: addresses[0] ?? '', instance, command }));
}

function cannotListen(address: string, reason: string): EmulatorError {
  return new EmulatorError(problem('cannot-listen', 'addresses', { address, port: connectorPort, reason: reason.replace(/\.$/, '') }));
}
