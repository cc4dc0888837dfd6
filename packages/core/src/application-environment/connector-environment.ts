import type { Connection } from '../connection/connection';
import { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { identityForm } from '../identity/identity';
import { readFields } from '../input/read-fields';
import type { ApplicationEnvironment } from './application-environment';
import { problem } from './application-environment-codes';
import type { EnvironmentOptions } from './environment-options';
import { planEnvironment } from './plan-environment';
import { readPassword } from './read-environment';
import { renderEnvironment } from './render-environment';

/** How a workload without a proxy gets its password. */
export type ConnectorEnvironmentOptions = Pick<EnvironmentOptions, 'password'>;

/**
 * The variables of a workload that reaches AlloyDB through the connector of its own process, without an Auth Proxy:
 * `ALLOYDB_INSTANCE_URI`, `ALLOYDB_READ_POOL_URI`, `ALLOYDB_IP_TYPE`, `ALLOYDB_AUTH`, `PGUSER`, `PGDATABASE`, `PGPASSWORD`.
 *
 * A workload with a proxy must not have them: code that takes the connector where `ALLOYDB_INSTANCE_URI` is set would pass
 * the proxy by.
 *
 * @throws ModelError if the connector could not do what the connection says
 * @example
 * container.env = [...container.env, ...connectorEnvironment(connection).variables];
 */
export function connectorEnvironment(connection: Connection, options: ConnectorEnvironmentOptions = {}): ApplicationEnvironment {
  const problems = new ProblemList();
  const path = 'environment';
  const fields = readFields(options, path, { password: { meaning: '"variable", "file" or "application"' } }, problems);
  const password = readPassword(fields?.['password'], `${path}.password`, connection, problems) ?? 'variable';
  const { identity, instances } = connection;
  if (connection.auth === 'built-in' && password !== 'application' && !connection.passwordSecret) {
    problems.add(problem('password-secret-missing', `${path}.password`, {}));
  }
  if (identityForm(identity) === 'impersonated') {
    problems.add(problem('connector-impersonation', 'connection.identity', { value: quote(identity.iamServiceAccount) }));
  }
  if (new Set(instances.map(({ ipType }) => ipType)).size > 1) {
    const named = instances.map(({ name, ipType }) => `"${name}" (${ipType})`).join(', ');
    problems.add(problem('connector-ip-types', 'connection.instances', { instances: named }));
  }
  const plan = planEnvironment(['connector'], { password }, connection, path, problems);
  problems.throwIfAny();
  return renderEnvironment(plan, []);
}
