import type { V1Service } from '@kubernetes/client-node';
import { isPortNumber } from './check-ports';
import { below, type Complain, complainOfDuplicates } from './complaint';
import { nameProblem } from './name-rules';

/** The ports of a Service: numbers, and names that are needed as soon as there are two. */
export function checkService({ spec = {} }: V1Service, complain: Complain): void {
  const ports = spec.ports ?? [];
  const place = (index: number): string => below('spec.ports', index);
  ports.forEach(({ name, port, targetPort }, index) => {
    if (!isPortNumber(port)) complain(below(place(index), 'port'), `${port} is not between 1 and 65535`);
    if (typeof targetPort === 'number' && !isPortNumber(targetPort)) {
      complain(below(place(index), 'targetPort'), `${targetPort} is not between 1 and 65535`);
    }
    if (name === undefined && ports.length > 1) complain(below(place(index), 'name'), 'required where there are several ports');
    const problem = name === undefined ? undefined : nameProblem(name, 'dns-label');
    if (problem !== undefined) complain(below(place(index), 'name'), problem);
    const target = typeof targetPort === 'string' ? nameProblem(targetPort, 'port-name') : undefined;
    if (target !== undefined) complain(below(place(index), 'targetPort'), target);
  });
  complainOfDuplicates(
    ports.map(({ name }) => name),
    (index) => below(place(index), 'name'),
    complain,
  );
}
