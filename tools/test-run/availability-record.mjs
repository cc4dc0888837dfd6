import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportsFolder } from '../workspace/folders.mjs';

/**
 * What one run found out about a thing that some tests need, kept so that it is decided once and can be said at the end.
 *
 * @typedef {object} AvailabilityRecord
 * @property {number} run the process that decided
 * @property {string} tests as in "tests on the real Auth Proxy"
 * @property {{ here: boolean, reason?: string, values?: Record<string, string> }} availability
 */

const folder = join(reportsFolder, 'availability');

export function forgetAvailability() {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * @param {string} id
 * @param {AvailabilityRecord} record
 */
export function writeAvailability(id, record) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${id}.json`), JSON.stringify(record, undefined, 2));
}

/**
 * @param {string} id
 * @returns {AvailabilityRecord | undefined}
 */
export function readAvailability(id) {
  const file = join(folder, `${id}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** @returns {string[]} a line for each thing that was skipped in the last run */
export function skippedLines() {
  if (!existsSync(folder)) return [];
  const records = readdirSync(folder)
    .sort()
    .map((file) => readAvailability(file.replace(/\.json$/, '')));
  return records.flatMap((record) => (record === undefined ? [] : skippedLine(record)));
}

/**
 * @param {AvailabilityRecord} record
 * @returns {string[]} one line, or none where nothing was skipped
 */
export function skippedLine({ tests, availability }) {
  return availability.here ? [] : [`skipped: ${tests}: ${availability.reason}`];
}
