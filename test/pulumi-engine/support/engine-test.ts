import { test } from 'vitest';
import { available } from '../../support/availability/available';
import { EngineStack } from '../../support/pulumi-engine/engine-stack';

const engine = available('pulumi-engine');

/** A test with a stack of its own on the real engine. */
export const engineTest = test.extend<{ stack: EngineStack }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads what a fixture needs from this pattern.
  stack: async ({}, use) => {
    const stack = await EngineStack.make(engine.here ? engine.values.program : '');
    await use(stack);
    stack.close();
  },
});

/** For `describe.skipIf`. */
export const isEngineMissing = !engine.here;
