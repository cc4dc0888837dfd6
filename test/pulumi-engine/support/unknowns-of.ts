import type { EngineRun } from '../../support/pulumi-engine/engine-run';
import { unknownValue } from '../../support/pulumi-engine/sdk-schema/check-inputs';

/** The paths of what a preview does not know of the resources of a type. */
export function unknownsOf(run: EngineRun, type: RegExp): readonly string[] {
  const visit = (value: unknown, path: string): readonly string[] => {
    if (value === unknownValue) return [path];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([field, inner]) => visit(inner, `${path}.${field}`));
  };
  return run.steps.filter((step) => type.test(step.type)).flatMap(({ name, inputs }) => visit(inputs, name));
}
