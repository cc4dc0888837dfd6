import { readAvailability, writeAvailability } from '../../../tools/test-run/availability-record.mjs';
import type { Availability } from './requirement';
import { type RequirementName, requirementTable } from './requirement-table';

/** Decides once in a run, however many projects ask: what is slow to build or slow to miss happens once. */
export async function decideAvailability(name: RequirementName): Promise<Availability> {
  const earlier = readAvailability(name);
  if (earlier?.run === process.pid) return earlier.availability as Availability;
  const { tests, find } = requirementTable[name];
  const availability: Availability = await find();
  writeAvailability(name, { run: process.pid, tests, availability });
  return availability;
}
