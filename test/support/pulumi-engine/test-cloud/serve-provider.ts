import { Any, grpc, messages, ResourceProviderService, Struct, statuses } from '../sdk-modules';
import { type ServedGrpc, serveGrpc } from '../serve-grpc';
import { HalfMade } from './resource-life';
import { resourceProvider } from './resource-provider';
import type { TestCloud } from './test-cloud';

type Answer = (error: object | null, response?: unknown) => void;

/** A provider on a free port: the engine takes it by `PULUMI_DEBUG_PROVIDERS`. */
export function serveProvider(provider: string, cloud: TestCloud): Promise<ServedGrpc> {
  const answers = resourceProvider(provider, cloud);
  const implementation = Object.keys(ResourceProviderService).map((method) => {
    const answer = answers[method];
    const handle = async ({ request }: { readonly request: unknown }, done: Answer): Promise<void> => {
      if (!answer) return done({ code: grpc.status.UNIMPLEMENTED, message: method });
      try {
        done(null, await answer(request as never));
      } catch (error) {
        done(grpcError(error));
      }
    };
    return [method, handle];
  });
  return serveGrpc(ResourceProviderService, Object.fromEntries(implementation));
}

function grpcError(error: unknown): object {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof HalfMade)) return { code: grpc.status.UNKNOWN, message };
  const detail = new messages.ErrorResourceInitFailed();
  detail.setId(error.id);
  detail.setProperties(Struct.fromJavaScript(error.state) as never);
  detail.setReasonsList([message]);
  const packed = new Any();
  packed.pack(detail.serializeBinary(), 'pulumirpc.ErrorResourceInitFailed');
  const status = new statuses.Status();
  status.setCode(grpc.status.UNKNOWN);
  status.setMessage(message);
  status.addDetails(packed as never);
  const metadata = new grpc.Metadata();
  metadata.add('grpc-status-details-bin', Buffer.from(status.serializeBinary()));
  return { code: grpc.status.UNKNOWN, message, metadata };
}
