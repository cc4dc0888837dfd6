import type { ConnectionModel } from '../connection/connection';
import type { ConnectionInstance } from '../connection/read-instances';
import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { problem } from './application-environment-codes';
import { beforeHost, behindPort } from './database-url';
import type { EnvironmentOptions } from './environment-options';
import type { EnvironmentPlan, PlannedValue, PlannedVariable } from './environment-plan';
import { literalValue } from './literal-value';
import { passwordFilePath } from './password-file';
import { variableName } from './variable-names';
import { type VariableMeaning, type VariableRow, type VariableScheme, variableTable } from './variable-table';

/** What clients that insist on a password are given with IAM authentication. It is no secret. */
const placeholder = 'unused-with-iam-authentication';

const inWords: Readonly<Record<VariableMeaning, string>> = {
  host: 'the host',
  port: 'the port',
  database: 'the database name',
  user: 'the database user',
  password: 'the password',
  passwordFile: 'the path of the password file',
  sslMode: 'the SSL mode',
  url: 'the URL',
  instanceUri: 'the instance URI',
  ipType: 'the IP type',
  auth: 'the auth mode',
};

/** Names every variable of the schemes, for every instance. A name that would hold two different things is a problem. */
export function planEnvironment(
  schemes: readonly VariableScheme[],
  options: EnvironmentOptions,
  connection: ConnectionModel,
  path: string,
  problems: ProblemList,
): EnvironmentPlan {
  const variables: PlannedVariable[] = [];
  const owners = new Map<string, string>();
  for (const scheme of schemes) {
    for (const [index, instance] of connection.instances.entries()) {
      for (const row of variableTable) {
        const name = row.scheme === scheme ? variableName(row, instance.name, index === 0, options) : undefined;
        const value = name === undefined ? undefined : plannedValue(row, instance, connection, options);
        if (name === undefined || value === undefined) continue;
        const words = inWordsFor(row, instance);
        const first = owners.get(name);
        if (first === words) continue;
        if (first !== undefined) problems.add(problem('variable-twice', path, { name: quote(name), first, second: words }));
        else if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) problems.add(problem('variable-name', path, { value: quote(name) }));
        owners.set(name, words);
        variables.push({ name, value });
      }
    }
  }
  const mounted = options.password === 'file' && variables.length > 0 ? connection.passwordSecret : undefined;
  return { variables, passwordFile: mounted };
}

/** Two variables with the same words hold the same: user, database and password do not depend on the instance. */
function inWordsFor({ meaning }: VariableRow, { name }: ConnectionInstance): string {
  const words = inWords[meaning];
  return meaning === 'host' || meaning === 'port' || meaning === 'url' || meaning === 'instanceUri'
    ? `${words} of the instance "${name}"`
    : words;
}

function plannedValue(
  { meaning }: VariableRow,
  instance: ConnectionInstance,
  connection: ConnectionModel,
  { password, emptyPassword }: EnvironmentOptions,
): PlannedValue | undefined {
  switch (meaning) {
    case 'host':
    case 'port':
      return { kind: meaning, instance: instance.name };
    case 'url':
      return {
        kind: 'url',
        instance: instance.name,
        beforeHost: literalValue(beforeHost(connection.databaseUser)),
        behindPort: literalValue(behindPort(connection.databaseName)),
      };
    case 'database':
      return text(connection.databaseName);
    case 'user':
      return text(connection.databaseUser);
    case 'sslMode':
      return text('disable');
    case 'instanceUri':
      return text(instance.uri.toString());
    case 'ipType':
      return text(instance.ipType);
    case 'auth':
      return text(connection.auth);
    case 'password':
      if (emptyPassword === 'placeholder') return text(placeholder);
      return password === 'variable' && connection.passwordSecret ? { kind: 'secret', secret: connection.passwordSecret } : undefined;
    case 'passwordFile':
      return password === 'file' && connection.passwordSecret ? text(passwordFilePath(connection.passwordSecret)) : undefined;
  }
}

function text(value: string): PlannedValue {
  return { kind: 'text', text: literalValue(value) };
}
