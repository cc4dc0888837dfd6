import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { DeferredSocket } from './deferred-socket';
import { socketPair } from './socket-pair.fixture';

let ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends) end();
  ends = [];
});

async function deferred(firstBytes?: (bytes: Buffer) => Error | undefined) {
  const { near, far, end } = await socketPair();
  ends.push(end);
  const hosts: (string | undefined)[] = [];
  const abandoned: (Error | undefined)[] = [];
  let finish: (socket: Socket) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const socket = new DeferredSocket({
    dial: (host) => {
      hosts.push(host);
      const dialled = new Promise<TLSSocket>((resolve, reject) => {
        finish = (made) => resolve(made as TLSSocket);
        fail = reject;
      });
      return {
        socket: dialled,
        abandon: (cause) => {
          abandoned.push(cause);
          fail(new Error('abandoned'));
        },
      };
    },
    ...(firstBytes && { firstBytes }),
  });
  return { socket, near, far, hosts, abandoned, finish: () => finish(near), fail: (error: Error) => fail(error) };
}

const instanceUri = 'projects/my-project/locations/us-central1/clusters/shop/instances/read';

describe('a deferred socket', () => {
  it('dials when it is connected, and says so when the dial is over', async () => {
    const { socket, hosts, finish, far } = await deferred();
    expect(hosts).toEqual([]);
    socket.connect(5432, 'localhost');
    expect(hosts).toEqual([undefined]);
    expect(socket.connecting).toBe(true);
    finish();
    await once(socket, 'connect');
    socket.write('hello');
    expect(String(await once(far, 'data'))).toBe('hello');
  });

  it('dials the instance that the host names', async () => {
    const { socket, hosts } = await deferred();
    socket.connect(5432, instanceUri);
    expect(hosts).toEqual([instanceUri]);
  });

  it('keeps what is written and set before the dial is over', async () => {
    const { socket, near, finish, far } = await deferred();
    const set: unknown[] = [];
    near.setKeepAlive = (...args) => {
      set.push(args);
      return near;
    };
    socket.setNoDelay(true).setKeepAlive(true, 1000).ref();
    socket.write('one ');
    socket.write('two');
    finish();
    expect(String(await once(far, 'data'))).toBe('one two');
    expect(set).toEqual([[true, 1000]]);
  });

  it('carries megabytes both ways, no faster than they are taken', async () => {
    const { socket, finish, far } = await deferred();
    socket.connect();
    finish();
    await once(socket, 'connect');
    const sent = Buffer.alloc(8_000_000, 'x');
    far.pipe(far);
    let received = 0;
    socket.on('data', (chunk: Buffer) => (received += chunk.length));
    socket.end(sent);
    await once(socket, 'close');
    expect(received).toBe(sent.length);
  });

  it('does not read on while nobody takes what there is', async () => {
    const { socket, near, finish, far } = await deferred();
    socket.connect();
    finish();
    await once(socket, 'connect');
    far.write(Buffer.alloc(4_000_000));
    socket.read(0);
    await expect.poll(() => near.isPaused(), { timeout: 30_000 }).toBe(true);
    expect(socket.readableLength).toBeLessThan(1_000_000);
  });

  it('fails with the error of the dial', async () => {
    const { socket, fail } = await deferred();
    socket.connect();
    fail(new Error('no way'));
    expect(await once(socket, 'error')).toEqual([new Error('no way')]);
  });

  it.each([undefined, new Error('timeout expired')])('abandons the dial when it is destroyed with %s, and no other way', async (error) => {
    const { socket, abandoned } = await deferred();
    const errors: Error[] = [];
    socket.on('error', (one) => errors.push(one)).connect();
    socket.destroy(error);
    await once(socket, 'close').catch(() => {});
    expect(abandoned).toEqual([error]);
    expect(errors).toEqual(error ? [error] : []);
  });

  it('abandons the dial when it is ended, and says so to whoever waits for it', async () => {
    const { socket, abandoned } = await deferred();
    socket.connect();
    socket.end();
    expect(await once(socket, 'error')).toEqual([new Error('abandoned')]);
    expect(abandoned[0]).toBeUndefined();
  });

  it('ends when the other side ends', async () => {
    const { socket, finish, far } = await deferred();
    socket.connect().resume();
    finish();
    await once(socket, 'connect');
    far.end();
    await once(socket, 'close');
    expect(socket.destroyed).toBe(true);
  });

  it('hands on what was said last to a reader that comes later', async () => {
    const { socket, near, finish, far } = await deferred();
    socket.connect();
    finish();
    await once(socket, 'connect');
    socket.pause();
    far.end(Buffer.alloc(40_000));
    await once(near, 'close');
    let received = 0;
    socket.on('data', (chunk: Buffer) => (received += chunk.length)).resume();
    await once(socket, 'close');
    expect(received).toBe(40_000);
  });

  it.each([0, 8_000_000])('ends at once where its connection is cut off, with %s bytes that it had still to send', async (length) => {
    const { socket, near, finish } = await deferred();
    socket.on('error', () => {}).connect();
    finish();
    await once(socket, 'connect');
    if (length > 0) socket.write(Buffer.alloc(length));
    socket.pause();
    near.destroy();
    await once(socket, 'close');
    expect(socket.destroyed).toBe(true);
  });

  it('refuses what is written after the other side has ended', async () => {
    const { socket, near, finish, far } = await deferred();
    socket.connect();
    finish();
    await once(socket, 'connect');
    socket.pause();
    far.end('the last word');
    await once(near, 'close');
    const failed = once(socket, 'error');
    socket.write('too late');
    expect(await failed).toEqual([expect.any(Error)]);
    expect(socket.destroyed).toBe(true);
  });

  it('says how far it is, as a socket does', async () => {
    const { socket, finish, far } = await deferred();
    expect(socket.readyState).toBe('opening');
    socket.connect().resume();
    expect(socket.readyState).toBe('opening');
    finish();
    await once(socket, 'connect');
    expect(socket.readyState).toBe('open');
    far.end();
    await once(socket, 'close');
    expect(socket.readyState).toBe('closed');
  });

  it('ends with what the first bytes say', async () => {
    const { socket, finish, far } = await deferred((bytes) => (bytes[0] === 69 ? new Error('refused') : undefined));
    socket.connect();
    finish();
    far.write('E');
    expect(await once(socket, 'error')).toEqual([new Error('refused')]);
  });
});
