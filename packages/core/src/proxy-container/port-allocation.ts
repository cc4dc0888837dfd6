import type { AuthProxyModel } from './auth-proxy-model';
import type { ProcessPorts } from './proxy-container';

/** The first ports of each kind. 5433 is also AlloyDB's own port on the server side; here it is only the second local one. */
const firstPorts = { database: 5432, http: 9090, admin: 9091 } as const;

/** A port that somebody else in the pod has. */
export interface TakenPort {
  /** `container "app"` */
  readonly holder: string;
  /** Whether the holder is another Auth Proxy, whose ports were allocated like ours. */
  readonly isProxy: boolean;
}

/** A port of ours that somebody else has. */
export interface PortClash {
  readonly port: number;
  /** `instance "primary"`, `the health server` */
  readonly ours: string;
  readonly holder: string;
  /** The option that moves our port. */
  readonly option: string;
}

/**
 * The ports of all processes in one pod. Chosen ports are taken as they are. Others are allocated: health and admin servers
 * get the next port that nobody declares; so do instances where another proxy is in the way. An instance never moves away from
 * a port that the application declares: that is a clash, since something may expect the database there.
 */
export function allocatePorts(
  model: AuthProxyModel,
  taken: ReadonlyMap<number, TakenPort>,
): { readonly ports: readonly ProcessPorts[]; readonly clashes: readonly PortClash[] } {
  const clashes: PortClash[] = [];
  const chosen = [...model.ports.instances.values(), model.ports.http, model.ports.admin].filter((port) => port !== undefined);
  const used = new Set<number>(chosen);
  const claim = (port: number, ours: string, option: string): number => {
    const holder = taken.get(port)?.holder;
    if (holder !== undefined) clashes.push({ port, ours, holder, option });
    used.add(port);
    return port;
  };
  const nextFree = (first: number, isPassed: (port: number) => boolean): number => {
    let port = first;
    while (used.has(port) || isPassed(port)) port += 1;
    return port;
  };
  const names = model.processes.flatMap((process) => process.instances.map(({ name }) => name));
  const instances = new Map(
    names.map((name) => {
      const port = model.ports.instances.get(name) ?? nextFree(firstPorts.database, (candidate) => taken.get(candidate)?.isProxy === true);
      return [name, claim(port, `the instance "${name}"`, `ports: { ${name}: … }`)];
    }),
  );
  const servers = new Set<number>();
  const server = (kind: 'http' | 'admin', ours: string): number => {
    // With several processes a chosen port is the first one's; the others follow it.
    const first = model.ports[kind] ?? firstPorts[kind];
    const mayTake = first === model.ports[kind] && !servers.has(first);
    const port = mayTake ? first : nextFree(first, (candidate) => taken.has(candidate));
    servers.add(port);
    return claim(port, ours, `${kind}Port`);
  };
  const ports = model.processes.map((process) => ({
    instances: Object.fromEntries(process.instances.map(({ name }) => [name, instances.get(name) ?? 0])),
    http: server('http', 'the health server'),
    admin: server('admin', 'the admin server'),
  }));
  return { ports, clashes };
}
