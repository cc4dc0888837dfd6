import { roleTable } from '../../packages/core/src/iam-roles/role-table';

export const path = 'docs/reference/roles.md';

export function content(): string {
  return [
    '<!-- Generated from packages/core/src/iam-roles by tools/generators/roles.ts. `npm run generate` writes it. -->',
    '# IAM roles',
    'A connection says which of these roles it needs: `requiredRoles(connection)` lists them, and `setupCommands(connection, options)` grants them. Nobody has to pick them by hand.',
    '| role | granted on | granted to | auth mode | identity form |\n| --- | --- | --- | --- | --- |\n' +
      roleTable
        .map(({ name, source, grantedOn, grantedTo, auth, forms }) =>
          ['', `[\`${name}\`](${source})`, grantedOn, grantedTo, codes(auth), codes(forms), ''].join(' | ').trim(),
        )
        .join('\n'),
    'The roles of the database lie in the project of the database, once in each project that has an instance of the connection. The workload identity pool is that of the GKE cluster or fleet, which may be in another project. So may the IAM service account. The roles for metrics and traces are needed only with `telemetry.project`, in that project.',
    ...roleTable.flatMap(({ name, why, permissions }) => [
      `## ${name}`,
      why,
      `Permissions, as far as they are documented: ${codes(permissions)}.`,
    ]),
    '## APIs',
    'The project of the database needs `alloydb.googleapis.com` and `serviceusage.googleapis.com`, that of the GKE cluster `container.googleapis.com` and `iamcredentials.googleapis.com`, and that of an IAM service account `iam.googleapis.com` and `iamcredentials.googleapis.com`. A project that gets metrics and traces needs `monitoring.googleapis.com` and `cloudtrace.googleapis.com`.',
  ]
    .join('\n\n')
    .concat('\n');
}

function codes(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
