import { createServer } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { probeGrpc } from './probe-grpc';
import { probeHttp } from './probe-http';
import { probeTcp } from './probe-tcp';

const here = '127.0.0.1';
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, here, resolve));
  ends.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

async function closedPort(): Promise<number> {
  const server = createTcpServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function http(
  answer: Parameters<typeof createServer>[1],
): Promise<(path?: string, timeout?: number) => ReturnType<typeof probeHttp>> {
  const server = createServer(answer);
  const port = await listening(server);
  ends.push(() => server.closeAllConnections());
  return (path = '/startup', timeout = 1) => probeHttp(here, { port, path, scheme: 'HTTP' }, timeout);
}

describe('a probe over HTTP', () => {
  it('succeeds from 200 to 399', async () => {
    const probe = await http((_, response) => response.writeHead(204).end());
    expect(await probe()).toEqual({ outcome: 'success', message: '' });
  });

  it('fails with the status as kubelet says it', async () => {
    const probe = await http((_, response) => response.writeHead(503).end());
    expect(await probe()).toEqual({ outcome: 'failure', message: 'HTTP probe failed with statuscode: 503' });
  });

  it('follows a redirection on the same host', async () => {
    const probe = await http(({ url }, response) => response.writeHead(url === '/old' ? 302 : 500, { location: '/new' }).end());
    expect((await probe('/old')).message).toBe('HTTP probe failed with statuscode: 500');
  });

  it('fails on a refused connection in the words of Go', async () => {
    const port = await closedPort();
    const { message } = await probeHttp(here, { port, path: '/liveness', scheme: 'HTTP' }, 1);
    expect(message).toBe(`Get "http://${here}:${port}/liveness": dial tcp ${here}:${port}: connect: connection refused`);
  });

  it('fails when the answer takes too long', async () => {
    const probe = await http(() => {});
    expect((await probe('/startup', 0.2)).message).toMatch(
      /: context deadline exceeded \(Client\.Timeout exceeded while awaiting headers\)$/,
    );
  });
});

describe('a probe of a port', () => {
  it('succeeds where something listens', async () => {
    expect(await probeTcp(here, await listening(createTcpServer()), 1)).toEqual({ outcome: 'success', message: '' });
  });

  it('fails where nothing does', async () => {
    const port = await closedPort();
    expect((await probeTcp(here, port, 1)).message).toBe(`dial tcp ${here}:${port}: connect: connection refused`);
  });
});

describe('a probe over gRPC', () => {
  async function health(answer: Buffer | undefined, status: string): Promise<{ port: number; asked: () => Buffer }> {
    let asked = Buffer.alloc(0);
    const server = createHttp2Server();
    server.on('stream', (stream, headers) => {
      stream.on('data', (chunk: Buffer) => (asked = Buffer.concat([asked, chunk])));
      stream.on('end', () => {
        const known = headers[':path'] === '/grpc.health.v1.Health/Check';
        stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
        stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': known ? status : '12' }));
        stream.end(answer);
      });
    });
    return { port: await listening(server as unknown as Server), asked: () => asked };
  }
  const serving = Buffer.from([0, 0, 0, 0, 2, 0x08, 1]);

  it('succeeds when the service is SERVING', async () => {
    const { port, asked } = await health(serving, '0');
    expect(await probeGrpc(here, port, 'db', 1)).toEqual({ outcome: 'success', message: '' });
    expect(asked()).toEqual(Buffer.from([0, 0, 0, 0, 4, 0x0a, 2, ...Buffer.from('db')]));
  });

  it('fails when it is NOT_SERVING', async () => {
    const { port } = await health(Buffer.from([0, 0, 0, 0, 2, 0x08, 2]), '0');
    expect((await probeGrpc(here, port, '', 1)).message).toBe('service unhealthy (responded with "NOT_SERVING")');
  });

  it('fails when the server has no health service', async () => {
    const { port } = await health(undefined, '12');
    expect((await probeGrpc(here, port, '', 1)).message).toMatch(/does not implement the grpc health protocol/);
  });

  it('fails where nothing listens', async () => {
    const port = await closedPort();
    const { message } = await probeGrpc(here, port, '', 1);
    expect(message).toBe(`timeout: failed to connect service "${here}:${port}" within 1s: context deadline exceeded`);
  });
});
