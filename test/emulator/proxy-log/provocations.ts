import type { LogMessageCode } from '@alloydb-gke/core';
import type { RunningEmulator } from '@alloydb-gke/emulator';
import { expect } from 'vitest';
import { attempt } from '../faults/rehearsal';
import { ending, heldConnection, proxyOf, runProgram } from '../proxy-claims/claimed-proxy';
import { recordingFront } from '../proxy-claims/recording-front';
import { freePort } from '../support/free-port';
import { expectLogged } from '../support/recognised';
import { iamServiceAccount, primary } from '../support/world';

/** How the real program is brought to log a message that no fault alone brings about. */
export interface Provocation {
  readonly code: LogMessageCode;
  readonly when: string;
  readonly provoke: (emulator: RunningEmulator, code: LogMessageCode) => Promise<void>;
}

/** A client cannot connect through a proxy with these arguments, and the log says why. */
function refusedWith(args: readonly string[]): Provocation['provoke'] {
  return async (emulator, code) => {
    await using proxy = await proxyOf(emulator, args);
    expect(await attempt(proxy)).not.toBe('it went well');
    await expectLogged(proxy.log, code);
  };
}

/** The program does not even start. */
function neverStarts(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Provocation['provoke'] {
  return async (_, code) => {
    const { log, code: exitCode } = await runProgram([...args, `${primary}?port=${await freePort()}`], environment);
    expect(exitCode).toBe(1);
    await expectLogged(() => log, code);
  };
}

/** Every message but those of the faults. */
export const provocations: readonly Provocation[] = [
  {
    code: 'client-certificate-forbidden',
    when: 'a custom role has not the permission',
    provoke: async (emulator, code) => {
      await emulator.faults.on('admin-api-forbidden', { method: 'generateClientCertificate' });
      await refusedWith([])(emulator, code);
    },
  },
  { code: 'wrong-ip-type', when: 'the instance has not the IP type', provoke: refusedWith(['--public-ip']) },
  {
    code: 'impersonation-forbidden',
    when: 'the service account may not be impersonated',
    provoke: refusedWith([`--impersonate-service-account=${iamServiceAccount}`]),
  },
  {
    code: 'too-many-connections',
    when: 'there are more clients than it may take',
    provoke: async (emulator, code) => {
      await using proxy = await proxyOf(emulator, ['--max-connections=1']);
      const held = await heldConnection(proxy.ports[0] ?? 0);
      expect(await attempt(proxy)).not.toBe('it went well');
      await expectLogged(proxy.log, code);
      await held.end();
    },
  },
  {
    code: 'instance-name-not-found',
    when: 'the name of the instance is in no DNS',
    provoke: async (emulator, code) => {
      // With an empty label it is no name at all, so that Go says the same without asking a resolver, of whatever machine.
      const named = (body: string): string => body.replace(/"ipAddress":\s*"[^"]*"/, '"pscDnsName":"instance..shop.example"');
      await using adminApi = await recordingFront(emulator.addresses.adminApi.replace('http://', ''), named);
      await refusedWith(['--psc', `--alloydbadmin-api-endpoint=http://${adminApi.address}`])(emulator, code);
    },
  },
  {
    code: 'connections-left-open',
    when: 'it ends with a connection open',
    provoke: async (emulator, code) => {
      await using proxy = await proxyOf(emulator, ['--max-sigterm-delay=200ms']);
      const client = await heldConnection(proxy.ports[0] ?? 0);
      const { log } = await ending(proxy, () => proxy.process.kill('SIGTERM'));
      await expectLogged(() => log, code);
      await client.end().catch(() => {});
    },
  },
  {
    code: 'ended-by-signal',
    when: 'it ends normally, with exit code 0',
    provoke: async (emulator, code) => {
      await using proxy = await proxyOf(emulator, ['--exit-zero-sigterm']);
      const { log } = await ending(proxy, () => proxy.process.kill('SIGTERM'));
      await expectLogged(() => log, code);
    },
  },
  {
    code: 'port-taken',
    when: 'another program has the port of the instance',
    provoke: async (emulator, code) => {
      await using other = await proxyOf(emulator);
      const { log } = await runProgram(['--token=x', `${primary}?port=${other.ports[0]}`]);
      await expectLogged(() => log, code);
    },
  },
  {
    code: 'http-port-taken',
    when: 'another program has the port of the health server',
    provoke: async (emulator, code) => {
      await using other = await proxyOf(emulator);
      await neverStarts(['--token=x', '--health-check', `--http-port=${other.ports[0]}`])(emulator, code);
    },
  },
  {
    code: 'endpoint-without-scheme',
    when: 'the endpoint has no scheme',
    provoke: neverStarts(['--token=x', '--alloydbadmin-api-endpoint=127.0.0.1:18080']),
  },
  { code: 'duration-without-unit', when: 'a duration has no unit', provoke: neverStarts(['--token=x', '--max-sigterm-delay=30']) },
  {
    code: 'configuration-file-missing',
    when: 'there is no configuration file',
    provoke: neverStarts(['--token=x', '--config-file=/nowhere/proxy.yaml']),
  },
  {
    code: 'port-from-service-link',
    when: 'a service link of Kubernetes is taken for a port',
    provoke: neverStarts(['--token=x', '--health-check'], { ALLOYDB_PROXY_HTTP_PORT: 'tcp://10.0.0.9:80' }),
  },
  {
    code: 'connection-test-failed',
    when: 'the connection test fails',
    provoke: neverStarts(['--token=x', '--run-connection-test', '--alloydbadmin-api-endpoint=http://127.0.0.1:1']),
  },
];
