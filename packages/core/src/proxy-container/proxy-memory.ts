/**
 * Memory that one proxy process needs, in MiB, rounded up: 35 MiB, and 130 KiB for each connection, and 27 MiB for the
 * process of an exec probe.
 *
 * Measured on version 1.17.1 with 10 to 1,000 connections: 34.3 MiB + 60.8 KiB a connection when small rows flow, about
 * 120 KiB a connection when each pulls rows of 1 MB, up to 26.8 MiB for `wait`.
 */
export function proxyMemoryMebibytes(maxConnections: number, hasExecProbe: boolean): number {
  const base = 35;
  const perConnection = 130 / 1024;
  const execProbe = 27;
  return Math.ceil(base + perConnection * maxConnections + (hasExecProbe ? execProbe : 0));
}
