import type { Connection } from '@alloydb-gke/core';
import type { ClientEnvironment } from './client-environment/client-environment';
import type { ConnectionRequest } from './connection-from-spec';
import type { EmulatorAddresses } from './emulator-addresses';
import type { Faults } from './faults/faults';
import type { EmulatorLog } from './log/emulator-log';

declare global {
  // Whoever reads these types may have a library without it. As in @types/node, the two are one where both are there.
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol;
  }
}

/** What an access token is asked for with. */
export interface AccessTokenOptions {
  /**
   * The scopes of the token.
   * @default - the scope of the whole cloud platform
   */
  readonly scopes?: readonly string[];
  /**
   * How long it is good for, in seconds.
   * @default 3600
   */
  readonly lifetimeSeconds?: number;
}

/** An AlloyDB that runs on this machine. */
export interface RunningEmulator {
  /** Where everything is. */
  readonly addresses: EmulatorAddresses;
  /** Fulfilled when the emulator has stopped: with a reason if it had to, with undefined if it was asked to. */
  readonly ended: Promise<string | undefined>;
  /** Faults to switch on and off. */
  readonly faults: Faults;
  /** What happened, and what was missing. */
  readonly log: EmulatorLog;

  /**
   * An access token, as for the proxy's static token. The principal needs no declaration; what it may do is what bindings say.
   *
   * @param principal an e-mail, or a member such as `user:ada@example.com`
   */
  accessToken(principal: string, options?: AccessTokenOptions): string;

  /**
   * Who reaches which database how, read from the spec.
   *
   * @throws ModelError if the spec has not what is asked for
   */
  connection(request: ConnectionRequest): Connection;

  /**
   * The environment that leads a program to the emulator where it means Google: its metadata server, and the Google APIs
   * through a proxy with a certificate to trust. What would lead it elsewhere is there with `undefined`, which Node takes for
   * "not set": credentials, other proxies, and the settings of the Auth Proxy and of libpq. `HOME` is an empty folder, for the
   * credentials of gcloud are below the real one. Go reads `SSL_CERT_FILE` on Linux only.
   *
   * @param kubernetesServiceAccount as whom, `NAMESPACE/NAME`; without one there is no metadata server
   * @example
   * spawn('alloydb-auth-proxy', [primaryUri], { env: { ...process.env, ...emulator.environment('shop/orders') } });
   */
  environment(kubernetesServiceAccount?: string): ClientEnvironment;

  /** Stops everything and removes every file. A second call waits for the first. */
  stop(): Promise<void>;

  /** The same at the end of the block of `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}
