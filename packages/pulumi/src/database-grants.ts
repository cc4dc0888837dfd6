import { type GrantsJobOptions, grantsJob } from '@alloydb-gke/core';
import type { Job } from '@pulumi/kubernetes/batch/v1';
import { ComponentResource, type ComponentResourceOptions, type Output } from '@pulumi/pulumi';
import { databaseJob } from './database-job';
import type { DatabaseGrantsArgs } from './job-args';

/**
 * Makes the database and its schemas, and grants the user of a connection its privileges, by a Job behind the proxy: no API of
 * Google Cloud makes grants. It can run again, and does where what it does has changed. Whoever needs the grants waits for it:
 * `{ dependsOn: grants }`.
 *
 * @example
 * new DatabaseGrants('orders-grants', {
 *   connection: orders.connection,
 *   administrator: { passwordSecret: { name: 'alloydb-admin', key: 'password' } },
 * });
 */
export class DatabaseGrants extends ComponentResource {
  /** The Job. */
  readonly job: Job;
  /** Its name, which is another one where it does something else. */
  readonly jobName: Output<string>;

  /** @throws ModelError with every problem of what is known at once */
  constructor(name: string, args: DatabaseGrantsArgs, opts?: ComponentResourceOptions) {
    super('alloydb-gke:index:DatabaseGrants', name, args, opts);
    const make = (options: object): ReturnType<typeof grantsJob> => grantsJob(options as GrantsJobOptions, name);
    this.job = databaseJob(this, name, args, make, opts);
    this.jobName = this.job.metadata.name;
    this.registerOutputs({ jobName: this.jobName });
  }
}
