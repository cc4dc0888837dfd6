import { variableName } from '../../packages/core/src/application-environment/variable-names';
import { type VariableScheme, variableTable } from '../../packages/core/src/application-environment/variable-table';

export const path = 'docs/reference/environment.md';

/** The options that the examples are made with. */
const example = { prefix: 'DB_', url: 'DATABASE_URL' } as const;

export function content(): string {
  return [
    '<!-- Generated from packages/core/src/application-environment by tools/generators/environment.ts. `npm run generate` writes it. -->',
    '# Variables of the application',
    'The proxy listens on `127.0.0.1`, on one port for each instance. Variables tell the application which. Choose the names that it reads already: `environment: { libpq, prefix, url }`, one or several. Without a choice it gets the variables of libpq.',
    'The second column is the default instance: the one called `primary`, or else the first in alphabetical order. The third is any other; `read` stands for its name.',
    ...scheme(
      'libpq',
      'The variables of libpq',
      'Read by [libpq](https://www.postgresql.org/docs/current/libpq-envars.html) and most drivers without a line of code. `environment: { libpq: true }`, and the default.',
    ),
    ...scheme(
      'prefix',
      'Variables with a prefix',
      "Here with `environment: { prefix: 'DB_' }`. The prefix of another instance is derived from it, or set: `prefixes: { read: 'REPLICA_' }`.",
    ),
    ...scheme(
      'url',
      'A URL',
      "Here with `environment: { url: 'DATABASE_URL' }`. The name for another instance is derived from it, or set: `urls: { read: 'REPLICA_URL' }`. Names are percent-encoded so that libpq and node-postgres read the same; a database name with `?` or `#` in it, or with a path segment `.` or `..`, fits into no URL and is refused. A `$` is written so that Kubernetes does not expand it.",
    ),
    ...scheme(
      'connector',
      'Without a proxy',
      'What a workload that connects by itself, through a connector in its own process, gets from `connectorEnvironment(connection)`. With a proxy these are never set: code that takes the connector where `ALLOYDB_INSTANCE_URI` is set would pass the proxy by.',
    ),
    otherInstanceUris(),
    '## The password',
    'A manifest never holds a password. With built-in authentication the connection names the key of a Secret, and `environment.password` says how it reaches the application.',
    [
      '| `password` | what the application gets | when the password changes |',
      '| --- | --- | --- |',
      '| `variable` (the default) | a variable that refers to the Secret | a running pod keeps the old one until it is restarted |',
      '| `file` | the Secret as a file, and its path in a variable that ends in `_FILE` | the file changes within about a minute; the application reads it each time it connects |',
      '| `application` | nothing: it gets its password by itself | its own matter |',
    ].join('\n'),
    'The file is mounted as a whole folder: `/var/run/secrets/alloydb/SECRET/KEY/password`, with the name of the Secret and its key. Several connections of one pod have a folder each. A single file (`subPath`) would never change.',
    '## The password with IAM authentication',
    'There is none. The proxy logs in with a token of its own, and the password that a client sends is not looked at. Most drivers send none if none is set. Some clients and poolers refuse to connect without one: [SQLAlchemy](https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/issues/724) in some setups, [pgcat](https://github.com/postgresml/pgcat/issues/926), [pgdog](https://github.com/pgdogdev/pgdog/issues/155). For these `emptyPassword: "placeholder"` sets a text that is no secret. The database user is the IAM service account without `.gserviceaccount.com`, not a user that you name.',
    '## SSL between the application and the proxy',
    'There is none, on purpose: `sslmode=disable`. The bytes stay inside the pod, and from the proxy to the instance everything is mutual TLS 1.3. A client that insists (`require`, `verify-full`) fails with “server does not support SSL”.',
  ]
    .join('\n\n')
    .concat('\n');
}

function scheme(name: VariableScheme, title: string, introduction: string): readonly string[] {
  const rows = variableTable
    .filter((row) => row.scheme === name)
    .map((row) => {
      const [first, other] = [variableName(row, 'primary', true, example), variableName(row, 'read', false, example)];
      return `| ${code(first)} | ${code(other)} | ${row.holds} |`;
    });
  return [
    `## ${title}`,
    introduction,
    ['| default instance | instance `read` | what it holds |', '| --- | --- | --- |', ...rows].join('\n'),
  ];
}

function code(name: string | undefined): string {
  return name === undefined ? '' : `\`${name}\``;
}

/** The name for `read` is an exception: it is what applications expect. */
function otherInstanceUris(): string {
  const names = variableTable.filter(({ otherNames }) => otherNames).map((row) => code(variableName(row, 'read-eu', false, example)));
  return `The name for \`read\` is for an instance of that name alone. Any other has its own name in it: for \`read-eu\` the variable is ${names.join(', ')}.`;
}
