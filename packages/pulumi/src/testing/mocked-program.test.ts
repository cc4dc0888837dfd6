import { setTimeout as after } from 'node:timers/promises';
import { ModelError } from '@alloydb-gke/core';
import { CustomResource, output } from '@pulumi/pulumi';
import { describe, expect, it } from 'vitest';
import { startMockedProgram } from '.';

class Thing extends CustomResource {
  constructor(input: unknown) {
    super('shop:index:Thing', 'thing', { input });
  }
}

describe('a program whose input is rejected', () => {
  it('ends with it, at once', async () => {
    const program = await startMockedProgram();
    new Thing(Promise.reject(new Error('no input')));
    await expect(program.resources()).rejects.toThrow('error serializing property "input": no input');
  });

  it('ends with it after a while, when nothing else is on its way', async () => {
    const program = await startMockedProgram();
    new Thing(after(20).then(() => Promise.reject(new Error('no input yet'))));
    await expect(program.resources()).rejects.toThrow('error serializing property "input": no input yet');
  });

  it('leaves nothing of it to the next one', async () => {
    await startMockedProgram();
    new Thing(Promise.reject(new Error('no input')));
    await after(20);
    const next = await startMockedProgram();
    new Thing('an input');
    expect(await next.resources()).toMatchObject([{ name: 'thing', inputs: { input: 'an input' } }]);
  });
});

describe('a program with an output that no resource reads', () => {
  it('ends with what is wrong with it', async () => {
    const program = await startMockedProgram();
    output(1).apply(() => {
      throw new ModelError([{ code: 'odd', path: 'thing', message: '1 is odd.', repair: 'Use 2.' }]);
    });
    await expect(program.resources()).rejects.toThrow('thing: 1 is odd. Use 2.');
  });
});
