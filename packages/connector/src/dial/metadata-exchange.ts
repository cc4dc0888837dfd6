import type { TLSSocket } from 'node:tls';
import { DialFailure, tookTooLong } from './dial-failure';
import { decodeExchangeResponse, type ExchangeRequest, type ExchangeResponse, encodeExchangeRequest } from './exchange-message';

/** The longest answer that the other connectors take, in bytes. Source: alloydb-go-connector, dialer.go */
const longestResponse = 16_384;

/**
 * Says who connects, and hears whether that may be. It goes before the first byte of PostgreSQL; after it the socket is as it was.
 *
 * @throws DialFailure, or the reason of `signal`
 */
export function exchangeMetadata(
  socket: TLSSocket,
  request: ExchangeRequest,
  timeout: number,
  signal: AbortSignal,
): Promise<ExchangeResponse> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    let received: Buffer = Buffer.alloc(0);
    const timer = setTimeout(() => fail(tookTooLong(timeout)), timeout);

    function settle(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      socket.off('readable', read).off('end', closed).off('close', closed).off('error', fail);
    }
    function fail(error: unknown): void {
      settle();
      reject(new DialFailure('exchange', error));
    }
    function abort(): void {
      settle();
      reject(signal.reason);
    }
    function closed(): void {
      fail(new Error(received.length === 0 ? 'it closed the connection' : 'it closed the connection in the middle of its answer'));
    }
    function read(): void {
      for (let chunk: Buffer | null = socket.read(); chunk !== null; chunk = socket.read()) received = Buffer.concat([received, chunk]);
      try {
        const frame = takeFrame(received);
        if (frame === undefined) return;
        const response = decodeExchangeResponse(frame.message);
        settle();
        if (frame.rest.length > 0) socket.unshift(frame.rest);
        resolve(response);
      } catch (error) {
        fail(error);
      }
    }
    signal.addEventListener('abort', abort, { once: true });
    socket.on('readable', read).on('end', closed).on('close', closed).on('error', fail);
    // It may have ended between two steps, when nobody listened.
    if (socket.destroyed) return closed();
    socket.write(encodeExchangeRequest(request));
  });
}

/** @throws Error if what begins here cannot be an answer */
function takeFrame(received: Buffer): { readonly message: Buffer; readonly rest: Buffer } | undefined {
  if (received.length < 4) return undefined;
  const length = received.readUInt32BE(0);
  if (length > longestResponse) throw new Error(`its answer begins with a length of ${length} bytes, and ${longestResponse} are the most`);
  if (received.length < 4 + length) return undefined;
  return { message: received.subarray(4, 4 + length), rest: received.subarray(4 + length) };
}
