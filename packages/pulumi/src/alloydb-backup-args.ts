import type { Input } from '@pulumi/pulumi';
import type { Weekday } from './alloydb-choices';

/** Backups by schedule. */
export interface AutomatedBackupArgs {
  /**
   * Whether they are made.
   * @default true
   */
  enabled?: Input<boolean>;
  /**
   * The region that they are kept in.
   * @default - that of the cluster
   */
  location?: Input<string>;
  /**
   * How long after its start a backup may still be made, in minutes, at least 5.
   * @default 60
   */
  windowMinutes?: Input<number>;
  /**
   * The days on which they are made.
   * @default - every day
   */
  daysOfWeek?: Input<Input<Weekday>[]>;
  /**
   * The hours at which they start, in UTC: 0 to 23.
   * @default [23]
   */
  startHours?: Input<Input<number>[]>;
  /**
   * How many are kept. Not with `retentionDays`.
   * @default - as many as there are in 14 days
   */
  retentionCount?: Input<number>;
  /**
   * How many days they are kept. Not with `retentionCount`.
   * @default 14
   */
  retentionDays?: Input<number>;
  /**
   * Labels of the backups.
   * @default - none
   */
  labels?: Input<{ [name: string]: Input<string> }>;
  /**
   * The key that encrypts them: `projects/…/locations/…/keyRings/…/cryptoKeys/…`.
   * @default - that of the cluster
   */
  kmsKeyName?: Input<string>;
}

/** Continuous backup: recovery to a point in time. */
export interface ContinuousBackupArgs {
  /**
   * Whether it is on.
   * @default true
   */
  enabled?: Input<boolean>;
  /**
   * How many days back a cluster can be restored: 1 to 35.
   * @default 14
   */
  recoveryWindowDays?: Input<number>;
  /**
   * The key that encrypts it: `projects/…/locations/…/keyRings/…/cryptoKeys/…`.
   * @default - that of the cluster
   */
  kmsKeyName?: Input<string>;
}

/** What a new cluster is restored from: one of a backup, a cluster, a Backup and DR backup and a Backup and DR data source. */
export interface RestoreArgs {
  /**
   * Name of a backup: `projects/…/locations/…/backups/…`.
   * @default - none
   */
  backup?: Input<string>;
  /**
   * Name of the cluster whose state at `pointInTime` is restored.
   * @default - none
   */
  cluster?: Input<string>;
  /**
   * Name of a Backup and DR backup.
   * @default - none
   */
  backupDrBackup?: Input<string>;
  /**
   * Name of the Backup and DR data source whose state at `pointInTime` is restored.
   * @default - none
   */
  backupDrDataSource?: Input<string>;
  /**
   * The point in time: `2026-03-01T10:00:00Z`. Only with `cluster` and `backupDrDataSource`, which need it.
   * @default - none
   */
  pointInTime?: Input<string>;
}

/** When Google may maintain the cluster. */
export interface MaintenanceWindowArgs {
  /** The day. */
  day: Input<Weekday>;
  /** The hour at which it may start, in UTC: 0 to 23. */
  hour: Input<number>;
}
