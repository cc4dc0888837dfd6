import { connect, createServer } from 'node:net';
import { Connection } from '@alloydb-gke/core';
import { afterEach, describe, expect, it } from 'vitest';
import { CertificateAuthority } from '../certificates/certificate-authority';
import { Clock } from '../clock';
import type { EmulatorAddresses } from '../emulator-addresses';
import { FaultSwitchboard } from '../faults/fault-switchboard';
import type { FaultName } from '../faults/fault-table';
import { close, listen } from '../listening';
import { EventLog } from '../log/event-log';
import type { EmulatorContext, RunningService } from '../service';
import { readEmulatorSpec } from '../spec/read-emulator-spec';
import { specForConnection } from '../spec-for-connection';
import { instanceListenerService } from './instance-listener-service';

const primary = 'projects/my-project/locations/us-central1/clusters/shop/instances/primary';
const connection = Connection.of({
  auth: 'built-in',
  databaseName: 'orders',
  databaseUser: 'app',
  instances: { primary },
  identity: { kubernetesServiceAccount: 'orders', namespace: 'shop', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' },
});

const log = new EventLog();
const clock = new Clock();
const running: RunningService[] = [];
afterEach(async () => {
  for (const service of running.splice(0)) await service.stop();
});

/** What the listeners need of an emulator. */
function contextWith(changed: Partial<EmulatorContext> = {}): EmulatorContext {
  const context: Partial<EmulatorContext> = {
    model: readEmulatorSpec(specForConnection(connection, { password: 'secret' })),
    log,
    clock,
    faults: new FaultSwitchboard(log),
    instanceAuthority: new CertificateAuthority(clock),
    ...changed,
  };
  return context as EmulatorContext;
}

/** What becomes of a client that asks for encryption, as every client of PostgreSQL may. */
function ask(endpoint: string): Promise<string> {
  const [host = '', port = ''] = endpoint.split(':');
  return new Promise((resolve) => {
    const socket = connect(Number(port), host, () => socket.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])));
    const say = (what: string): void => {
      socket.destroy();
      resolve(what);
    };
    socket.on('data', (data) => say(`answer ${data}`)).on('error', ({ code }: NodeJS.ErrnoException) => say(String(code)));
    let open = false;
    socket.on('connect', () => (open = true));
    setTimeout(() => say(open ? 'silence' : 'no connection'), 400);
  });
}

describe.skipIf(process.platform !== 'linux')('the listeners of the instances', () => {
  it.each([
    ['instance-refused', 'ECONNREFUSED'],
    ['instance-black-holed', 'no connection'],
    ['tls-silent', 'silence'],
  ] as readonly (readonly [FaultName, string])[])('show the fault %s to clients without a connector as well', async (fault, shown) => {
    const context = contextWith();
    running.push(await instanceListenerService.start(context, {} as EmulatorAddresses));
    const direct = running[0]?.addresses.instances?.[primary]?.direct ?? '';
    expect(await ask(direct)).toBe('answer S');
    await context.faults.on(fault);
    expect(await ask(direct)).toBe(shown);
    await context.faults.clear();
    expect(await ask(direct)).toBe('answer S');
  });

  it('stay shut once they are stopped, whatever fault is switched meanwhile', async () => {
    const context = contextWith();
    const service = await instanceListenerService.start(context, {} as EmulatorAddresses);
    const direct = service.addresses.instances?.[primary]?.direct ?? '';
    await Promise.all([context.faults.on('instance-refused'), service.stop(), context.faults.clear()]);
    await context.faults.clear();
    expect(await ask(direct)).toBe('ECONNREFUSED');
  });

  it('give every address back when one cannot be opened', async () => {
    const taken: string[] = [];
    const instanceAuthority = {
      serverIdentity: ({ names }: { readonly names: readonly string[] }) => {
        taken.push(...names);
        throw new Error('no certificate');
      },
    } as unknown as CertificateAuthority;
    await expect(instanceListenerService.start(contextWith({ instanceAuthority }), {} as EmulatorAddresses)).rejects.toThrow(
      'no certificate',
    );
    expect(taken).toHaveLength(1);
    const probe = createServer();
    await listen(probe, taken[0] ?? '', 5433);
    await close(probe);
  });
});
