import { type EmulatorSpec, emulatorSpecProblems } from '@alloydb-gke/emulator';
import { throwIfAny } from '../rehearsal-error';

/** The spec, if the emulator takes it. @throws RehearsalError with every problem at once, each behind the name of the source */
export function checkedSpec(spec: EmulatorSpec, source: string): EmulatorSpec {
  throwIfAny(emulatorSpecProblems(spec).map((problem) => ({ ...problem, path: `${source} ${problem.path}` })));
  return spec;
}
