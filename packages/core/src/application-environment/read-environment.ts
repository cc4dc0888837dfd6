import type { ConnectionModel } from '../connection/connection';
import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { readBoolean, readChoice, readFields, readText } from '../input/read-fields';
import { problem } from './application-environment-codes';
import { fitsIntoUrl } from './database-url';
import type { EnvironmentOptions } from './environment-options';
import type { EnvironmentPlan } from './environment-plan';
import { planEnvironment } from './plan-environment';
import type { VariableScheme } from './variable-table';

const environmentFields = {
  libpq: { meaning: 'whether the variables of libpq are set' },
  prefix: { meaning: 'the prefix of the variables, such as "DB_"' },
  prefixes: { meaning: 'the prefix of single instances, by the name of the instance' },
  url: { meaning: 'the name of the URL variable, such as "DATABASE_URL"' },
  urls: { meaning: 'the name of the URL variable of single instances, by the name of the instance' },
  password: { meaning: '"variable", "file" or "application"' },
  emptyPassword: { meaning: '"leave-out" or "placeholder"' },
} as const;

const noVariables: EnvironmentPlan = { variables: [], passwordFile: undefined };

/** Reads which variables an application is to get. The plan is usable only if no problem was gathered. */
export function readEnvironment(value: unknown, connection: ConnectionModel, path: string, problems: ProblemList): EnvironmentPlan {
  const fields = readFields(value ?? {}, path, environmentFields, problems);
  if (!fields) return noVariables;
  const at = (field: string): string => `${path}.${field}`;
  const libpq = readBoolean(fields['libpq'], at('libpq'), problems);
  const prefix = readText(fields['prefix'], at('prefix'), problems);
  const prefixes = readByInstance(fields['prefixes'], at('prefixes'), connection, problems);
  const url = readText(fields['url'], at('url'), problems);
  const urls = readByInstance(fields['urls'], at('urls'), connection, problems);
  const password = readPassword(fields['password'], at('password'), connection, problems);
  const emptyPassword = readEmptyPassword(fields['emptyPassword'], at('emptyPassword'), connection, problems);
  const schemes: VariableScheme[] = [];
  if (prefix !== undefined || prefixes) schemes.push('prefix');
  if (url !== undefined || urls) schemes.push('url');
  if (libpq ?? schemes.length === 0) schemes.unshift('libpq');
  if (schemes.length === 0) return noVariables;
  if (connection.auth === 'built-in' && password !== 'application' && !connection.passwordSecret) {
    problems.add(problem('password-secret-missing', at('password'), {}));
  }
  if (schemes.includes('url') && !fitsIntoUrl(connection.databaseName)) {
    problems.add(problem('database-name-in-url', at(url === undefined ? 'urls' : 'url'), { value: quote(connection.databaseName) }));
  }
  const options: EnvironmentOptions = {
    ...(prefix !== undefined && { prefix }),
    ...(prefixes && { prefixes }),
    ...(url !== undefined && { url }),
    ...(urls && { urls }),
    password: password ?? 'variable',
    emptyPassword: emptyPassword ?? 'leave-out',
  };
  return planEnvironment(schemes, options, connection, path, problems);
}

/** With IAM authentication there is no password that could be handed over. */
export function readPassword(
  value: unknown,
  path: string,
  connection: ConnectionModel,
  problems: ProblemList,
): EnvironmentOptions['password'] {
  const password = readChoice(value, path, ['variable', 'file', 'application'], problems);
  if (password !== undefined && connection.auth === 'iam') {
    problems.add(problem('password-with-iam', path, { value: quote(password) }));
  }
  return password;
}

function readEmptyPassword(
  value: unknown,
  path: string,
  connection: ConnectionModel,
  problems: ProblemList,
): EnvironmentOptions['emptyPassword'] {
  const emptyPassword = readChoice(value, path, ['leave-out', 'placeholder'], problems);
  if (emptyPassword !== undefined && connection.auth === 'built-in') {
    problems.add(problem('placeholder-with-password', path, { value: quote(emptyPassword) }));
  }
  return emptyPassword;
}

/** Reads texts by the name of an instance. Names that no instance has are problems. */
function readByInstance(
  value: unknown,
  path: string,
  connection: ConnectionModel,
  problems: ProblemList,
): Readonly<Record<string, string>> | undefined {
  if (value === undefined) return undefined;
  const names = connection.instances.map(({ name }) => name);
  const anyName = Object.fromEntries(Object.keys(Object(value)).map((name) => [name, { meaning: '' }]));
  const fields = readFields(value, path, anyName, problems) ?? {};
  const read: [string, string][] = [];
  for (const name of Object.keys(fields)) {
    const text = readText(fields[name], `${path}.${name}`, problems);
    if (text === undefined) continue;
    if (names.includes(name)) read.push([name, text]);
    else problems.add(problem('variables-of-unknown-instance', path, { value: quote(name), instances: names.join(', ') }));
  }
  return Object.fromEntries(read);
}
