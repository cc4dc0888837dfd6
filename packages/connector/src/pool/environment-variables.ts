import { connectorError } from '../errors/connector-error';
import { quote } from '../errors/quote';
import { passwordFromFile } from './password-file';
import type { PasswordSource } from './pool-options';
import type { HostAndPort } from './pool-target';

/** The variables of a process. One that is empty counts as not set. */
export class EnvironmentVariables {
  readonly #variables: Readonly<Record<string, string | undefined>>;

  constructor(variables: Readonly<Record<string, string | undefined>>) {
    this.#variables = variables;
  }

  get(name: string): string | undefined {
    return this.#variables[name] || undefined;
  }

  /** @throws ConnectorError `variable-missing` */
  need(name: string, holds: string): string {
    const value = this.get(name);
    if (value === undefined) throw connectorError('variable-missing', { name, holds });
    return value;
  }

  /** @throws ConnectorError `variable-invalid` */
  choice<Choice extends string>(name: string, choices: readonly Choice[], otherwise: Choice): Choice {
    const value = this.get(name) ?? otherwise;
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw this.#invalid(name, `one of ${choices.join(', ')}`);
    return found;
  }

  /** @throws ConnectorError `variable-invalid` */
  port(name: string, otherwise: number): number {
    const value = this.get(name);
    if (value === undefined) return otherwise;
    const port = Number(value);
    if (!/^\d+$/.test(value) || port < 1 || port > 65_535) throw this.#invalid(name, 'a port from 1 to 65535');
    return port;
  }

  /** @throws ConnectorError `variable-invalid` */
  ssl(name: string): HostAndPort['ssl'] {
    const mode = this.get(name);
    const ssl = mode === undefined ? false : sslModes.get(mode);
    if (ssl === undefined) throw this.#invalid(name, `one of ${[...sslModes.keys()].join(', ')}`);
    return ssl;
  }

  /** The password of a variable, or of the file that the variable with `_FILE` behind its name says. */
  password(name: string): PasswordSource | undefined {
    const file = this.get(`${name}_FILE`);
    return file === undefined ? this.get(name) : passwordFromFile(file);
  }

  #invalid(name: string, wanted: string): Error {
    return connectorError('variable-invalid', { name, value: quote(this.get(name)), wanted });
  }
}

/** As the constructs write the name of an instance: `read-eu` is `READ_EU`. */
export function capitals(instance: string): string {
  return instance.toUpperCase().replace(/-/g, '_');
}

/** The modes of libpq, as `pg` takes them: it checks the certificate in all of them but the last. */
const sslModes: ReadonlyMap<string, HostAndPort['ssl']> = new Map<string, HostAndPort['ssl']>([
  ['disable', false],
  ['prefer', true],
  ['require', true],
  ['verify-ca', true],
  ['verify-full', true],
  ['no-verify', { rejectUnauthorized: false }],
]);
