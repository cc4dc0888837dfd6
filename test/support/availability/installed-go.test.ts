import { describe, expect, it } from 'vitest';
import { goVersionProblem } from './installed-go';
import { machineProblem } from './real-kubernetes-node';

describe('the Go that builds the tools', () => {
  it.each(['go version go1.26.8 linux/amd64', 'go version go1.27 darwin/arm64', 'go version go2.0 linux/amd64'])(
    'accepts "%s"',
    (printed) => {
      expect(goVersionProblem(printed)).toBeUndefined();
    },
  );

  it('refuses an older Go with both versions', () => {
    expect(goVersionProblem('go version go1.25.3 linux/amd64')).toBe('Go 1.25 is installed, and 1.26 or newer is needed');
  });

  it('refuses a program called go that is something else', () => {
    expect(goVersionProblem('Welcome to the game of Go')).toBe('Go does not say its version');
  });
});

describe('the machine of the Kubernetes node', () => {
  it('is Linux with root', () => {
    expect(machineProblem('linux', 0)).toBeUndefined();
    expect(machineProblem('linux', 1000)).toBe('a node needs root');
    expect(machineProblem('darwin', 0)).toBe('a node needs Linux');
    expect(machineProblem('win32', undefined)).toBe('a node needs Linux');
  });
});
