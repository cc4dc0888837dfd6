import type { Connection } from '@alloydb-gke/core';
import { type ClientEnvironment, clientEnvironment } from './client-environment/client-environment';
import { type ConnectionRequest, readConnectionFrom } from './connection-from-spec';
import type { EmulatorAddresses } from './emulator-addresses';
import type { Faults } from './faults/faults';
import { cloudPlatformScope } from './iam/access-tokens';
import { principalNamed } from './iam/principal';
import type { EmulatorLog } from './log/emulator-log';
import type { AccessTokenOptions, RunningEmulator } from './running-emulator';
import type { EmulatorContext } from './service';

/** The {@link RunningEmulator} that a start gives. */
export class StartedEmulator implements RunningEmulator {
  readonly addresses: EmulatorAddresses;
  readonly ended: Promise<string | undefined>;
  readonly #context: EmulatorContext;
  readonly #stop: () => Promise<void>;
  #stopped: Promise<void> | undefined;
  #end: (reason: string | undefined) => void = () => {};

  constructor(context: EmulatorContext, addresses: EmulatorAddresses, stop: () => Promise<void>) {
    this.#context = context;
    this.addresses = addresses;
    this.#stop = stop;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    const { signal } = context;
    // Nobody waits for this one; whoever calls stop() gets its error.
    const end = (): void => void this.stop().catch(() => {});
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  }

  get faults(): Faults {
    return this.#context.faults;
  }

  get log(): EmulatorLog {
    return this.#context.log;
  }

  accessToken(principal: string, { scopes = [cloudPlatformScope], lifetimeSeconds = 3600 }: AccessTokenOptions = {}): string {
    return this.#context.tokens.issue(principalNamed(principal), scopes, lifetimeSeconds).text;
  }

  connection(request: ConnectionRequest): Connection {
    return readConnectionFrom(this.#context.model, request);
  }

  environment(kubernetesServiceAccount?: string): ClientEnvironment {
    if (kubernetesServiceAccount !== undefined && !Object.hasOwn(this.addresses.metadataServers, kubernetesServiceAccount))
      this.#context.log.record('kubernetes-service-account-missing', 'metadata-server', { account: kubernetesServiceAccount });
    return clientEnvironment(this.addresses, kubernetesServiceAccount);
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop().finally(() => this.#end(this.#reason()));
    return this.#stopped;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  #reason(): string | undefined {
    const { signal } = this.#context;
    return signal.aborted && typeof signal.reason === 'string' ? signal.reason : undefined;
  }
}
