import { type AuthMode, type IpType, type ProxyFlags, renderArgs } from '@alloydb-gke/core';
import type { EmulatorSpec, InstanceSpec, InstanceType, RunningEmulator } from '@alloydb-gke/emulator';
import { type Login, loginsOf } from './logins';

/** How one database user reaches one instance of a running emulator. */
export interface WayIn {
  readonly instanceUri: string;
  readonly type: InstanceType;
  readonly database: string;
  readonly user: string;
  readonly auth: AuthMode;
  readonly kubernetesServiceAccount: string | undefined;
  /** The real Auth Proxy; undefined where no Kubernetes service account can be this user. */
  readonly proxy: ProxyWayIn | undefined;
  /** The environment that leads a connector to the emulator. */
  readonly connectorEnvironment: Readonly<Record<string, string>> | undefined;
  /** Where psql connects to without a proxy, with a password; undefined where it cannot. */
  readonly direct: Address | undefined;
}

/** How the real Auth Proxy is started. */
export interface ProxyWayIn {
  readonly environment: Readonly<Record<string, string>>;
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
export function waysIn(spec: EmulatorSpec, emulator: RunningEmulator, firstPort: number): readonly WayIn[] {
  const ways = Object.entries(spec.clusters).flatMap(([cluster, { instances }]) =>
    Object.entries(instances).flatMap(([id, instance]) =>
      loginsOf(spec)
        .filter((login) => login.cluster === cluster)
        .map((login) => ({ login, instance, uri: `${cluster}/instances/${id}` })),
    ),
  );
  return ways.map(({ login, instance, uri }, index) => ({
    instanceUri: uri,
    type: instance.type ?? 'PRIMARY',
    database: login.database,
    user: login.user,
    auth: login.auth,
    kubernetesServiceAccount: login.kubernetesServiceAccount,
    proxy: proxyWayIn(login, instance, uri, emulator, firstPort + index),
    connectorEnvironment: login.kubernetesServiceAccount === undefined ? undefined : emulator.environment(login.kubernetesServiceAccount),
    direct: login.auth === 'iam' || instance.requireConnectors ? undefined : directAddress(emulator, uri),
  }));
}

function proxyWayIn(
  { auth, kubernetesServiceAccount, impersonates }: Login,
  { ipTypes = ['PRIVATE'] }: InstanceSpec,
  uri: string,
  emulator: RunningEmulator,
  port: number,
): ProxyWayIn | undefined {
  if (kubernetesServiceAccount === undefined) return undefined;
  const { adminApi, metadataServers } = emulator.addresses;
  const flags: ProxyFlags = {
    ...(auth === 'iam' && { autoIamAuthn: true }),
    ...ipTypeFlags(ipTypes),
    ...(impersonates === undefined ? { alloydbadminApiEndpoint: adminApi } : { impersonateServiceAccount: [impersonates] }),
    disableBuiltInTelemetry: true,
  };
  // Impersonation asks a Google API that no flag points elsewhere.
  const environment =
    impersonates === undefined
      ? { GCE_METADATA_HOST: metadataServers[kubernetesServiceAccount] ?? '' }
      : emulator.environment(kubernetesServiceAccount);
  return { environment, arguments: renderArgs({ flags, instances: [{ uri, flags: { port } }] }), address: { host: '127.0.0.1', port } };
}

function ipTypeFlags(ipTypes: readonly IpType[]): ProxyFlags {
  if (ipTypes.includes('PRIVATE')) return {};
  return ipTypes.includes('PUBLIC') ? { publicIp: true } : { psc: true };
}

function directAddress(emulator: RunningEmulator, uri: string): Address | undefined {
  const [, host, port] = /^(.*):(\d+)$/.exec(emulator.addresses.instances[uri]?.direct ?? '') ?? [];
  return host === undefined ? undefined : { host, port: Number(port) };
}
