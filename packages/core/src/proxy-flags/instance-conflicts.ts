import { quote } from '../errors/quote';
import { type ConflictRow, conflict, instanceName, once } from './conflict';
import { valueFor } from './proxy-invocation';

/** What is wrong with which instances are served, and how they are reached. */
export const instanceConflicts: readonly ConflictRow[] = [
  conflict('no-instance', ({ flags, instances }) =>
    once(instances.length === 0 && !flags.fuse && flags.configFile === undefined, 'instances', () => ({})),
  ),
  conflict('instances-in-config-file', ({ flags, instances }) =>
    once(instances.length === 0 && !flags.fuse && flags.configFile !== undefined, 'instances', () => ({ file: quote(flags.configFile) })),
  ),
  conflict('config-file-extension', ({ flags }) => {
    const { configFile } = flags;
    return once(Boolean(configFile) && !/\.(toml|yaml|yml|json)$/.test(String(configFile)), 'flags.configFile', () => ({
      value: quote(configFile),
    }));
  }),
  conflict('public-ip-with-psc', (invocation) =>
    invocation.instances.flatMap((instance, index) => {
      const both = valueFor(invocation, instance, 'publicIp') === true && valueFor(invocation, instance, 'psc') === true;
      return once(both, `instances[${index}]`, () => ({ instance: instanceName(invocation, index) }));
    }),
  ),
  conflict('fuse-with-connection-test', ({ flags }) =>
    once(Boolean(flags.fuse) && flags.runConnectionTest === true, 'flags.runConnectionTest', () => ({})),
  ),
  conflict('fuse-ignores-instances', (invocation) =>
    invocation.instances.flatMap((_, index) =>
      once(Boolean(invocation.flags.fuse), `instances[${index}]`, () => ({ instance: instanceName(invocation, index) })),
    ),
  ),
];
