import { shellQuote } from '@alloydb-gke/core';
import type { EmulatorAddresses } from '@alloydb-gke/emulator';
import type { Colours } from '../terminal';
import { conninfo } from './conninfo';
import type { WayIn } from './ways-in';

/** What a person reads when the emulator has started: where everything is, and lines to copy. */
export function readyText(addresses: EmulatorAddresses, ways: readonly WayIn[], seconds: number, colours: Colours): string {
  const { bold } = colours;
  return [
    `${bold('A local AlloyDB runs.')} It started in ${seconds.toFixed(1)} s. Ctrl-C ends it and removes all that it made.`,
    '',
    ...addressLines(addresses).map(([name, value]) => `  ${name.padEnd(20)} ${value}`),
    '',
    ...(ways.length === 0
      ? ['The spec declares no database user, so nobody can log in.', '']
      : [...scopeLines, '', ...ways.flatMap((way) => wayLines(way, addresses.plainScript, colours))]),
    bold('What happens:'),
    '',
  ].join('\n');
}

function addressLines(addresses: EmulatorAddresses): readonly (readonly [string, string])[] {
  return [
    ['Admin API', addresses.adminApi],
    ['Admin API over gRPC', addresses.adminApiGrpc ?? 'not served: the package @grpc/grpc-js is not installed'],
    ['token service', addresses.tokenService],
    ...Object.entries(addresses.metadataServers).map(([account, address]) => ['metadata server', `${address} of ${account}`] as const),
  ];
}

/** What the printed lines do with the shell of whoever copies them. */
const scopeLines: readonly string[] = [
  'Each line below runs one command in an environment of its own: none of the credentials, proxies and PG* variables of your',
  'shell reach it, HOME is an empty folder for the Auth Proxy and connectors, and your shell stays as it is.',
];

function wayLines(way: WayIn, plainScript: string, { bold, cyan, dim }: Colours): readonly string[] {
  const { instanceUri, type, user, auth, database, kubernetesServiceAccount, client, proxy, direct } = way;
  const block = (title: string, ...lines: readonly string[]): readonly string[] => [
    `  ${title}`,
    ...lines.map((line) => `    ${cyan(line)}`),
  ];
  const psql = (fields: Parameters<typeof conninfo>[0]): string => `sh ${shellQuote(plainScript)} psql ${conninfo(fields)}`;
  const login = { user, dbname: database };
  const password = auth === 'built-in' ? ', which asks for the password of the spec' : '';
  const kind = type === 'READ_POOL' ? 'read pool instance' : 'primary instance';
  const as = kubernetesServiceAccount === undefined ? '' : `, from a pod of ${kubernetesServiceAccount}`;
  return [
    bold(instanceUri),
    dim(`  ${kind}; ${user} with ${auth === 'iam' ? 'IAM' : 'built-in'} authentication${as}`),
    ...(client && proxy
      ? [
          ...block('The Auth Proxy:', ['sh', client.script, 'alloydb-auth-proxy', ...proxy.arguments].map(shellQuote).join(' ')),
          ...block(`psql through it${password}:`, psql({ ...proxy.address, ...login, sslmode: 'disable' })),
          ...block('A program with a connector for this instance URI:', `sh ${shellQuote(client.script)} YOUR-PROGRAM`),
        ]
      : ['  No Kubernetes service account of the spec acts as this user, so neither the Auth Proxy nor a connector can.']),
    ...(direct ? block(`psql without a proxy${password}:`, psql({ ...direct, ...login })) : []),
    '',
  ];
}
