import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { EmulatorAddresses } from '../emulator-addresses';
import { close, listenLocally } from '../listening';
import type { EmulatorContext } from '../service';
import { adminApiService } from './admin-api-service';

describe('the Admin API', () => {
  it('does not stay over REST when it cannot start over gRPC', async () => {
    const probe = createServer();
    const port = await listenLocally(probe, 0, 'ports.adminApi');
    await close(probe);
    const apiAuthority = {
      serverIdentity: () => {
        throw new Error('no certificate');
      },
    };
    const context = { model: { ports: { adminApi: port } }, apiAuthority, options: {} } as unknown as EmulatorContext;
    await expect(adminApiService.start(context, {} as EmulatorAddresses)).rejects.toThrow('no certificate');
    await expect(listenLocally(probe, port, 'ports.adminApi')).resolves.toBe(port);
    await close(probe);
  });
});
