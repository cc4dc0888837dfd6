import { ProblemList } from '../errors/problem-list';
import { readFields } from '../input/read-fields';
import type { Manifest } from '../kubernetes/manifest';
import { databaseJob } from './database-job';
import type { DatabaseJobOptions } from './database-job-options';
import { problem } from './database-jobs-codes';
import { loginCommand } from './psql-container';
import { type DatabaseJobPlan, databaseJobFields, readDatabaseJob } from './read-database-job';

/**
 * A Job that logs in to every instance of a connection and reads from it, with the same proxy, Kubernetes service account and
 * variables as the application: it completes only if everything before it is right.
 *
 * @throws ModelError with every problem at once
 */
export function connectionTestJob(options: DatabaseJobOptions, path = 'options'): Manifest {
  const problems = new ProblemList();
  const plan = readDatabaseJob(readFields(options, path, databaseJobFields, problems) ?? {}, path, problems);
  const { connection } = plan;
  if (connection?.auth === 'built-in' && !connection.passwordSecret) {
    problems.add(problem('test-without-password', `${path}.connection`, {}));
  }
  problems.throwIfAny();
  return testJob(plan as DatabaseJobPlan);
}

function testJob(plan: DatabaseJobPlan): Manifest {
  const logins = plan.connection.instances.map(({ name }, index) => loginCommand(name, index === 0, true));
  return databaseJob(plan, { login: plan.connection, script: logins.join('\n') });
}
