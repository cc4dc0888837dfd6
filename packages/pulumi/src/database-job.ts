import { databaseJobName, isJsonObject, type Manifest, ProblemList } from '@alloydb-gke/core';
import { Job } from '@pulumi/kubernetes/batch/v1';
import { type ComponentResource, type ComponentResourceOptions, type Input, output } from '@pulumi/pulumi';
import type { DatabaseJobArgs } from './job-args';
import { connectionLeafKind, isLeaf, type KindOf, knownProblems, leavesOf, lift } from './leaves';
import { madeAfter } from './made-after';
import { optionLeafKind, switched } from './proxy-options';
import { readConnection } from './read-connection';

/** What makes a Job of what is said of it: core does. */
export type MakeJob = (options: Readonly<Record<string, unknown>>) => Manifest;

const kindIn: KindOf = (path) => {
  const [field, ...rest] = path;
  switch (field) {
    case 'connection':
    case 'administratorConnection':
      return connectionLeafKind(rest);
    case 'name':
    case 'run':
      return path.length === 1 ? 'word' : undefined;
    case 'clientImage':
      return path.length === 1 ? 'image' : undefined;
    case 'schemas':
      return path.length === 2 ? 'word' : undefined;
    case 'administrator':
      return rest[0] === 'user' || rest.length === 2 ? 'word' : undefined;
    default:
      return optionLeafKind(path);
  }
};

/**
 * The Job of a component. Its name follows from everything that it does.
 *
 * @throws ModelError with every problem of what is known at once
 */
export function databaseJob(
  parent: ComponentResource,
  name: string,
  args: DatabaseJobArgs,
  make: MakeJob,
  opts: ComponentResourceOptions | undefined,
): Job {
  const { jobName = name, skipAwait, ...options } = args ?? {};
  const tree = { ...options, name: jobName };
  const compute = (plain: unknown): unknown => make(readJobOptions(plain as Readonly<Record<string, unknown>>));
  const problems = new ProblemList();
  problems.add(...knownProblems(tree, compute, kindIn));
  problems.throwIfAny();
  const job = lift(tree, compute, kindIn);
  return new Job(`${name}-job`, named(job, jobName, skipAwait === true) as ConstructorParameters<typeof Job>[1], madeAfter(parent, opts));
}

function readJobOptions({
  connection,
  administratorConnection,
  defaults,
  ...options
}: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return {
    ...options,
    ...(connection !== undefined && { connection: readConnection(connection, 'connection') }),
    ...(administratorConnection !== undefined && {
      administratorConnection: readConnection(administratorConnection, 'administratorConnection'),
    }),
    ...(defaults !== undefined && { defaults: isJsonObject(defaults) ? switched(defaults) : defaults }),
  };
}

/** The name is a hash, in which no stand-in would be found again. */
function named(job: unknown, jobName: Input<string>, skipAwait: boolean): object {
  if (isLeaf(job)) {
    const whole = output(job as Input<Manifest>);
    return { metadata: whole.apply(({ metadata }) => withAwait(metadata, skipAwait)), spec: whole.apply(({ spec }) => spec) };
  }
  const { metadata, spec } = job as Manifest;
  const isKnown = leavesOf([jobName, spec], () => undefined).length === 0;
  const hashed = isKnown
    ? databaseJobName(jobName as string, spec)
    : output([jobName, spec] as const).apply(([prefix, known]) => databaseJobName(prefix as string, known));
  return { metadata: { ...withAwait(metadata, skipAwait), name: hashed }, spec };
}

function withAwait(metadata: Manifest['metadata'], skipAwait: boolean): object {
  return skipAwait ? { ...metadata, annotations: { ...metadata?.annotations, 'pulumi.com/skipAwait': 'true' } } : { ...metadata };
}
