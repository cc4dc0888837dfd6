import type { EnvVar } from '../kubernetes/pod';

/**
 * Tells the application of a Job with a classic sidecar where to POST when it is done; several URLs stand in one line,
 * separated by spaces. The name does not start with `ALLOYDB_PROXY_`, which the proxy reads as its own settings.
 */
export function quitUrlVariable(adminPorts: readonly number[]): EnvVar {
  return { name: 'ALLOYDB_AUTH_PROXY_QUIT_URL', value: adminPorts.map((port) => `http://127.0.0.1:${port}/quitquitquit`).join(' ') };
}
