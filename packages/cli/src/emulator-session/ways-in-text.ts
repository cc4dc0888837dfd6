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
      : ways.flatMap((way) => wayLines(way, colours))),
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

function wayLines(way: WayIn, { bold, cyan, dim }: Colours): readonly string[] {
  const { instanceUri, type, user, auth, database, kubernetesServiceAccount, proxy, connectorEnvironment, direct } = way;
  const block = (title: string, ...lines: readonly string[]): readonly string[] => [
    `  ${title}`,
    ...lines.map((line) => `    ${cyan(line)}`),
  ];
  const login = { user, dbname: database };
  const password = auth === 'built-in' ? ', which asks for the password of the spec' : '';
  const kind = type === 'READ_POOL' ? 'read pool instance' : 'primary instance';
  const as = kubernetesServiceAccount === undefined ? '' : `, from a pod of ${kubernetesServiceAccount}`;
  return [
    bold(instanceUri),
    dim(`  ${kind}; ${user} with ${auth === 'iam' ? 'IAM' : 'built-in'} authentication${as}`),
    ...(proxy
      ? [
          ...block(
            'The Auth Proxy:',
            [...assignments(proxy.environment), 'alloydb-auth-proxy', ...proxy.arguments.map(shellQuote)].join(' '),
          ),
          ...block(`psql through it${password}:`, `psql ${conninfo({ ...proxy.address, ...login, sslmode: 'disable' })}`),
        ]
      : ['  No Kubernetes service account of the spec acts as this user, so neither the Auth Proxy nor a connector can.']),
    ...(connectorEnvironment
      ? block(
          'A connector for this instance URI, in the environment of its program:',
          `export ${assignments(connectorEnvironment).join(' ')}`,
        )
      : []),
    ...(direct ? block(`psql without a proxy${password}:`, `psql ${conninfo({ ...direct, ...login })}`) : []),
    '',
  ];
}

function assignments(environment: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(environment).map(([name, value]) => `${name}=${shellQuote(value)}`);
}
