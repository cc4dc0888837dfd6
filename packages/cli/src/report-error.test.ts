import { ModelError, type Problem } from '@alloydb-gke/core';
import { EmulatorError } from '@alloydb-gke/emulator';
import { RehearsalError } from '@alloydb-gke/rehearsal';
import { describe, expect, it } from 'vitest';
import { CliError } from './cli-error';
import { reportError } from './report-error';
import { keptTerminal } from './terminal.fixture';

const problem = (code: string): Problem => ({ code, path: 'spec.clusters', message: 'It is wrong.', repair: 'Correct it.' });

describe('an error', () => {
  it.each([
    [new CliError('usage', [problem('x')]), 'usage'],
    [new ModelError([problem('x')]), 'input'],
    [new EmulatorError(problem('port-in-use')), 'machine'],
    [new EmulatorError(problem('aborted')), 'interrupted'],
    [new RehearsalError(problem('manifest-yaml-not-readable')), 'input'],
    [new RehearsalError(problem('no-such-workload')), 'usage'],
    [new RehearsalError(problem('proxy-missing')), 'proxy'],
    [new RehearsalError(problem('no-private-network')), 'machine'],
    [new RehearsalError(problem('stage-ended')), 'ended'],
    [new RehearsalError(problem('alloydb-ended')), 'ended'],
    [new RehearsalError(problem('port-needs-right')), 'machine'],
    [new RehearsalError(problem('rehearsal-aborted')), 'interrupted'],
  ])('that the user can correct is said without a stack: %s', (error, end) => {
    const { errors, failures } = keptTerminal();
    expect(reportError(error, errors)).toBe(end);
    expect(failures()).toBe('spec.clusters: It is wrong.\n  Correct it.\n');
  });

  it('with several problems counts them and says each', () => {
    const { errors, failures } = keptTerminal();
    reportError(new ModelError([problem('x'), problem('y')]), errors);
    expect(failures()).toBe('2 problems\nspec.clusters: It is wrong.\n  Correct it.\nspec.clusters: It is wrong.\n  Correct it.\n');
  });

  it.each([new TypeError('x is not a function'), 'a text'])('that is a bug is said to be one, with the version: %s', (error) => {
    const { errors, failures } = keptTerminal();
    expect(reportError(error, errors)).toBe('bug');
    expect(failures()).toMatch(
      /^This is a bug of alloydb-gke\. Please report it with these lines:\nalloydb-gke \d+\.\d+\.\d+.*, Node\.js /,
    );
    expect(failures()).toContain(error instanceof Error ? (error.stack ?? '') : error);
  });
});
