import { expect, it } from 'vitest';
import { nodeVersionProblem } from './node-version.mjs';

it.each(['20.19.0', '20.20.2', '22.0.0', '26.1.0'])('Node %s is new enough', (running) => {
  expect(nodeVersionProblem(running, '>=20.19')).toBeUndefined();
});

it.each(['20.18.3', '18.20.8', '9.9.9'])('Node %s is too old', (running) => {
  expect(nodeVersionProblem(running, '>=20.19')).toBe(
    `This workspace needs Node 20.19 or newer, and this is Node ${running}. Install a newer Node and run the command again.`,
  );
});
