import type { Input } from '@pulumi/pulumi';
import type { EmptyPassword, PasswordDelivery } from './proxy-choices';

/**
 * Which variables tell the application where its database is. Every scheme names host, port, database, user and password in
 * its own way; several can be chosen at once. All names are in docs/reference/environment.md.
 *
 * @example
 * { prefix: 'DB_', url: 'DATABASE_URL' } // DB_HOST, DB_PORT, DB_NAME, DB_USER, DB_PASSWORD, DATABASE_URL, PGPASSWORD
 */
export interface EnvironmentArgs {
  /**
   * `false` sets no variables at all.
   * @default true
   */
  enabled?: Input<boolean>;
  /**
   * The variables that libpq and most drivers read by themselves: `PGHOST`, `PGPORT`, `PGDATABASE`, `PGUSER`, `PGPASSWORD`,
   * `PGSSLMODE`. An instance that is not the default one has its name in front: `READ_PGHOST`. `PGSSLMODE` is `disable`: the
   * bytes stay inside the pod up to the proxy, whose own connection to the instance is mutual TLS, and the server does not
   * answer a second SSL handshake inside it.
   * Source: https://www.postgresql.org/docs/current/libpq-envars.html
   * @default - true if no other scheme is chosen, else false
   */
  libpq?: Input<boolean>;
  /**
   * Variables with a prefix of yours: `DB_` gives `DB_HOST`, `DB_PORT`, `DB_NAME`, `DB_USER` and `DB_PASSWORD`. An instance
   * that is not the default one has its name behind the prefix: `DB_READ_HOST`.
   * @default - none
   */
  prefix?: Input<string>;
  /**
   * The whole prefix of single instances, by the instance's name. Without `prefix` only these instances have such variables.
   * @default - derived from `prefix`
   */
  prefixes?: Input<{ [name: string]: Input<string> }>;
  /**
   * The variable that holds everything but the password as a URL: `DATABASE_URL`. An instance that is not the default one
   * has its name in front of the last word: `DATABASE_READ_URL`. The password is in `PGPASSWORD`, which drivers read when a
   * URL has none.
   * @default - none
   */
  url?: Input<string>;
  /**
   * The URL variable of single instances, by the instance's name. Without `url` only these instances have one.
   * @default - derived from `url`
   */
  urls?: Input<{ [name: string]: Input<string> }>;
  /**
   * How the password reaches the application, with built-in authentication.
   *
   * - `variable`: as a variable that refers to the Secret. A running pod keeps the password that it started with.
   * - `file`: the Secret is mounted, and a variable such as `PGPASSWORD_FILE` or `DB_PASSWORD_FILE` says where. A new
   *   password reaches the running pod within about a minute; the application reads the file each time it connects.
   * - `application`: the application gets its password by itself.
   *
   * Source: https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-files-from-a-pod
   * @default 'variable'
   */
  password?: Input<PasswordDelivery>;
  /**
   * What a client sees that asks for the password, with IAM authentication. The proxy logs in with a token of its own and
   * looks at no password, so none is set. Some clients and poolers refuse to connect without one
   * (https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/issues/724, https://github.com/postgresml/pgcat/issues/926,
   * https://github.com/pgdogdev/pgdog/issues/155): `placeholder` gives them a text that is no secret.
   * @default 'leave-out'
   */
  emptyPassword?: Input<EmptyPassword>;
}
