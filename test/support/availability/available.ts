import { inject } from 'vitest';
import './provide-availability';
import type { Availability } from './requirement';
import { type RequirementName, requirementTable } from './requirement-table';

type ValuesOf<Name extends RequirementName> = Extract<
  Awaited<ReturnType<(typeof requirementTable)[Name]['find']>>,
  { here: true }
>['values'];

/**
 * The one way to skip tests: `const authProxy = available('auth-proxy'); describe.skipIf(!authProxy.here)(…)`.
 *
 * @throws Error where `ALLOYDB_GKE_REQUIRE` names it and it is not here: on such a machine a skip is a failure.
 */
export function available<Name extends RequirementName>(name: Name): Availability<ValuesOf<Name>> {
  const availability = inject('availability')?.[name];
  if (availability === undefined) throw new Error(`No global setup of this vitest project decides about "${name}": see vitest.config.ts.`);
  if (!availability.here && requiredNames().includes(name)) {
    throw new Error(`ALLOYDB_GKE_REQUIRE asks for ${requirementTable[name].tests}, and they cannot run: ${availability.reason}.`);
  }
  return availability as Availability<ValuesOf<Name>>;
}

function requiredNames(): readonly string[] {
  return (process.env['ALLOYDB_GKE_REQUIRE'] ?? '').split(',').map((name) => name.trim());
}
