import type { V1EnvVar } from '@kubernetes/client-node';
import { below, type Complain, complainOfDuplicates } from './complaint';
import { nameProblem } from './name-rules';
import type { PlacedContainer } from './placed-container';

/** The variables of a container: right names, each once, with one value or one source. */
export function checkEnvironment({ container, path }: PlacedContainer, complain: Complain): void {
  const variables = container.env ?? [];
  const place = (index: number): string => below(below(path, 'env'), index);
  variables.forEach((variable, index) => checkVariable(variable, place(index), complain));
  complainOfDuplicates(
    variables.map(({ name }) => name),
    (index) => below(place(index), 'name'),
    complain,
  );
}

function checkVariable(variable: V1EnvVar, path: string, complain: Complain): void {
  const problem = nameProblem(variable.name, 'variable-name');
  if (problem !== undefined) complain(below(path, 'name'), problem);
  if (variable.valueFrom === undefined) return;
  if (variable.value !== undefined && variable.value !== '') complain(below(path, 'valueFrom'), 'a variable with a value has no source');
  const sources = Object.values(variable.valueFrom).filter((source) => source !== undefined);
  if (sources.length !== 1) complain(below(path, 'valueFrom'), `expected one source, got ${sources.length}`);
}
