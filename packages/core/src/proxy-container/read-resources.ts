import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { readFields, readText } from '../input/read-fields';
import type { JsonObject } from '../kubernetes/json';
import { bytesOf, canonicalCpu, canonicalMemory, millicoresOf } from '../kubernetes/quantity';
import { resourceFields } from './option-fields';
import { problem } from './proxy-container-codes';
import type { ProxyPolicy, ProxyResources } from './proxy-policy';

interface Resource {
  readonly name: string;
  readonly example: string;
  /** The quantity as a number; undefined where the text holds none. */
  readonly amount: (text: string) => bigint | undefined;
  readonly canonical: (text: string) => string | undefined;
  readonly least: string;
  readonly most: string;
}

const cpu: Resource = {
  name: 'CPU',
  example: '"100m" or "0.5"',
  amount: millicoresOf,
  canonical: canonicalCpu,
  least: '1m',
  most: '1000',
};

/** An idle proxy is at 34 MiB (measured with version 1.17.1), of which the kernel can take back some pages of the program. */
const memory: Resource = {
  name: 'memory',
  example: '"128Mi" or "1.5Gi"',
  amount: bytesOf,
  canonical: canonicalMemory,
  least: '32Mi',
  most: '1Ti',
};

const defaultCpuRequest = '100m';

/** The least ephemeral storage that Autopilot accepts. */
const autopilotEphemeralStorage = '10Mi';

/** Requests and limits of the container, with as much memory as the proxy needs where the user says nothing. */
export function readResources(policy: ProxyPolicy, path: string, mebibytes: number, problems: ProblemList): JsonObject {
  const fields = policy.resources === undefined ? {} : (readFields(policy.resources, path, resourceFields, problems) ?? {});
  const read = (field: keyof ProxyResources, resource: Resource): string | undefined =>
    readQuantity(fields[field], `${path}.${field}`, resource, problems);
  const cpuLimit = read('cpuLimit', cpu);
  const cpuRequest = readCpuRequest(read('cpuRequest', cpu), cpuLimit, `${path}.cpuLimit`, problems);
  const size = read('memory', memory) ?? canonicalMemory(`${mebibytes}Mi`);
  const storage = policy.platform === 'autopilot' && { 'ephemeral-storage': autopilotEphemeralStorage };
  return {
    limits: { ...(cpuLimit !== undefined && { cpu: cpuLimit }), ...storage, memory: size },
    requests: { cpu: cpuRequest, ...storage, memory: size },
  };
}

function readQuantity(value: unknown, path: string, resource: Resource, problems: ProblemList): string | undefined {
  const text = readText(value, path, problems);
  if (text === undefined) return undefined;
  const amount = resource.amount(text);
  const { name, example, least, most } = resource;
  if (amount === undefined) problems.add(problem('quantity', path, { value: quote(text), resource: name, example }));
  else if (amount < (resource.amount(least) ?? 0n) || amount > (resource.amount(most) ?? 0n)) {
    problems.add(problem('quantity-range', path, { value: quote(text), resource: name, least: quote(least), most: quote(most) }));
  } else return resource.canonical(text);
  return undefined;
}

/** An API server refuses a limit below the request. */
function readCpuRequest(request: string | undefined, limit: string | undefined, path: string, problems: ProblemList): string {
  const isBelow = limit !== undefined && (millicoresOf(limit) ?? 0n) < (millicoresOf(request ?? defaultCpuRequest) ?? 0n);
  if (!isBelow) return request ?? defaultCpuRequest;
  if (request !== undefined) problems.add(problem('cpu-limit-below-request', path, { limit: quote(limit), request: quote(request) }));
  return limit;
}
