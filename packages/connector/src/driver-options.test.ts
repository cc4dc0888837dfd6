import { Duplex } from 'node:stream';
import { expect, it } from 'vitest';
import { streamFactory } from './driver-options';

/** What pg does with it before 8.9: 7.18.2, 8.0.3 and 8.8.0, lib/connection.js. */
const calls = {
  'of 7': (stream: { readonly readyState?: string; on(name: string, listener: () => void): void }) => {
    // Neither "open" nor "closed".
    expect(stream.readyState).toBeUndefined();
    stream.on('connect', () => {});
  },
  'that waits for the end': (stream: { once(name: string, listener: () => void): void }) => stream.once('close', () => {}),
  'up to 8.2': (stream: { connect(port: number, host: string): void }) => stream.connect(5432, 'localhost'),
  'from 8.3 to 8.8': (stream: { setNoDelay(on: boolean): void }) => stream.setNoDelay(true),
};

it.each(Object.entries(calls))('a pg that takes a function for a socket, %s, is told that it is too old', (_, use) => {
  const factory = streamFactory(() => new Duplex()) as never;
  expect(() => use(factory)).toThrow(
    /^The package pg is too old: it takes the option "stream" for a socket, .*Run "npm install pg@latest": the connector needs 8\.9 or newer\.$/,
  );
});

it('a pg that calls it gets a new stream each time', () => {
  const factory = streamFactory(() => new Duplex());
  expect(factory()).toBeInstanceOf(Duplex);
  expect(factory()).not.toBe(factory());
});
