import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';

/** How many connections are tried, to fill the queue of those that wait. */
const fillers = 8;

/**
 * Listens, and then stands still in a thread of its own: nothing accepts what waits, and once the queue is full the system
 * drops every further packet, as a firewall does.
 */
const listenAndStandStill = `
const { parentPort, workerData } = require('node:worker_threads');
const server = require('node:net').createServer();
server.once('error', (error) => parentPort.postMessage({ code: error.code, message: error.message }));
server.listen({ host: workerData.host, port: workerData.port, backlog: 1, exclusive: true }, () => {
  parentPort.postMessage('listening');
  Atomics.wait(workerData.gate, 0, 0);
  server.close();
});
`;

/** An address whose packets vanish. */
export interface BlackHole {
  close(): Promise<void>;
}

/** Makes the packets to an address vanish. Needs no privileges. */
export async function openBlackHole(host: string, port: number): Promise<BlackHole> {
  const gate = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(listenAndStandStill, { eval: true, workerData: { host, port, gate } });
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (message: unknown) => (message === 'listening' ? resolve() : reject(Object.assign(new Error(), message))));
  });
  const sockets: Socket[] = Array.from({ length: fillers }, () => connect(port, host).on('error', () => {}));
  await new Promise((resolve) => setTimeout(resolve, 100));
  return {
    close: async () => {
      for (const socket of sockets) socket.destroy();
      Atomics.store(gate, 0, 1);
      Atomics.notify(gate, 0);
      await ended;
    },
  };
}
