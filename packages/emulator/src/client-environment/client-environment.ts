import type { EmulatorAddresses } from '../emulator-addresses';
import { foreignVariables } from './foreign-variables';

/** Variables to be set, and with `undefined` those to be taken away. */
export type ClientEnvironment = Readonly<Record<string, string | undefined>>;

/**
 * All that a client has to find in its environment, and must not find there, to mean the emulator where it means Google.
 * The home is an empty one: Go looks for the credentials of gcloud below HOME and knows no other variable for them.
 *
 * @param kubernetesServiceAccount as whom, `NAMESPACE/NAME`; without one there is no metadata server
 */
export function clientEnvironment(
  { metadataServers, httpsFront, certificateAuthorityFile, clientHome }: EmulatorAddresses,
  kubernetesServiceAccount: string | undefined,
): ClientEnvironment {
  const metadataServer = kubernetesServiceAccount === undefined ? undefined : metadataServers[kubernetesServiceAccount];
  // What is on this machine is reached directly: metadata servers, and APIs by their address.
  const local = [...new Set(['127.0.0.1', 'localhost', new URL(httpsFront).hostname])];
  return {
    ...Object.fromEntries(foreignVariables.map((name) => [name, undefined])),
    // Python looks for a metadata server at the one, and asks it at the other.
    ...(metadataServer !== undefined && { GCE_METADATA_HOST: metadataServer, GCE_METADATA_IP: metadataServer }),
    HOME: clientHome,
    CLOUDSDK_CONFIG: clientHome,
    // Some read only the one spelling, and some prefer one of them.
    HTTPS_PROXY: httpsFront,
    https_proxy: httpsFront,
    NO_PROXY: local.join(','),
    no_proxy: local.join(','),
    SSL_CERT_FILE: certificateAuthorityFile,
    NODE_EXTRA_CA_CERTS: certificateAuthorityFile,
    GRPC_DEFAULT_SSL_ROOTS_FILE_PATH: certificateAuthorityFile,
    REQUESTS_CA_BUNDLE: certificateAuthorityFile,
  };
}
