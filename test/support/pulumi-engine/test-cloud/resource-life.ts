import { unknownValue } from '../sdk-schema/check-inputs';
import type { Values } from './cloud-object';
import { googleRules } from './google-rules';
import { kubernetesPatchRule, kubernetesRule } from './kubernetes-rule';
import type { Operation } from './provider-call';
import type { ResourceRule } from './resource-rule';
import type { TestCloud } from './test-cloud';

/** A resource that a provider is asked about. */
export interface AskedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
}

/** The cloud refuses. */
export class Refusal extends Error {}

/** It was made, and is not ready. */
export class HalfMade extends Refusal {
  readonly id: string;
  readonly state: Values;
  constructor(id: string, state: Values) {
    super('it was made, and is not ready');
    this.id = id;
    this.state = state;
  }
}

export function ruleOf(type: string): ResourceRule {
  const rule = googleRules[type];
  if (rule) return rule;
  if (!type.startsWith('kubernetes:')) throw new Refusal(`The test cloud has no rule for ${type}.`);
  return type.endsWith('Patch') ? kubernetesPatchRule : kubernetesRule;
}

/** What is there once it is made. */
export function madeState(rule: ResourceRule, inputs: Values, id: string, cloud: TestCloud): Values {
  const kept = Object.entries(inputs).filter(([name]) => !rule.writeOnly?.includes(name));
  return { ...Object.fromEntries(kept), ...rule.outputs(inputs, id, cloud) };
}

/** What a preview says of it: what the cloud decides is unknown. */
export function previewedState(rule: ResourceRule, type: string, inputs: Values, cloud: TestCloud): Values {
  if (type.startsWith('kubernetes:')) return inputs;
  const outputs = Object.keys(rule.outputs(inputs, '', cloud)).filter((name) => inputs[name] === undefined);
  return { ...inputs, ...Object.fromEntries(outputs.map((name) => [name, unknownValue])) };
}

export function create(cloud: TestCloud, asked: AskedResource, inputs: Values): { readonly id: string; readonly state: Values } {
  const { type, name } = asked;
  const rule = ruleOf(type);
  const id = rule.idOf(inputs, cloud, name);
  return recorded(cloud, asked, 'create', id, inputs, (isHalf) => {
    if (!rule.mayExist && cloud.find(type, id)) throw new Refusal(`Error 409: ${id} already exists`);
    const refusal = rule.refusesCreate?.(inputs, cloud);
    if (refusal) throw new Refusal(refusal);
    const state = { ...cloud.find(type, id)?.state, ...madeState(rule, inputs, id, cloud) };
    cloud.put({ type, id, state });
    if (isHalf) throw new HalfMade(id, state);
    return { id, state };
  });
}

export function update(cloud: TestCloud, asked: AskedResource, id: string, inputs: Values): Values {
  const { type } = asked;
  return recorded(cloud, asked, 'update', id, inputs, (isHalf) => {
    if (!cloud.find(type, id)) throw new Refusal(`Error 404: ${id} was not found`);
    const state = madeState(ruleOf(type), inputs, id, cloud);
    cloud.put({ type, id, state });
    if (isHalf) throw new HalfMade(id, state);
    return state;
  });
}

export function remove(cloud: TestCloud, asked: AskedResource, id: string): void {
  const { type } = asked;
  recorded(cloud, asked, 'delete', id, {}, () => {
    const object = cloud.find(type, id);
    if (!object) return;
    const rule = ruleOf(type);
    const policy = object.state['deletionPolicy'];
    if (policy === 'PREVENT') throw new Refusal(`cannot destroy ${id}: its deletion policy is PREVENT`);
    const refusal = rule.refusesDelete?.(object, cloud);
    // What is abandoned stays, and nobody knows it any more.
    if (policy === 'ABANDON') return;
    if (refusal) throw new Refusal(refusal);
    for (const other of rule.takesAlong?.(object, cloud) ?? []) cloud.remove(other);
    cloud.remove(object);
  });
}

function recorded<Result>(
  cloud: TestCloud,
  { type, name, urn }: AskedResource,
  operation: Operation,
  id: string,
  inputs: Values,
  happen: (isHalf: boolean) => Result,
): Result {
  const call = { operation, type, name, id, inputs };
  try {
    const point = cloud.failures.take(operation, name, urn);
    if (point === 'before') throw new Refusal(`failed on purpose: ${operation} ${name}`);
    const result = happen(point === 'half-made');
    cloud.calls.push(call);
    return result;
  } catch (error) {
    cloud.calls.push({ ...call, error: error instanceof Error ? error.message : String(error) });
    throw error;
  }
}
