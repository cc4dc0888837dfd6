import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Tally
 *
 * @typedef {object} RunnerReport the part of vitest's JSON report that is read here
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {{ status: string, assertionResults: { status: string }[] }[]} testResults
 */

/**
 * The counts of a run from vitest's own report. A file that failed before any of its tests could counts as one failed.
 *
 * @param {RunnerReport} report
 * @returns {Tally}
 */
export function tallyOf(report) {
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * @param {string} file
 * @returns {Tally} nothing passed when there is no report: the runner did not get that far
 */
export function readTally(file) {
  if (!existsSync(file)) return { passed: 0, failed: 0, skipped: 0 };
  return tallyOf(JSON.parse(readFileSync(file, 'utf8')));
}

/**
 * The closing line.
 *
 * @param {Tally} tally
 * @returns {string}
 */
export function tallyLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
