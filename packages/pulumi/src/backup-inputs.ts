import { type ProblemList, readChoice, readWholeNumber } from '@alloydb-gke/core';
import type { ClusterArgs } from '@pulumi/gcp/alloydb';
import { type Input, output } from '@pulumi/pulumi';
import type { AutomatedBackupArgs, ContinuousBackupArgs } from './alloydb-backup-args';
import { Weekday } from './alloydb-choices';
import type { AlloyDBClusterArgs } from './alloydb-cluster-args';
import { checked } from './checked-input';
import { isLeaf } from './leaves';
import { problem } from './pulumi-codes';

type BackupInputs = Pick<ClusterArgs, 'automatedBackupPolicy' | 'continuousBackupConfig'>;

const secondsOfDay = 86_400;
const allDays = Object.values(Weekday);
/** Google's own, where only the days are said. */
const defaultHours = [23];

/** The backups of a cluster as Google calls them. Where no key is said they have that of the cluster. */
export function backupInputs(args: AlloyDBClusterArgs, path: string, problems: ProblemList): BackupInputs {
  const { automatedBackup, continuousBackup, kmsKeyName } = args;
  return {
    ...(automatedBackup !== undefined && {
      automatedBackupPolicy: automated(automatedBackup, kmsKeyName, `${path}.automatedBackup`, problems),
    }),
    ...(continuousBackup !== undefined && {
      continuousBackupConfig: continuous(continuousBackup, kmsKeyName, `${path}.continuousBackup`, problems),
    }),
  };
}

const encrypted = (own: Input<string> | undefined, ofCluster: Input<string> | undefined) => {
  const kmsKeyName = own ?? ofCluster;
  return kmsKeyName !== undefined && { encryptionConfig: { kmsKeyName } };
};

function automated(
  args: AutomatedBackupArgs,
  clusterKey: Input<string> | undefined,
  path: string,
  problems: ProblemList,
): NonNullable<ClusterArgs['automatedBackupPolicy']> {
  if (args.retentionCount !== undefined && args.retentionDays !== undefined) problems.add(problem('two-retentions', path, {}));
  const whole = (field: 'retentionCount' | 'retentionDays' | 'windowMinutes', least: number): Input<number> | undefined =>
    checked(args[field], `${path}.${field}`, problems, (value, at, found) => void readWholeNumber(value, at, least, found));
  const count = whole('retentionCount', 1);
  const days = whole('retentionDays', 1);
  const minutes = whole('windowMinutes', 5);
  const daysOfWeeks = checked(args.daysOfWeek, `${path}.daysOfWeek`, problems, (value, at, found) => {
    if (value.length === 0) found.add(problem('list-empty', at, { what: 'day' }));
    for (const day of value) readChoice(day, at, allDays, found);
  });
  const hours = checked(args.startHours, `${path}.startHours`, problems, (value, at, found) => {
    if (value.length === 0) found.add(problem('list-empty', at, { what: 'hour' }));
    for (const hour of value) readWholeNumber(hour, at, 0, found, 23);
  });
  const hasSchedule = daysOfWeeks !== undefined || hours !== undefined;
  return {
    enabled: args.enabled ?? true,
    ...(args.location !== undefined && { location: args.location }),
    ...(minutes !== undefined && { backupWindow: seconds(minutes, 60) }),
    ...(hasSchedule && { weeklySchedule: { daysOfWeeks: daysOfWeeks ?? allDays, startTimes: startTimes(hours ?? defaultHours) } }),
    ...(count !== undefined && { quantityBasedRetention: { count } }),
    ...(days !== undefined && { timeBasedRetention: { retentionPeriod: seconds(days, secondsOfDay) } }),
    ...(args.labels !== undefined && { labels: args.labels }),
    ...encrypted(args.kmsKeyName, clusterKey),
  };
}

function continuous(
  args: ContinuousBackupArgs,
  clusterKey: Input<string> | undefined,
  path: string,
  problems: ProblemList,
): NonNullable<ClusterArgs['continuousBackupConfig']> {
  const recoveryWindowDays = checked(args.recoveryWindowDays, `${path}.recoveryWindowDays`, problems, (value, at, found) => {
    readWholeNumber(value, at, 1, found, 35);
  });
  return {
    enabled: args.enabled ?? true,
    ...(recoveryWindowDays !== undefined && { recoveryWindowDays }),
    ...encrypted(args.kmsKeyName, clusterKey),
  };
}

function seconds(value: Input<number>, unit: number): Input<string> {
  return isLeaf(value) ? output(value).apply((known) => `${known * unit}s`) : `${(value as number) * unit}s`;
}

function startTimes(hours: Input<Input<number>[]>): Input<{ hours: Input<number> }[]> {
  if (isLeaf(hours)) return output(hours).apply((known) => known.map((hour) => ({ hours: hour })));
  return (hours as Input<number>[]).map((hour) => ({ hours: hour }));
}
