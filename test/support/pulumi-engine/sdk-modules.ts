import { createRequire } from 'node:module';
import { join } from 'node:path';
import { repositoryFolder } from '../../../tools/workspace/folders.mjs';

/** As the package resolves them: the test process and the components must share one SDK. */
export const fromPackage: NodeJS.Require = createRequire(join(repositoryFolder, 'packages', 'pulumi', 'package.json'));
const fromSdk = createRequire(fromPackage.resolve('@pulumi/pulumi'));

/** What of gRPC is needed. */
interface Grpc {
  readonly Server: new (options: object) => GrpcServer;
  readonly ServerCredentials: { createInsecure(): unknown };
  readonly credentials: { createInsecure(): unknown };
  readonly Metadata: new () => { add(name: string, value: Buffer): void };
  readonly status: { readonly UNKNOWN: number; readonly UNIMPLEMENTED: number };
}

/** A gRPC server. */
export interface GrpcServer {
  addService(service: unknown, implementation: unknown): void;
  bindAsync(address: string, credentials: unknown, bound: (error: Error | null, port: number) => void): void;
  forceShutdown(): void;
}

/** The SDK's own server of a program that runs in this process, which the Automation API starts. */
interface AutomationServer {
  readonly LanguageServer: new (program: () => Promise<unknown>) => object;
}

export const grpc: Grpc = fromSdk('@grpc/grpc-js') as Grpc;
export const { LanguageServer } = fromPackage('@pulumi/pulumi/automation/server') as AutomationServer;
export const { LanguageRuntimeService } = fromPackage('@pulumi/pulumi/proto/language_grpc_pb') as { LanguageRuntimeService: object };
export const { ResourceProviderService } = fromPackage('@pulumi/pulumi/proto/provider_grpc_pb') as {
  ResourceProviderService: Readonly<Record<string, unknown>>;
};
export const messages: typeof import('@pulumi/pulumi/proto/provider_pb') = fromPackage('@pulumi/pulumi/proto/provider_pb');
export const plugins: typeof import('@pulumi/pulumi/proto/plugin_pb') = fromPackage('@pulumi/pulumi/proto/plugin_pb');
export const statuses: typeof import('@pulumi/pulumi/proto/status_pb') = fromPackage('@pulumi/pulumi/proto/status_pb');

interface StructMessage {
  toJavaScript(): Record<string, unknown>;
}
export const { Struct } = fromSdk('google-protobuf/google/protobuf/struct_pb.js') as {
  readonly Struct: { fromJavaScript(value: object): StructMessage };
};
export const { Empty } = fromSdk('google-protobuf/google/protobuf/empty_pb.js') as { readonly Empty: new () => object };
export const { Any } = fromSdk('google-protobuf/google/protobuf/any_pb.js') as {
  readonly Any: new () => { pack(bytes: Uint8Array, name: string): void };
};

/** A client of the engine, for a provider that makes resources itself. */
export interface MonitorClient {
  registerResource(request: object, done: (error: Error | null, response?: { getUrn(): string }) => void): void;
  registerResourceOutputs(request: object, done: (error: Error | null) => void): void;
  close(): void;
}
export const resources: typeof import('@pulumi/pulumi/proto/resource_pb') = fromPackage('@pulumi/pulumi/proto/resource_pb');
export const { ResourceMonitorClient } = fromPackage('@pulumi/pulumi/proto/resource_grpc_pb') as {
  readonly ResourceMonitorClient: new (address: string, credentials: unknown) => MonitorClient;
};
