import type { IpType } from '@alloydb-gke/core';

/** Where everything of a running emulator is. */
export interface EmulatorAddresses {
  /** The Admin API over REST, `http://127.0.0.1:PORT`. */
  readonly adminApi: string;
  /** The Admin API over gRPC with TLS, `127.0.0.1:PORT`; undefined where the package `@grpc/grpc-js` is not installed. */
  readonly adminApiGrpc: string | undefined;
  /** The token service (`iamcredentials.googleapis.com`), `http://127.0.0.1:PORT`. */
  readonly tokenService: string;
  /** The metadata servers by Kubernetes service account, `NAMESPACE/NAME`; each is `127.0.0.1:PORT`. */
  readonly metadataServers: Readonly<Record<string, string>>;
  /** A proxy for `HTTPS_PROXY`: it answers for the Google APIs and connects to nothing else. */
  readonly httpsFront: string;
  /** A file with the certificate that the Google APIs here are to be trusted by, in PEM. */
  readonly certificateAuthorityFile: string;
  /** An empty folder, for the home of clients: there are no credentials in it. */
  readonly clientHome: string;
  /** Shell scripts by Kubernetes service account: `sh SCRIPT COMMAND …` runs one command as a pod of it. */
  readonly clientScripts: Readonly<Record<string, string>>;
  /** A shell script: `sh SCRIPT psql …` runs a client without a connector, without the `PG*` variables of the shell. */
  readonly plainScript: string;
  /** The instances by their URI. */
  readonly instances: Readonly<Record<string, InstanceAddresses>>;
}

/** Where an instance is. */
export interface InstanceAddresses {
  /** The addresses by IP type. The port for connectors is always 5433. */
  readonly byIpType: Readonly<Partial<Record<IpType, string>>>;
  /** For clients that need no connector, `ADDRESS:PORT`. */
  readonly direct: string;
}
