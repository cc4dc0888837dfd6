import { EventEmitter } from 'node:events';
import { setTimeout as after } from 'node:timers/promises';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeRejections } from './sdk-rejections';

type Listener = NodeJS.UnhandledRejectionListener;

const event = 'unhandledRejection';
const ofInputs = new Error('error serializing property "input": no input');

let listeners: Listener[];
let taken: unknown[];
let heard: unknown[];
const hear: Listener = (error) => heard.push(error);
const leave = async (error: unknown): Promise<void> => {
  void Promise.reject(error);
  await after(5);
};

beforeEach(() => {
  listeners = process.rawListeners(event) as Listener[];
  process.removeAllListeners(event);
  [taken, heard] = [[], []];
});
afterEach(() => {
  process.removeAllListeners(event);
  for (const listener of listeners) process.on(event, listener);
});

describe('a rejection of an input', () => {
  it('is told to the program that was started last, and not to the test runner', async () => {
    process.on(event, hear);
    takeRejections((error) => heard.push(error));
    takeRejections((error) => taken.push(error));
    process.on(event, hear);
    await leave(ofInputs);
    expect([taken, heard]).toEqual([[ofInputs], []]);
  });

  it('is told to it whatever is put in the place of emit, or back there', async () => {
    takeRejections((error) => taken.push(error));
    const { emit } = process;
    const seen: unknown[] = [];
    try {
      process.emit = ((...args: Parameters<typeof emit>) => seen.push(args[0]) > 0 && emit.apply(process, args)) as typeof emit;
      await leave(ofInputs);
      process.emit('rehearsal' as 'disconnect');
      process.emit = EventEmitter.prototype.emit as typeof emit;
      await leave(ofInputs);
    } finally {
      process.emit = emit;
    }
    expect(process.emit).toBe(emit);
    expect([taken, seen]).toEqual([[ofInputs, ofInputs], ['rehearsal']]);
  });
});

describe('any other rejection', () => {
  it('is told to whoever listens, before the start or after', async () => {
    process.on(event, hear);
    takeRejections((error) => taken.push(error));
    process.on(event, hear);
    await leave('a stray');
    expect([taken, heard]).toEqual([[], ['a stray', 'a stray']]);
  });

  it('may be emitted again by a listener that steps aside, as mocha does', async () => {
    const stepAside: Listener = (error, promise) => {
      process.off(event, stepAside);
      process.emit(event, error, promise);
    };
    process.on(event, stepAside);
    process.on(event, hear);
    takeRejections((error) => taken.push(error));
    await leave('a stray');
    expect(heard).toEqual(['a stray', 'a stray']);
  });
});

describe('a copy of the process, as jest gives to a test file', () => {
  it('has an emit of its own when one is put there', () => {
    takeRejections((error) => taken.push(error));
    const { emit } = process;
    const copy = Object.create(Object.getPrototypeOf(process), Object.getOwnPropertyDescriptors(process)) as NodeJS.Process;
    copy.emit = runInNewContext('() => true');
    expect([process.emit, copy.emit === emit]).toEqual([emit, false]);
  });
});
