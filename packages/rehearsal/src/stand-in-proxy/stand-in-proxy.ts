import type { Server } from 'node:http';
import { type ConnectionOptions, Connector } from '@alloydb-gke/connector';
import { listenersOf, type ProxyInstance, type ProxyInvocation, type TcpListener } from '@alloydb-gke/core';
import { readSeconds } from '../pod-host/client-invocation';
import { nameInLog } from '../verdict/instance-parts';
import { adminServer, type HttpServerParts, healthServer, listenForHttp, type StandInState } from './http-servers';
import { MetadataToken } from './metadata-token';
import { OpenClients } from './open-clients';
import { ProxiedInstance } from './proxied-instance';
import type { StandInLog } from './stand-in-log';

/** Why the stand-in ends. */
export type EndReason = 'SIGTERM' | 'SIGINT' | 'quitquitquit';

const exitCodes: Readonly<Record<EndReason, number>> = { SIGTERM: 143, SIGINT: 130, quitquitquit: 0 };

/**
 * The connector behind the flags of the Auth Proxy: listeners, health and admin servers, ends and exit codes as those of 1.17.1.
 * Source: internal/proxy/proxy.go and cmd/root.go
 */
export class StandInProxy {
  readonly #invocation: ProxyInvocation;
  readonly #log: StandInLog;
  readonly #clients: OpenClients;
  readonly #instances: readonly ProxiedInstance[];
  readonly #quit: () => void;
  #state: StandInState = 'starting';

  constructor(invocation: ProxyInvocation, log: StandInLog, quit: () => void) {
    this.#invocation = invocation;
    this.#log = log;
    this.#quit = quit;
    this.#clients = new OpenClients(invocation.flags.maxConnections ?? 0);
    const connector = connectorOf(invocation);
    const places = listenersOf(invocation).filter(({ server }) => server === 'database');
    this.#instances = places.flatMap((listener) => {
      const instance = invocation.instances[listener.instance ?? 0];
      if (!instance) return [];
      const target = targetOf(instance, invocation);
      return [new ProxiedInstance({ name: nameInLog(instance.uri), target, listener, connector, clients: this.#clients, log })];
    });
  }

  /** @throws Error in the words of the Auth Proxy */
  async start(): Promise<void> {
    const { flags } = this.#invocation;
    this.#log.info('The stand-in for the Auth Proxy starts: the connector of @alloydb-gke, and not the program of Google.');
    for (const instance of this.#instances) await instance.listen();
    if (flags.runConnectionTest) await this.#testConnections();
    else this.#state = 'started';
    this.#log.info('The proxy has started successfully and is ready for new connections!');
    await this.#startServers();
    this.#state = 'started';
  }

  /** Ends as asked for. Gives the exit code. */
  async end(reason: EndReason): Promise<number> {
    const { exitZeroSigterm, minSigtermDelay, maxSigtermDelay = '0s' } = this.#invocation.flags;
    const isZero = reason === 'SIGTERM' && exitZeroSigterm === true;
    // With exit code 0 the Auth Proxy takes the signal for another error, and does not wait.
    if (!isZero) await new Promise((resolve) => setTimeout(resolve, readSeconds(minSigtermDelay ?? '0s') * 1000));
    const said = reason === 'quitquitquit' ? '/quitquitquit received request' : `${reason} signal received`;
    if (isZero) this.#log.error(`The proxy has encountered a terminal error: ${said}`);
    else this.#log.info(`${said}. Shutting down...`);
    this.#state = 'stopped';
    for (const instance of this.#instances) instance.stopListening();
    const left = await this.#clients.gone(readSeconds(maxSigtermDelay) * 1000);
    if (left === 0) return isZero ? 0 : exitCodes[reason];
    this.#log.error(`error during shutdown: ${left} connection(s) still open after waiting ${maxSigtermDelay}`);
    return 1;
  }

  async #testConnections(): Promise<void> {
    this.#log.info('Connection test started');
    try {
      await this.#check();
    } catch (error) {
      this.#log.error('Connection test failed');
      throw error;
    }
    this.#log.info('Connection test passed');
  }

  async #check(): Promise<void> {
    const outcomes = await Promise.allSettled(this.#instances.map((instance) => instance.check()));
    const failed = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [(outcome.reason as Error).message] : []));
    if (failed.length > 0) throw new Error(failed.join(', '));
  }

  async #startServers(): Promise<void> {
    const { flags } = this.#invocation;
    const parts: HttpServerParts = {
      state: () => this.#state,
      clients: this.#clients,
      check: flags.withBackendCheck ? () => this.#check() : undefined,
      healthCheck: flags.healthCheck ?? false,
      metrics: flags.prometheus ?? false,
      quit: flags.quitquitquit ? this.#quit : undefined,
    };
    const makers: Readonly<Partial<Record<TcpListener['server'], (all: HttpServerParts) => Server>>> = {
      http: healthServer,
      admin: adminServer,
    };
    for (const listener of listenersOf(this.#invocation)) {
      const make = makers[listener.server];
      if (make && listener.network === 'tcp') await listenForHttp(make(parts), listener.address, listener.port);
    }
  }
}

function connectorOf({ flags }: ProxyInvocation): Connector {
  const { alloydbadminApiEndpoint: endpoint, universeDomain, impersonateServiceAccount: accounts, userAgent, lazyRefresh } = flags;
  return new Connector({
    ...(process.env['GOOGLE_APPLICATION_CREDENTIALS'] === undefined && {
      auth: new MetadataToken('https://www.googleapis.com/auth/cloud-platform'),
      // An impersonation chain has login tokens of its own.
      ...(!accounts && { loginAuth: new MetadataToken('https://www.googleapis.com/auth/alloydb.login') }),
    }),
    // The Auth Proxy forgets an instance that fails, and its limiter with it.
    limitRateInterval: 0,
    refresh: lazyRefresh ? 'lazy' : 'ahead',
    ...(endpoint !== undefined && { adminApiEndpoint: endpoint }),
    ...(universeDomain !== undefined && { universeDomain }),
    // The proxy names the last one first.
    ...(accounts && { impersonationChain: [...accounts].reverse() }),
    ...(userAgent && userAgent.length > 0 && { userAgent: userAgent.join(' ') }),
  });
}

/** On for one instance, automatic IAM authentication is on for all; the other settings are those of the instance, else of the process. */
function targetOf({ uri, flags: own }: ProxyInstance, { flags, instances }: ProxyInvocation): ConnectionOptions {
  const isIam = flags.autoIamAuthn === true || instances.some((one) => one.flags.autoIamAuthn === true);
  const psc = own.psc ?? flags.psc;
  const publicIp = own.publicIp ?? flags.publicIp;
  return { instanceUri: uri, authType: isIam ? 'IAM' : 'PASSWORD', ipType: psc ? 'PSC' : publicIp ? 'PUBLIC' : 'PRIVATE' };
}
