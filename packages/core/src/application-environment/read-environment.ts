import type { ConnectionModel } from '../connection/connection';
import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { readBoolean, readChoice, readFields, readText } from '../input/read-fields';
import { isJsonObject } from '../kubernetes/json';
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

/**
 * Reads which variables an application is to get. The plan is usable only if no problem was gathered. Without a connection only
 * what the options say by themselves is checked.
 */
export function readEnvironment(
  value: unknown,
  connection: ConnectionModel | undefined,
  path: string,
  problems: ProblemList,
): EnvironmentPlan {
  const fields = readFields(value === undefined ? {} : value, path, environmentFields, problems);
  if (!fields) return noVariables;
  const at = (field: string): string => `${path}.${field}`;
  const libpq = readBoolean(fields['libpq'], at('libpq'), problems);
  const prefix = readPrefix(fields['prefix'], at('prefix'), problems);
  const prefixes = readByInstance(fields['prefixes'], at('prefixes'), connection, readPrefix, problems);
  const url = readText(fields['url'], at('url'), problems);
  const urls = readByInstance(fields['urls'], at('urls'), connection, readText, problems);
  const password = readPassword(fields['password'], at('password'), connection, problems);
  const emptyPassword = readEmptyPassword(fields['emptyPassword'], at('emptyPassword'), connection, problems);
  const schemes: VariableScheme[] = [];
  if (prefix !== undefined || prefixes) schemes.push('prefix');
  if (url !== undefined || urls) schemes.push('url');
  if (libpq ?? schemes.length === 0) schemes.unshift('libpq');
  if (schemes.length === 0 || !connection) return noVariables;
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
  connection: ConnectionModel | undefined,
  problems: ProblemList,
): EnvironmentOptions['password'] {
  const password = readChoice(value, path, ['variable', 'file', 'application'], problems);
  if (password !== undefined && connection?.auth === 'iam') {
    problems.add(problem('password-with-iam', path, { choice: quote(password) }));
  }
  return password;
}

function readEmptyPassword(
  value: unknown,
  path: string,
  connection: ConnectionModel | undefined,
  problems: ProblemList,
): EnvironmentOptions['emptyPassword'] {
  const emptyPassword = readChoice(value, path, ['leave-out', 'placeholder'], problems);
  if (emptyPassword !== undefined && connection?.auth === 'built-in') {
    problems.add(problem('placeholder-with-password', path, { choice: quote(emptyPassword) }));
  }
  return emptyPassword;
}

function readPrefix(value: unknown, path: string, problems: ProblemList): string | undefined {
  if (value === '') problems.add(problem('prefix-empty', path, {}));
  return readText(value, path, problems);
}

/** Reads texts by the name of an instance. Names that no instance has are problems. */
function readByInstance(
  value: unknown,
  path: string,
  connection: ConnectionModel | undefined,
  read: typeof readText,
  problems: ProblemList,
): Readonly<Record<string, string>> | undefined {
  if (value === undefined) return undefined;
  const names = connection?.instances.map(({ name }) => name);
  if (!isJsonObject(value)) {
    const example = `{ ${names?.[0] ?? 'primary'}: ${read === readPrefix ? '"DB_"' : '"DATABASE_URL"'} }`;
    problems.add(problem('not-by-instance', path, { value: quote(value), example }));
    return undefined;
  }
  const texts: [string, string][] = [];
  for (const [name, field] of Object.entries(value)) {
    if (field === undefined) continue;
    if (names && !names.includes(name)) {
      problems.add(problem('variables-of-unknown-instance', path, { value: quote(name), instances: names.join(', ') }));
    }
    const text = read(field, `${path}.${name}`, problems);
    if (text !== undefined) texts.push([name, text]);
  }
  return Object.fromEntries(texts);
}
