import { InstanceUri } from '@alloydb-gke/core';
import type { EmulatorAddresses } from '../emulator-addresses';
import { ApiError } from '../google-api/api-error';
import { injectedError, permissionDenied } from '../google-api/api-errors';
import { authenticate } from '../google-api/authenticate';
import { authorise } from '../google-api/authorise';
import type { EmulatorContext } from '../service';
import type { ApiVersion } from './method-call';
import type { MethodRow } from './method-table';

/** The name of the service. */
export const adminApi = 'alloydb.googleapis.com';

/** A call as it arrives, over whatever. */
export interface IncomingCall {
  readonly method: MethodRow;
  readonly version: ApiVersion;
  readonly resource: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly authorization: string | undefined;
}

/** What becomes of a call: a response, or nothing at all. */
export type CallOutcome = { readonly response: object } | 'silence' | 'hang up';

/**
 * Answers a call: faults first, then who it is, then whether they may, then the method.
 *
 * @throws ApiError with the refusal
 */
export async function callMethod(call: IncomingCall, context: EmulatorContext, addresses: EmulatorAddresses): Promise<CallOutcome> {
  const name = camelCase(call.method.name);
  try {
    const fault = await meetFault(call, name, context);
    if (fault) return fault;
    const token = authenticate({ service: adminApi, method: name, authorization: call.authorization }, context);
    const [, project = ''] = /^projects\/([^/]+)/.exec(call.resource) ?? [];
    authorise(token, { service: adminApi, permission: call.method.permission, project, resource: call.resource }, context);
    const response = call.method.run({ ...call, token, context, addresses });
    context.log.record('api-called', call.resource, { method: name, member: token.principal.member, outcome: 'answered' });
    return { response };
  } catch (error) {
    if (error instanceof ApiError)
      context.log.record('api-called', call.resource, { method: name, member: 'a client', outcome: `refused with ${error.status}` });
    throw error;
  }
}

async function meetFault(
  { resource, method }: IncomingCall,
  name: string,
  { faults }: EmulatorContext,
): Promise<'silence' | 'hang up' | undefined> {
  const effect = faults.effectAt('admin-api', { method: name, ...(isInstance(resource) && { instance: resource }) });
  switch (effect?.does) {
    case 'answer':
      throw effect.status === 403 ? permissionDenied(adminApi, method.permission, resource) : injectedError(effect.status);
    case 'hang up':
      return 'hang up';
    case 'wait':
      if (!Number.isFinite(effect.milliseconds)) return 'silence';
      await new Promise((resolve) => setTimeout(resolve, effect.milliseconds));
      return undefined;
    default:
      return undefined;
  }
}

function isInstance(resource: string): boolean {
  try {
    return InstanceUri.parse(resource).toString() === resource;
  } catch {
    return false;
  }
}

function camelCase(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
