import { connect } from 'node:net';
import type { ProbeResult } from '../pod-run/pod-place';
import { dialError } from './dial-error';

/** A probe of a port: it is a success when a connection can be made. */
export function probeTcp(host: string, port: number, timeoutSeconds: number): Promise<ProbeResult> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (result: ProbeResult): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const timer = setTimeout(
      () => end({ outcome: 'failure', message: `dial tcp ${host}:${port}: i/o timeout` }),
      Math.max(1, timeoutSeconds * 1000),
    );
    socket.once('connect', () => end({ outcome: 'success', message: '' }));
    socket.once('error', (error) => end({ outcome: 'failure', message: dialError(error, host, port) }));
  });
}
