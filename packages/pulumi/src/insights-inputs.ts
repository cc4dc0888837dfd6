import { type ProblemList, readWholeNumber } from '@alloydb-gke/core';
import type { InstanceArgs } from '@pulumi/gcp/alloydb';
import type { Input } from '@pulumi/pulumi';
import type { AlloyDBInstanceArgs } from './alloydb-instance-args';
import { checked } from './checked-input';
import { problem } from './pulumi-codes';

/** Ranges of numbers. Source: the provider's documentation of alloydb.Instance. */
const ranges = {
  queryInsights: { queryStringLength: [256, 4500], queryPlansPerMinute: [0, 20] },
  observability: { maxQueryStringLength: [1024, 100_000], queryPlansPerMinute: [0, 200] },
} as const;

type Insights = Pick<InstanceArgs, 'queryInsightsConfig' | 'observabilityConfig'>;

/** Query insights of an instance, of one kind or the other. */
export function insightsInputs(args: AlloyDBInstanceArgs, path: string, problems: ProblemList): Insights {
  const { queryInsights, observability } = args;
  if (queryInsights !== undefined && observability !== undefined) problems.add(problem('two-query-insights', path, {}));
  return {
    ...(queryInsights !== undefined && {
      queryInsightsConfig: inRange(queryInsights, `${path}.queryInsights`, ranges.queryInsights, problems),
    }),
    ...(observability !== undefined && {
      observabilityConfig: { enabled: true, ...inRange(observability, `${path}.observability`, ranges.observability, problems) },
    }),
  };
}

function inRange<Args extends object>(
  args: Args,
  path: string,
  table: { readonly [Field in keyof Args]?: readonly [least: number, most: number] },
  problems: ProblemList,
): Args {
  const read = Object.entries(table).map(([field, range]) => {
    const [least, most] = range as readonly [number, number];
    const value = args[field as keyof Args] as Input<number> | undefined;
    return [field, checked(value, `${path}.${field}`, problems, (found, at, list) => void readWholeNumber(found, at, least, list, most))];
  });
  return { ...args, ...Object.fromEntries(read.filter(([, value]) => value !== undefined)) };
}
