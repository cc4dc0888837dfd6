import { causeTable, type JsonObject } from '@alloydb-gke/core';
import type { PodEvent } from '../pod-run/pod-event';
import type { Expectation, Repair } from '../verdict/expectation';
import { expectationTable } from '../verdict/expectation-table';

const text: JsonObject = { type: 'string' };
const number: JsonObject = { type: 'number' };
const flag: JsonObject = { type: 'boolean' };

const listOf = (items: JsonObject): JsonObject => ({ type: 'array', items });
const oneOf = (values: readonly string[]): JsonObject => ({ enum: [...values] });

/** An object with exactly these fields; those with a question mark may be left out. */
function object(fields: Readonly<Record<string, JsonObject>>): JsonObject {
  const entries = Object.entries(fields);
  return {
    type: 'object',
    additionalProperties: false,
    required: entries.flatMap(([name]) => (name.endsWith('?') ? [] : [name])),
    properties: Object.fromEntries(entries.map(([name, field]) => [name.replace(/\?$/, ''), field])),
  };
}

const reference = (name: string): JsonObject => ({ $ref: `#/$defs/${name}` });

const repairKinds: Readonly<Record<Repair['kind'], true>> = { code: true, gcloud: true, sql: true, yaml: true, kubectl: true, text: true };
const results: Readonly<Record<Expectation['result'], true>> = { passed: true, failed: true, 'not-reached': true };
const happenings: Readonly<Record<PodEvent['what'], true>> = {
  'pod-starts': true,
  'container-starts': true,
  'waits-for': true,
  'container-started': true,
  'probe-passed': true,
  'probe-failed': true,
  'container-ended': true,
  'container-restarts': true,
  client: true,
  'pod-ready': true,
  sigterm: true,
  sigkill: true,
  'pod-ended': true,
};

/** What `alloydb-gke rehearse --output json` prints, as JSON Schema. */
export const reportSchema: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'What a rehearsal found',
  ...object({
    version: { const: 'alloydb-gke.dev/rehearsal/v1' },
    passed: flag,
    seconds: number,
    against: object({
      proxy: object({
        version: text,
        program: text,
        standIn: { ...flag, description: 'Whether a stand-in ran in the place of the Auth Proxy.' },
      }),
      postgres: text,
      network: oneOf(['private-network', 'loopback']),
      rewrites: listOf(text),
      notice: text,
    }),
    cloudSide: text,
    assumptions: listOf(object({ text, commands: listOf(reference('repair')) })),
    takenAsRight: { ...listOf(text), description: 'What the cloud side does not show, and is taken to be right.' },
    pods: listOf(reference('pod')),
    leftAlone: listOf(object({ workload: reference('workload'), reason: text })),
  }),
  $defs: {
    workload: object({ kind: text, name: text, namespace: text }),
    repair: object({ kind: oneOf(Object.keys(repairKinds)), text }),
    pod: object({
      workload: reference('workload'),
      origin: text,
      passed: flag,
      unnamed: { ...listOf(text), description: 'Which databases were tried though no variable names them, as whom and why.' },
      expectations: listOf(reference('expectation')),
      timeline: listOf(reference('event')),
    }),
    expectation: object({
      code: oneOf(Object.keys(expectationTable)),
      subject: text,
      text,
      brief: text,
      result: oneOf(Object.keys(results)),
      'milliseconds?': number,
      'failure?': reference('failure'),
    }),
    failure: object({
      'cause?': oneOf(Object.keys(causeTable)),
      seen: text,
      'proxyLine?': text,
      explanation: text,
      repairs: listOf(reference('repair')),
    }),
    event: object({ at: number, pod: text, 'container?': text, what: oneOf(Object.keys(happenings)), detail: text }),
  },
};
