import type { RequestListener } from 'node:http';
import type { EmulatorAddresses } from '../emulator-addresses';
import { notFound } from '../google-api/api-errors';
import { type JsonRequest, jsonEndpoint } from '../google-api/json-endpoint';
import type { EmulatorContext } from '../service';
import { callMethod, type IncomingCall } from './call-method';
import { withNumbers } from './message-json';
import type { ApiVersion } from './method-call';
import { methods } from './method-table';

/** The Admin API over REST, in all its versions. */
export function restEndpoint(context: EmulatorContext, addresses: () => EmulatorAddresses): RequestListener {
  return jsonEndpoint(async (request) => {
    const call = findMethod(request);
    const outcome = await callMethod(call, context, addresses());
    if (typeof outcome === 'string') return outcome;
    return { body: wantsNumbers(request.query) ? withNumbers(call.method.response, outcome.response) : outcome.response };
  });
}

function findMethod({ method: verb, path, query, authorization, body }: JsonRequest): IncomingCall {
  const [, version, rest = ''] = /^(v1|v1beta|v1alpha)\/(.*)$/.exec(path) ?? [];
  for (const method of version === undefined ? [] : methods) {
    const [, resource] = method.verb === verb ? (method.path.exec(rest) ?? []) : [];
    // Fields may come with underscores as well. Source: https://protobuf.dev/programming-guides/json
    const request = Object.fromEntries([...query, ...Object.entries(body)].map(([name, value]) => [camelCase(name), value]));
    if (resource !== undefined) return { method, version: version as ApiVersion, resource, request, authorization };
  }
  throw notFound(path);
}

/** Google's own clients ask for enumerations as numbers: `$alt=json;enum-encoding=int`. */
function wantsNumbers(query: URLSearchParams): boolean {
  return /enum-encoding=int/.test(query.get('$alt') ?? query.get('alt') ?? '');
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
