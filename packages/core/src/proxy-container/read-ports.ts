import type { Connection } from '../connection/connection';
import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { readObject } from '../input/read-fields';
import type { ChosenPorts } from './auth-proxy-model';
import type { AuthProxyOptions } from './auth-proxy-options';
import { problem } from './proxy-container-codes';

/** The ports that the user chose: each one possible, none given twice. Without a connection any instance is taken for one of it. */
export function readPorts(options: AuthProxyOptions, connection: Connection | undefined, path: string, problems: ProblemList): ChosenPorts {
  const owners = new Map<number, string>();
  const read = (value: unknown, at: string): number | undefined => {
    if (value === undefined) return undefined;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 1024 || value > 65535) {
      problems.add(problem('port-number', at, { value: quote(value) }));
      return undefined;
    }
    const first = owners.get(value);
    if (first !== undefined) {
      problems.add(problem('port-twice', at, { port: value, first, second: at }));
      return undefined;
    }
    owners.set(value, at);
    return value;
  };
  const names = connection?.instances.map(({ name }) => name);
  const ports = readObject(options.ports, `${path}.ports`, 'an object with the port of each instance', problems);
  const instances = new Map<string, number>();
  for (const [name, value] of Object.entries(ports ?? {})) {
    const at = `${path}.ports.${name}`;
    if (names && !names.includes(name)) {
      problems.add(problem('port-of-unknown-instance', at, { value: quote(name), instances: names.join(', ') }));
      continue;
    }
    const port = read(value, at);
    if (port !== undefined) instances.set(name, port);
  }
  return { instances, http: read(options.httpPort, `${path}.httpPort`), admin: read(options.adminPort, `${path}.adminPort`) };
}
