import { type ProblemList, quote, readChoice, readWholeNumber } from '@alloydb-gke/core';
import type { ClusterArgs } from '@pulumi/gcp/alloydb';
import { type Input, output } from '@pulumi/pulumi';
import { SubscriptionType, Weekday } from './alloydb-choices';
import type { AlloyDBClusterArgs } from './alloydb-cluster-args';
import { backupInputs } from './backup-inputs';
import { checked } from './checked-input';
import { isLeaf } from './leaves';
import { problem } from './pulumi-codes';

/** What a cluster is, besides where it is, its network and what it replicates. */
export type ClusterInputs = Omit<ClusterArgs, 'clusterId' | 'location'>;

/** The settings of a cluster as Google calls them. */
export function clusterInputs(args: AlloyDBClusterArgs, path: string, problems: ProblemList): ClusterInputs {
  const databaseVersion = checked(args.databaseVersion, `${path}.databaseVersion`, problems, (value, at, found) => {
    if (!/^POSTGRES_\d+$/.test(value)) found.add(problem('database-version', at, { value: quote(value) }));
  });
  const subscriptionType = checked(args.subscriptionType, `${path}.subscriptionType`, problems, (value, at, found) => {
    readChoice(value, at, Object.values(SubscriptionType), found);
  });
  const { displayName, labels, annotations, kmsKeyName, dataplexIntegration, skipAwaitMajorVersionUpgrade, initialUser } = args;
  const { deletionProtection = true } = args;
  return {
    ...(args.project !== undefined && { project: args.project }),
    ...(displayName !== undefined && { displayName }),
    ...(labels !== undefined && { labels }),
    ...(annotations !== undefined && { annotations }),
    ...(databaseVersion !== undefined && { databaseVersion }),
    ...(skipAwaitMajorVersionUpgrade !== undefined && { skipAwaitMajorVersionUpgrade }),
    ...(subscriptionType !== undefined && { subscriptionType }),
    ...(kmsKeyName !== undefined && { encryptionConfig: { kmsKeyName } }),
    ...(dataplexIntegration !== undefined && { dataplexConfig: { enabled: dataplexIntegration } }),
    ...(initialUser !== undefined && {
      initialUser: {
        user: initialUser.user ?? 'postgres',
        passwordWo: initialUser.password,
        passwordWoVersion: initialUser.passwordVersion ?? '1',
      },
    }),
    ...backupInputs(args, path, problems),
    ...maintenanceInputs(args, path, problems),
    ...restoreInputs(args, path, problems),
    deletionProtection,
    // A cluster that goes takes along what others made in it.
    deletionPolicy: deletionProtection ? 'DEFAULT' : 'FORCE',
  };
}

function maintenanceInputs({ maintenanceWindow }: AlloyDBClusterArgs, path: string, problems: ProblemList): Partial<ClusterInputs> {
  if (maintenanceWindow === undefined) return {};
  const day = checked(maintenanceWindow.day, `${path}.maintenanceWindow.day`, problems, (value, at, found) => {
    readChoice(value, at, Object.values(Weekday), found);
  }) as Input<string>;
  const hours = checked(maintenanceWindow.hour, `${path}.maintenanceWindow.hour`, problems, (value, at, found) => {
    readWholeNumber(value, at, 0, found, 23);
  }) as Input<number>;
  return { maintenanceUpdatePolicy: { maintenanceWindows: [{ day, startTime: { hours } }] } };
}

/** The fields that say what is restored, one of which is set. Whether it is taken at a point in time. */
const restoreSources = { backup: false, cluster: true, backupDrBackup: false, backupDrDataSource: true } as const;

function restoreInputs({ restore }: AlloyDBClusterArgs, path: string, problems: ProblemList): Partial<ClusterInputs> {
  if (restore === undefined) return {};
  const at = `${path}.restore`;
  const said = (Object.keys(restoreSources) as (keyof typeof restoreSources)[]).filter((field) => restore[field] !== undefined);
  const [source] = said;
  if (source === undefined || said.length > 1) {
    problems.add(problem('restore-sources', at, { count: said.length, sources: Object.keys(restoreSources).join(', ') }));
    return {};
  }
  const isAtTime = restoreSources[source];
  if (isAtTime !== (restore.pointInTime !== undefined)) {
    problems.add(isAtTime ? problem('restore-time-missing', at, { source }) : problem('restore-time', at, { source }));
  }
  const pointInTime = timeOf(restore.pointInTime, `${at}.pointInTime`, problems);
  const { backup, cluster, backupDrBackup, backupDrDataSource } = restore;
  return {
    ...(backup !== undefined && { restoreBackupSource: { backupName: backup } }),
    ...(cluster !== undefined && { restoreContinuousBackupSource: { cluster, pointInTime } }),
    ...(backupDrBackup !== undefined && { restoreBackupdrBackupSource: { backup: backupDrBackup } }),
    ...(backupDrDataSource !== undefined && { restoreBackupdrPitrSource: { dataSource: backupDrDataSource, pointInTime } }),
  };
}

function timeOf(time: Input<string> | undefined, path: string, problems: ProblemList): Input<string> {
  const sound = checked(time, path, problems, (value, at, found) => {
    const isTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/.test(value) && !Number.isNaN(Date.parse(value));
    if (!isTime) found.add(problem('point-in-time', at, { value: quote(value) }));
  });
  return isLeaf(sound) ? output(sound as Input<string>) : ((sound as string | undefined) ?? '');
}
