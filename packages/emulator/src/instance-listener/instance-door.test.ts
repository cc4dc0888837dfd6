import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { InstanceDoor } from './instance-door';

const doors: InstanceDoor[] = [];
afterEach(async () => {
  for (const door of doors.splice(0)) await door.close();
});

async function openDoor(): Promise<InstanceDoor> {
  const door = await InstanceDoor.open('127.0.0.1', 0, (socket: Socket) => socket.destroy());
  doors.push(door);
  return door;
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
    socket.setTimeout(500, () => resolve(false));
    socket.once('close', () => socket.destroy());
  });

describe('the door of an instance', () => {
  it('keeps the free port that it was given', async () => {
    const door = await openDoor();
    const { port } = door;
    for (const state of ['refuse', 'swallow'] as const) {
      await door.set(state);
      expect(await isOpen(port), state).toBe(false);
    }
    await door.set('open');
    expect([door.port, await isOpen(port)]).toEqual([port, true]);
  });

  it('is what the last of overlapping changes says', async () => {
    const door = await openDoor();
    await Promise.all([door.set('swallow'), door.set('refuse'), door.set('open'), door.set('swallow'), door.set('open')]);
    expect(await isOpen(door.port)).toBe(true);
    await Promise.all([door.set('swallow'), door.set('open'), door.set('refuse')]);
    expect(await isOpen(door.port)).toBe(false);
  });

  it('is not opened again once it is closed, whatever is on its way', async () => {
    const door = await openDoor();
    await Promise.all([door.set('swallow'), door.close(), door.set('open')]);
    expect(await isOpen(door.port)).toBe(false);
    await door.set('open');
    expect(await isOpen(door.port)).toBe(false);
  });
});
