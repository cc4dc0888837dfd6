import { type GrpcServer, grpc } from './sdk-modules';

/** A service on a free port of this machine. */
export interface ServedGrpc {
  readonly port: number;
  close(): void;
}

export async function serveGrpc(service: unknown, implementation: unknown): Promise<ServedGrpc> {
  // A file of manifests is larger than what gRPC takes by itself.
  const server: GrpcServer = new grpc.Server({ 'grpc.max_receive_message_length': 1 << 28 });
  server.addService(service, implementation);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound)));
  });
  return { port, close: (): void => server.forceShutdown() };
}
