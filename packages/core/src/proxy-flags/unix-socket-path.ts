import type { ProxyInstance } from './proxy-invocation';

/** The name of the socket itself: PostgreSQL clients look for it in the folder that is their host. */
const socketName = '.s.PGSQL.5432';

/** The Auth Proxy's own pattern, which is not anchored: https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/internal/proxy/proxy.go#L444 */
const loosePattern = /projects\/([^:]+(?::[^:]+)?)\/locations\/(.+)\/clusters\/(.+)\/instances\/(.+)/;

/** The longest path of a Unix socket on Linux, in bytes: 108 with the zero behind it. */
export const longestSocketPath = 107;

/**
 * Where the Auth Proxy puts the Unix socket of an instance. The directory of the process goes before that of the instance.
 * Undefined where the instance URI is none.
 */
export function unixSocketPath({ uri, flags }: ProxyInstance, processDirectory: string | undefined): string | undefined {
  if (flags.unixSocketPath) {
    const path = cleanPath(flags.unixSocketPath);
    return path.endsWith(`/${socketName}`) ? path : `${path}/${socketName}`;
  }
  const [, project, ...rest] = loosePattern.exec(String(uri).toLowerCase()) ?? [];
  if (project === undefined) return undefined;
  const folder = [project.replaceAll(':', '_'), ...rest].join('.');
  return cleanPath(`${processDirectory || flags.unixSocket || ''}/${folder}/${socketName}`);
}

/** An absolute path without empty, `.` and `..` segments. */
function cleanPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return `/${segments.join('/')}`;
}
