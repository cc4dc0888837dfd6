import { describe, expect, it } from 'vitest';
import { readTally, tallyLine, tallyOf } from './test-tally.mjs';

const report = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1, testResults: [] };

describe('the tally of a run', () => {
  it('is what the runner counted', () => {
    expect(tallyOf(report)).toEqual({ passed: 3, failed: 1, skipped: 3 });
  });

  it('counts a file that broke before its first test as one failed', () => {
    const broken = { status: 'failed', assertionResults: [] };
    const withFailedTest = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] };
    expect(tallyOf({ ...report, testResults: [broken, withFailedTest] }).failed).toBe(2);
  });

  it('has nothing passed where the runner left no report', () => {
    expect(readTally('/nowhere/vitest.json')).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });

  it('is said in one line', () => {
    expect(tallyLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
    expect(tallyLine({ passed: 12, failed: 1, skipped: 3 })).toBe('12 passed, 1 failed, 3 skipped');
  });
});
