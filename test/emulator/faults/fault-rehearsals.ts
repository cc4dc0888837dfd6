import { once } from 'node:events';
import type { FaultName, RunningEmulator } from '@alloydb-gke/emulator';
import { expect } from 'vitest';
import { atLast, heldConnection, proxyOf } from '../proxy-claims/claimed-proxy';
import { expectLogged } from '../support/recognised';
import { iamServiceAccount } from '../support/world';
import { attempt, expectRecovery, lateRefusal, type Rehearsal, refusal } from './rehearsal';

/** How long one connection of a new proxy takes, in milliseconds. */
async function timeOfFirstConnection(emulator: RunningEmulator): Promise<number> {
  await using proxy = await proxyOf(emulator);
  const started = performance.now();
  expect(await attempt(proxy)).toBe('it went well');
  return performance.now() - started;
}

const slowAnswers: Rehearsal = {
  see: async (emulator, fault) => {
    await emulator.faults.on(fault);
    expect(await timeOfFirstConnection(emulator)).toBeGreaterThan(3000);
    await emulator.faults.off(fault);
    expect(await timeOfFirstConnection(emulator)).toBeLessThan(3000);
  },
};

/** The proxy asks for the next certificate at once, and not before most of an hour has gone when it gets a normal one. */
const shortCertificates: Rehearsal = {
  see: async (emulator, fault) => {
    const issued = (): number => emulator.log.events.filter(({ message }) => message.startsWith('generateClientCertificate by')).length;
    const before = issued();
    await emulator.faults.on(fault);
    await using proxy = await proxyOf(emulator, ['--debug-logs']);
    expect(await attempt(proxy)).toBe('it went well');
    await proxy.logged(/operation scheduled at .* \(now \+ 0s\)/);
    expect(await atLast(issued, (count) => count === before + 2)).toBe(before + 2);
    await emulator.faults.off(fault);
    await using other = await proxyOf(emulator, ['--debug-logs']);
    expect(await attempt(other)).toBe('it went well');
    await other.logged(/operation scheduled at .* \(now \+ 5\dm0s\)/);
  },
};

/** The proxy gets its next certificate half a minute after two that it could not use. */
const expiredCertificates: Rehearsal = {
  slow: true,
  see: async (emulator, fault) => {
    await emulator.faults.on(fault);
    await using proxy = await proxyOf(emulator);
    expect(await attempt(proxy)).not.toBe('it went well');
    const refusals = (): string => emulator.log.refusals.map(({ message }) => message).join('\n');
    expect(await atLast(refusals, (said) => said !== '')).toContain('CERT_HAS_EXPIRED');
    await emulator.faults.off(fault);
    await expectRecovery(proxy);
  },
};

/** An HTTP answer reads as a length of a gigabyte, and the proxy 1.17.1 panics of it. */
const junk: Rehearsal = {
  logs: 'metadata-exchange-junk',
  see: async (emulator, fault) => {
    await emulator.faults.on(fault);
    await using proxy = await proxyOf(emulator);
    const closed = once(proxy.process, 'close');
    expect(await attempt(proxy)).not.toBe('it went well');
    await closed;
    expect(proxy.process.exitCode).toBe(2);
    expect(proxy.log()).toMatch(/panic: runtime error: slice bounds out of range .*metadataExchange/s);
    await expectLogged(proxy.log, 'metadata-exchange-junk');
    await emulator.faults.off(fault);
    await using restarted = await proxyOf(emulator);
    expect(await attempt(restarted)).toBe('it went well');
  },
};

const rotation: Rehearsal = {
  logs: 'certificate-not-trusted',
  see: async (emulator, fault) => {
    await using proxy = await proxyOf(emulator);
    expect(await attempt(proxy)).toBe('it went well');
    await emulator.faults.on(fault);
    expect(await attempt(proxy)).not.toBe('it went well');
    await expectLogged(proxy.log, 'certificate-not-trusted');
    await expectRecovery(proxy);
  },
};

const killedBackends: Rehearsal = {
  logs: 'instance-closed-connection',
  see: async (emulator, fault) => {
    await using proxy = await proxyOf(emulator);
    const client = await heldConnection(proxy.ports[0] ?? 0);
    const told = new Promise<Error>((resolve) => client.once('error', resolve));
    await emulator.faults.on(fault);
    expect((await told).message).toMatch(/terminating connection due to administrator command|Connection terminated/);
    await expectLogged(proxy.log, 'instance-closed-connection');
    expect(await attempt(proxy)).toBe('it went well');
  },
};

/** A static token never comes back; one that is asked for afterwards is good. */
const expiredTokens: Rehearsal = {
  logs: 'admin-api-unauthenticated',
  see: async (emulator, fault) => {
    const token = (): string => `--token=${emulator.accessToken(iamServiceAccount)}`;
    await using proxy = await proxyOf(emulator, [token()]);
    await emulator.faults.on(fault);
    expect(await attempt(proxy)).not.toBe('it went well');
    await expectLogged(proxy.log, 'admin-api-unauthenticated');
    await using other = await proxyOf(emulator, [token()]);
    expect(await attempt(other)).toBe('it went well');
  },
};

/** For every fault of the table, how a real client sees it and sees it go away. */
export const faultRehearsals: Readonly<Record<FaultName, Rehearsal>> = {
  'admin-api-bad-request': refusal('admin-api-bad-request'),
  'admin-api-unauthenticated': refusal('admin-api-unauthenticated'),
  'admin-api-forbidden': refusal('connection-info-forbidden'),
  'admin-api-not-found': refusal('instance-not-found'),
  'admin-api-quota': refusal('admin-api-quota'),
  'admin-api-unavailable': lateRefusal('admin-api-timed-out'),
  'admin-api-slow': slowAnswers,
  'admin-api-silent': lateRefusal('admin-api-timed-out'),
  'admin-api-dead': refusal('admin-api-unreachable'),
  'no-address': refusal('no-address'),
  'client-certificate-expired': expiredCertificates,
  'client-certificate-short': shortCertificates,
  'metadata-server-forbidden': refusal('metadata-server-forbidden'),
  'metadata-server-not-found': refusal('metadata-server-without-account'),
  'metadata-server-unavailable': refusal('metadata-server-unreachable'),
  'metadata-server-dead': refusal('metadata-server-unreachable'),
  'instance-refused': refusal('instance-refused'),
  'instance-black-holed': lateRefusal('instance-timed-out'),
  'tls-silent': lateRefusal('tls-silent'),
  'server-certificate-expired': refusal('certificate-out-of-time'),
  'server-certificate-of-another': refusal('certificate-of-another-address'),
  'metadata-exchange-error': refusal('metadata-exchange-refused'),
  'metadata-exchange-closed': refusal('metadata-exchange-closed'),
  'metadata-exchange-silent': lateRefusal('metadata-exchange-silent'),
  'metadata-exchange-junk': junk,
  'clock-ahead': refusal('certificate-out-of-time'),
  'certificates-rotated': rotation,
  'backends-killed': killedBackends,
  'tokens-expired': expiredTokens,
};
