import { type ProblemList, quote } from '@alloydb-gke/core';
import { type Input, output } from '@pulumi/pulumi';
import { checked } from './checked-input';
import { isLeaf } from './leaves';
import { problem } from './pulumi-codes';

/** What Google calls the machine of an instance. */
export interface MachineConfig {
  readonly cpuCount: Input<number>;
  readonly machineType?: Input<string>;
}

/** Source: https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.clusters.instances#MachineConfig */
const cpuCounts: readonly number[] = [1, 2, 4, 8, 16, 32, 48, 64, 72, 96, 128];

const defaultCpuCount = 2;

/** `n2-highmem-4`, `c4a-highmem-4-lssd`: the number of CPUs is the third part. */
function cpusOf(machineType: string): number | undefined {
  const [, cpus] = /^[a-z][a-z0-9]*-[a-z]+-(\d+)(?:-[a-z]+)?$/.exec(machineType) ?? [];
  return cpus === undefined ? undefined : Number(cpus);
}

/** The machine of an instance. Google wants type and number of CPUs to agree: one follows from the other. */
export function machineConfig(
  args: { readonly machineType?: Input<string>; readonly cpuCount?: Input<number> },
  path: string,
  problems: ProblemList,
): MachineConfig {
  const machineType = checked(args.machineType, `${path}.machineType`, problems, (value, at, found) => {
    if (cpusOf(value) === undefined) found.add(problem('machine-type', at, { value: quote(value) }));
  });
  const cpuCount = checked(
    args.cpuCount,
    `${path}.cpuCount`,
    problems,
    (value, at, found, type) => {
      const cpus = type === undefined ? undefined : cpusOf(type);
      if (cpus === undefined && !cpuCounts.includes(value)) {
        found.add(problem('cpu-count', at, { value: quote(value), counts: cpuCounts.join(', ') }));
      }
      if (cpus !== undefined && cpus !== value) {
        found.add(problem('cpu-count-of-machine', at, { value: quote(value), machine: quote(type), count: cpus }));
      }
    },
    args.machineType,
  );
  if (machineType === undefined) return { cpuCount: cpuCount ?? defaultCpuCount };
  if (cpuCount !== undefined) return { machineType, cpuCount };
  const derived = isLeaf(machineType)
    ? output(machineType).apply((type) => cpusOf(type) ?? defaultCpuCount)
    : (cpusOf(machineType as string) ?? defaultCpuCount);
  return { machineType, cpuCount: derived };
}
