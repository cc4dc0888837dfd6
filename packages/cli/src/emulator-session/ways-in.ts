import { type AuthMode, type IpType, type ProxyFlags, renderArgs } from '@alloydb-gke/core';
import type { EmulatorSpec, InstanceSpec, InstanceType, RunningEmulator } from '@alloydb-gke/emulator';
import { type Login, loginsOf } from './logins';
import type { ProxyPorts } from './proxy-ports';

/** How one database user reaches one instance of a running emulator. */
export interface WayIn {
  readonly instanceUri: string;
  readonly type: InstanceType;
  readonly database: string;
  readonly user: string;
  readonly auth: AuthMode;
  readonly kubernetesServiceAccount: string | undefined;
  /** Who an Auth Proxy or a connector runs as; undefined where no Kubernetes service account can be this user. */
  readonly client: ClientWayIn | undefined;
  /** The real Auth Proxy, run as that client. */
  readonly proxy: ProxyWayIn | undefined;
  /** Where psql connects to without a proxy, with a password; undefined where it cannot. */
  readonly direct: Address | undefined;
}

/** The environment of a client, in full. */
export interface ClientWayIn {
  /** `sh SCRIPT COMMAND …` runs one command in it. */
  readonly script: string;
  /** The variables that it has. */
  readonly set: Readonly<Record<string, string>>;
  /** Those that it must not have. */
  readonly unset: readonly string[];
}

/** How the real Auth Proxy is started. */
export interface ProxyWayIn {
  readonly arguments: readonly string[];
  /** Where it then listens. */
  readonly address: Address;
}

/** Where something listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Every way in, by instance. Each proxy has a port of its own, so that all can run at once. */
export async function waysIn(spec: EmulatorSpec, emulator: RunningEmulator, ports: ProxyPorts): Promise<readonly WayIn[]> {
  const ways = Object.entries(spec.clusters).flatMap(([cluster, { instances }]) =>
    Object.entries(instances).flatMap(([id, instance]) =>
      loginsOf(spec)
        .filter((login) => login.cluster === cluster)
        .map((login) => ({ login, instance, uri: `${cluster}/instances/${id}` })),
    ),
  );
  const chosen = await ports(ways.length);
  return ways.map(({ login, instance, uri }, index) => ({
    instanceUri: uri,
    type: instance.type ?? 'PRIMARY',
    database: login.database,
    user: login.user,
    auth: login.auth,
    kubernetesServiceAccount: login.kubernetesServiceAccount,
    client: clientWayIn(login, emulator),
    proxy: proxyWayIn(login, instance, uri, emulator, chosen[index] ?? 0),
    direct: login.auth === 'iam' || instance.requireConnectors ? undefined : directAddress(emulator, uri),
  }));
}

function clientWayIn({ kubernetesServiceAccount: account }: Login, emulator: RunningEmulator): ClientWayIn | undefined {
  const script = account === undefined ? undefined : emulator.addresses.clientScripts[account];
  if (account === undefined || script === undefined) return undefined;
  const environment = Object.entries(emulator.environment(account));
  return {
    script,
    set: Object.fromEntries(environment.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    unset: environment.flatMap(([name, value]) => (value === undefined ? [name] : [])),
  };
}

function proxyWayIn(
  { auth, kubernetesServiceAccount, impersonates }: Login,
  { ipTypes = ['PRIVATE'] }: InstanceSpec,
  uri: string,
  emulator: RunningEmulator,
  port: number,
): ProxyWayIn | undefined {
  if (kubernetesServiceAccount === undefined) return undefined;
  const { adminApi } = emulator.addresses;
  const flags: ProxyFlags = {
    ...(auth === 'iam' && { autoIamAuthn: true }),
    ...ipTypeFlags(ipTypes),
    // Impersonation asks a Google API that no flag points elsewhere; the environment leads both.
    ...(impersonates === undefined ? { alloydbadminApiEndpoint: adminApi } : { impersonateServiceAccount: [impersonates] }),
    disableBuiltInTelemetry: true,
  };
  return { arguments: renderArgs({ flags, instances: [{ uri, flags: { port } }] }), address: { host: '127.0.0.1', port } };
}

function ipTypeFlags(ipTypes: readonly IpType[]): ProxyFlags {
  if (ipTypes.includes('PRIVATE')) return {};
  return ipTypes.includes('PUBLIC') ? { publicIp: true } : { psc: true };
}

function directAddress(emulator: RunningEmulator, uri: string): Address | undefined {
  const [, host, port] = /^(.*):(\d+)$/.exec(emulator.addresses.instances[uri]?.direct ?? '') ?? [];
  return host === undefined ? undefined : { host, port: Number(port) };
}
