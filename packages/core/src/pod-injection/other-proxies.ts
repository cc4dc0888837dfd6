import type { Container } from '../kubernetes/pod';
import { type ParsedArgs, parseArgs } from '../proxy-flags/parse-args';

/** Whether a container runs the Auth Proxy, ours or anybody's, by its image. */
export function isAuthProxy(container: { readonly image?: unknown }): boolean {
  return /(^|\/)alloydb-auth-proxy([:@]|$)/.test(String(container.image ?? ''));
}

/** What the arguments of an Auth Proxy ask for, wherever they stand; a `command` starts with the program itself. */
export function parsedProxy(container: Container): ParsedArgs {
  const command = container.command ?? [];
  return parseArgs([...command.slice(1), ...(container.args ?? [])].map(String));
}
