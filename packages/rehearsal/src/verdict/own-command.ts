import { type ParsedArgs, parseArgs } from '@alloydb-gke/core';
import type { ContainerPlan } from '../pod-plan/pod-plan';

/** What a command that runs in the proxy's container asks of the Auth Proxy's own program; undefined for another program. */
export function ownCommand({ commandLine }: ContainerPlan, [program = '', ...args]: readonly string[]): ParsedArgs | undefined {
  return program === commandLine[0] || program.endsWith('alloydb-auth-proxy') ? parseArgs(args) : undefined;
}
