import type { Connection } from '@alloydb-gke/core';
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
    if (signal.aborted) void this.stop();
    else signal.addEventListener('abort', () => void this.stop(), { once: true });
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

  environment(kubernetesServiceAccount?: string): Readonly<Record<string, string>> {
    const { metadataServers, httpsFront, certificateAuthorityFile } = this.addresses;
    const metadataServer = kubernetesServiceAccount === undefined ? undefined : metadataServers[kubernetesServiceAccount];
    return {
      // Python looks for a metadata server at the one, and asks it at the other.
      ...(metadataServer !== undefined && { GCE_METADATA_HOST: metadataServer, GCE_METADATA_IP: metadataServer }),
      GRPC_DEFAULT_SSL_ROOTS_FILE_PATH: certificateAuthorityFile,
      HTTPS_PROXY: httpsFront,
      SSL_CERT_FILE: certificateAuthorityFile,
      NODE_EXTRA_CA_CERTS: certificateAuthorityFile,
    };
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
