import type { TestProject } from 'vitest/node';
import { decideAvailability } from './decide-availability';
import type { Availability } from './requirement';
import type { RequirementName } from './requirement-table';

declare module 'vitest' {
  interface ProvidedContext {
    availability: Partial<Record<RequirementName, Availability>>;
  }
}

/** The body of a vitest globalSetup: decides what the project's tests need before any of them starts. */
export async function provideAvailability(project: TestProject, ...names: readonly RequirementName[]): Promise<void> {
  const decided: Partial<Record<RequirementName, Availability>> = {};
  for (const name of names) decided[name] = await decideAvailability(name);
  project.provide('availability', decided);
}
