import { AuthProxy as ConstructProxy } from '@alloydb-gke/cdk8s';
import type { AuthProxyOptions, Manifest } from '@alloydb-gke/core';
import { AuthProxy, type AuthProxyArgs } from '@alloydb-gke/pulumi';
import { startMockedProgram } from '@alloydb-gke/pulumi/testing';
import type { ResourceTransformArgs } from '@pulumi/pulumi';
import { ApiObject, type ApiObjectProps, App, Chart } from 'cdk8s';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { authProxyOptions } from '../support/arbitraries/auth-proxy-arbitrary';
import { workload } from '../support/arbitraries/workload-arbitrary';

const minutes = 60_000;

/** What becomes of something, or what is said against it. */
async function outcome(make: () => Promise<unknown> | unknown): Promise<unknown> {
  try {
    return sorted(JSON.parse(JSON.stringify(await make())));
  } catch (error) {
    return { refused: error instanceof Error ? error.message.replaceAll(/(shop\/)?alloydb(?=[.:])/g, 'alloydb') : error };
  }
}

/** The order of fields is the engine's: cdk8s sorts them, Pulumi does as well. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(fields.map(([name, field]) => [name, sorted(field)]));
}

function fromCdk8s(manifest: Manifest, options: AuthProxyOptions): unknown {
  const chart = new Chart(new App(), 'shop', { disableResourceNameHashes: true });
  const object = new ApiObject(chart, 'workload', structuredClone(manifest) as unknown as ApiObjectProps);
  new ConstructProxy(chart, 'alloydb', options).attachTo(object);
  return withoutName(chart.toJson()[0] as Manifest);
}

async function fromPulumi(manifest: Manifest, options: AuthProxyOptions): Promise<unknown> {
  const proxy = new AuthProxy('alloydb', argsOf(options));
  const { apiVersion = '', kind = '', ...props } = structuredClone(manifest);
  const module = apiVersion.includes('/') ? apiVersion : `core/${apiVersion}`;
  const seen = { custom: true, type: `kubernetes:${module}:${kind}`, name: 'workload', props: { apiVersion, kind, ...props }, opts: {} };
  const changed = await proxy.transform(seen as ResourceTransformArgs);
  return withoutName((changed?.props ?? seen.props) as Manifest);
}

/** Each engine names an object that has no name in its own way, and cdk8s leaves out labels where there are none. */
function withoutName({ metadata, ...manifest }: Manifest): unknown {
  return { ...manifest, annotations: metadata?.annotations ?? {} };
}

/** What Pulumi says otherwise: a document in place of an object, and a switch in place of `false`. */
function argsOf({ connection, environment, prometheus, telemetry, defaults, ...options }: AuthProxyOptions): AuthProxyArgs {
  const off = <Value>(value: Value | false): Value | { enabled: false } => (value === false ? { enabled: false } : value);
  const policy = (said: Pick<AuthProxyOptions, 'prometheus' | 'telemetry'>): object => ({
    ...(said.prometheus !== undefined && { prometheus: off(said.prometheus) }),
    ...(said.telemetry !== undefined && { telemetry: off(said.telemetry) }),
  });
  return {
    ...options,
    ...policy({ ...(prometheus !== undefined && { prometheus }), ...(telemetry !== undefined && { telemetry }) }),
    ...(environment !== undefined && { environment: off(environment) }),
    ...(defaults && { defaults: { ...defaults, ...policy(defaults) } }),
    connection: connection.toJSON(),
  } as AuthProxyArgs;
}

it('the pod from Pulumi and the pod from cdk8s are the same for the same options', { timeout: 5 * minutes }, async () => {
  await startMockedProgram();
  await fc.assert(
    fc.asyncProperty(workload, authProxyOptions, async (manifest, options) => {
      const expected = await outcome(() => fromCdk8s(manifest, options));
      expect(JSON.stringify(await outcome(() => fromPulumi(manifest, options)))).toBe(JSON.stringify(expected));
    }),
    { numRuns: 200 },
  );
});
