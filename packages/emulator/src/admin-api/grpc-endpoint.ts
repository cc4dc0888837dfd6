import type * as Grpc from '@grpc/grpc-js';
import type { EmulatorAddresses } from '../emulator-addresses';
import { ApiError, apiStatuses } from '../google-api/api-error';
import { localhost } from '../listening';
import type { EmulatorContext } from '../service';
import { callMethod } from './call-method';
import { loadOptional } from './load-optional';
import { decodeMessage, encodeMessage } from './message-wire';
import type { ApiVersion } from './method-call';
import { type MethodRow, methods } from './method-table';

const versions: readonly ApiVersion[] = ['v1', 'v1beta', 'v1alpha'];

/** A gRPC server that runs. */
export interface GrpcEndpoint {
  readonly address: string;
  stop(): void;
}

/**
 * Serves the Admin API over gRPC with TLS, as the Python connector speaks it.
 *
 * @returns undefined where the package `@grpc/grpc-js` is not installed
 * @throws EmulatorError where it is, and cannot be loaded
 */
export async function startGrpcEndpoint(context: EmulatorContext, addresses: () => EmulatorAddresses): Promise<GrpcEndpoint | undefined> {
  const grpc = await loadOptional('@grpc/grpc-js', () => import('@grpc/grpc-js'));
  if (grpc === undefined) return undefined;
  const server = new grpc.Server();
  for (const version of versions) {
    const definitions = methods.map((method) => [method.name, definition(method, version)] as const);
    const handlers = methods.map((method) => [method.name, handler(method, version, context, addresses, grpc)] as const);
    server.addService(Object.fromEntries(definitions), Object.fromEntries(handlers));
  }
  const { servicesAddress: address = localhost } = context.options;
  const { chain, privateKey } = context.apiAuthority.serverIdentity({
    subject: 'alloydb.googleapis.com',
    names: [...new Set([address, localhost]), 'localhost', 'alloydb.googleapis.com'],
  });
  const pair = { cert_chain: Buffer.from(chain), private_key: Buffer.from(privateKey) };
  const credentials = grpc.ServerCredentials.createSsl(null, [pair], false);
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync(`${address}:0`, credentials, (error, bound) => (error ? reject(error) : resolve(bound))),
  );
  return { address: `${address}:${port}`, stop: () => server.forceShutdown() };
}

function definition(method: MethodRow, version: ApiVersion): Grpc.MethodDefinition<object, object> {
  return {
    path: `/google.cloud.alloydb.${version}.AlloyDBAdmin/${method.name}`,
    requestStream: false,
    responseStream: false,
    requestSerialize: (message) => encodeMessage(method.request, message),
    requestDeserialize: (bytes) => decodeMessage(method.request, bytes),
    responseSerialize: (message) => encodeMessage(method.response, message),
    responseDeserialize: (bytes) => decodeMessage(method.response, bytes),
  };
}

function handler(
  method: MethodRow,
  version: ApiVersion,
  context: EmulatorContext,
  addresses: () => EmulatorAddresses,
  grpc: typeof Grpc,
): Grpc.handleUnaryCall<object, object> {
  return (call, answer) => {
    const request = call.request as Readonly<Record<string, unknown>>;
    const authorization = String(call.metadata.get('authorization')[0] ?? '') || undefined;
    callMethod({ method, version, resource: String(request[method.parameter] ?? ''), request, authorization }, context, addresses()).then(
      (outcome) => {
        if (outcome === 'silence') return;
        if (outcome === 'hang up') answer({ code: grpc.status.UNAVAILABLE, details: 'connection closed' });
        else answer(null, outcome.response);
      },
      (error: unknown) => {
        if (error instanceof ApiError) answer({ code: apiStatuses[error.status].grpc, details: error.message });
        else answer({ code: grpc.status.INTERNAL, details: error instanceof Error ? error.message : String(error) });
      },
    );
  };
}
