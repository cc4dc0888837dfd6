import { connectionTestJob, type DatabaseJobOptions } from '@alloydb-gke/core';
import type { Job } from '@pulumi/kubernetes/batch/v1';
import { ComponentResource, type ComponentResourceOptions, type Output } from '@pulumi/pulumi';
import { databaseJob } from './database-job';
import type { ConnectionTestArgs } from './job-args';

/**
 * Logs in to every instance of a connection and reads from it, by a Job with the same proxy, Kubernetes service account and
 * variables as the application. It completes only if everything before it is right: `{ dependsOn: test }` holds an application
 * back until then.
 *
 * @example
 * const test = new ConnectionTest('orders-test', { connection: orders.connection }, { dependsOn: grants });
 */
export class ConnectionTest extends ComponentResource {
  /** The Job. */
  readonly job: Job;
  /** Its name, which is another one where it tests something else. */
  readonly jobName: Output<string>;

  /** @throws ModelError with every problem of what is known at once */
  constructor(name: string, args: ConnectionTestArgs, opts?: ComponentResourceOptions) {
    super('alloydb-gke:index:ConnectionTest', name, args, opts);
    const make = (options: object): ReturnType<typeof connectionTestJob> => connectionTestJob(options as DatabaseJobOptions, name);
    this.job = databaseJob(this, name, args, make, opts);
    this.jobName = this.job.metadata.name;
    this.registerOutputs({ jobName: this.jobName });
  }
}
