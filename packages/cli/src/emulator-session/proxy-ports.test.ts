import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePorts, portsFrom } from './proxy-ports';

describe('the ports of the Auth Proxies', () => {
  it('follow one another from the first, for a person', async () => {
    expect(await portsFrom(6432)(3)).toEqual([6432, 6433, 6434]);
  });

  it('are all different and free, for a program', async () => {
    const ports = await freePorts(20);
    expect(new Set(ports).size).toBe(20);
    for (const port of ports) {
      const server = createServer().listen(port, '127.0.0.1');
      await once(server, 'listening');
      server.close();
    }
  });
});
