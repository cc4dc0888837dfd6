import { describe, expect, it } from 'vitest';
import { systemClock } from '../clock';
import { connectorError } from '../errors/connector-error';
import { parseInstanceUri } from '../instance-uri/instance-uri';
import { OwnSockets } from '../own-sockets';
import { InstanceRefresh } from '../refresh/instance-refresh';
import { RefreshLimiter } from '../refresh/refresh-limiter';
import { Dialer, type DialerParts } from './dialer';
import { OpenConnections } from './open-connections';

const uri = parseInstanceUri('projects/my-project/locations/us-central1/clusters/shop/instances/primary');
const failing = connectorError('admin-api-failing', { api: 'AlloyDB API', tries: '5 tries', status: 503, text: 'no.' });

/** The timers that keep this process alive. */
const held = (): number => process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('while the limiter lets no refresh through, the process', () => {
  it('lives as long as a dial is under way, and ends when nobody waits any more', async () => {
    const closing = new AbortController();
    const limiter = new RefreshLimiter(30_000, systemClock);
    const run = async (onAsk: () => void): Promise<never> => {
      onAsk();
      throw failing;
    };
    const refresh = new InstanceRefresh({ run, refresh: 'ahead', clock: systemClock, limiter, closing: closing.signal });
    for (let count = 0; count < 2; count += 1) await expect(refresh.get()).rejects.toBe(failing);
    const before = held();
    // The wait of a refresh alone.
    refresh.get().catch(() => {});
    await turn();
    expect(held()).toBe(before);

    const dialEnds = new AbortController();
    const parts = {
      refreshOf: () => refresh,
      credentials: { loginToken: async () => 'a-token' },
      clock: systemClock,
      userAgent: 'test',
      timeout: 30_000,
      connections: new OpenConnections(),
      sockets: new OwnSockets(),
      closing: dialEnds.signal,
    };
    const { socket } = new Dialer(parts as unknown as DialerParts).dial({ uri, ipType: 'PRIVATE', authType: 'PASSWORD' });
    await turn();
    expect(held()).toBe(before + 1);
    dialEnds.abort(connectorError('connector-closed', {}));
    await expect(socket).rejects.toMatchObject({ code: 'connector-closed' });
    expect(held()).toBe(before);
    closing.abort(connectorError('connector-closed', {}));
  });
});
