import { type EgressPolicyOptions, egressPolicy, ProblemList } from '@alloydb-gke/core';
import { NetworkPolicy } from '@pulumi/kubernetes/networking/v1';
import { ComponentResource, type ComponentResourceOptions, type Input, output } from '@pulumi/pulumi';
import type { EgressPolicyArgs } from './egress-policy-args';
import { isLeaf, type KindOf, knownProblems, lift } from './leaves';
import { madeAfter } from './made-after';

const kindIn: KindOf = ([field, ...rest]) => {
  if (field === 'instanceRanges') return rest.length === 1 ? 'range' : undefined;
  if (field === 'podLabels') return rest.length === 1 ? 'word' : undefined;
  return field === 'namespace' || field === 'name' ? 'word' : undefined;
};

/**
 * A NetworkPolicy that lets the pods with the proxy reach what the proxy needs on GKE: DNS, the metadata server, port 5433 of
 * the instances, Google APIs. To these pods everything else is closed, unless another policy opens it: rules add up.
 *
 * @example
 * new EgressPolicy('orders', { namespace: 'shop', podLabels: { app: 'orders' }, instanceRanges: ['10.20.0.0/16'] });
 */
export class EgressPolicy extends ComponentResource {
  /** The NetworkPolicy. */
  readonly policy: NetworkPolicy;

  /** @throws ModelError with every problem of what is known at once */
  constructor(name: string, args: EgressPolicyArgs, opts?: ComponentResourceOptions) {
    super('alloydb-gke:index:EgressPolicy', name, args, opts);
    const { policyName = name, ...options } = args ?? {};
    const tree = { ...options, name: policyName };
    const compute = (plain: unknown): unknown => egressPolicy(plain as EgressPolicyOptions, name);
    const problems = new ProblemList();
    problems.add(...knownProblems(tree, compute, kindIn));
    problems.throwIfAny();
    const lifted = lift(tree, compute, kindIn);
    // Where the shape depends on what comes later, each half of it waits.
    const whole = output(lifted as Input<{ readonly metadata: object; readonly spec: object }>);
    const manifest = isLeaf(lifted) ? { metadata: whole.apply((one) => one.metadata), spec: whole.apply((one) => one.spec) } : lifted;
    const { metadata, spec } = manifest as NonNullable<ConstructorParameters<typeof NetworkPolicy>[1]>;
    this.policy = new NetworkPolicy(
      `${name}-policy`,
      { metadata, spec } as ConstructorParameters<typeof NetworkPolicy>[1],
      madeAfter(this, opts),
    );
    this.registerOutputs({});
  }
}
