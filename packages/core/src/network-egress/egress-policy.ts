import { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { readChoice, readFields, readList, readText } from '../input/read-fields';
import type { Manifest } from '../kubernetes/manifest';
import { isDnsSubdomain } from '../kubernetes/object-name';
import { readLabels } from '../kubernetes/read-labels';
import type { FieldsOf } from '../proxy-container/option-fields';
import { isAddressRange } from './address-range';
import { type EgressRow, egressTable, googleApisBlocks } from './egress-table';
import { problem } from './network-egress-codes';

/** What is said of a NetworkPolicy. */
export interface EgressPolicyOptions {
  /** Its name. */
  readonly name: string;
  /**
   * Its namespace: that of the pods.
   * @default - none is written
   */
  readonly namespace?: string;
  /** Labels of the pods that have the proxy. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** Where the instances are: the range of private services access, or the addresses of the endpoints of Private Service Connect. */
  readonly instanceRanges: readonly string[];
  /**
   * Where Google APIs are reached: at `any` address, or at those of private.googleapis.com or restricted.googleapis.com.
   * @default 'any'
   */
  readonly googleApis?: 'any' | 'private' | 'restricted';
}

const policyFields: FieldsOf<EgressPolicyOptions> = {
  name: { meaning: 'the name of the NetworkPolicy', required: true },
  namespace: { meaning: 'the namespace of the pods' },
  podLabels: { meaning: 'labels of the pods that have the proxy', required: true },
  instanceRanges: { meaning: 'the ranges of addresses that the instances are in', required: true },
  googleApis: { meaning: '"any", "private" or "restricted"' },
};

/**
 * A NetworkPolicy that lets the pods with the proxy reach what the proxy needs. To these pods everything else is closed, unless
 * another policy opens it: the rules of policies add up.
 * Source: https://kubernetes.io/docs/concepts/services-networking/network-policies/
 *
 * @throws ModelError with every problem at once
 */
export function egressPolicy(options: EgressPolicyOptions, path = 'options'): Manifest {
  const problems = new ProblemList();
  const fields = readFields(options, path, policyFields, problems) ?? {};
  const name = readText(fields['name'], `${path}.name`, problems);
  if (name !== undefined && !isDnsSubdomain(name)) problems.add(problem('egress-name', `${path}.name`, { value: quote(name) }));
  const namespace = readText(fields['namespace'], `${path}.namespace`, problems);
  const podLabels = readLabels(fields['podLabels'], `${path}.podLabels`, problems);
  if (podLabels && Object.keys(podLabels).length === 0) problems.add(problem('egress-pod-labels-empty', `${path}.podLabels`, {}));
  const instances = readRanges(fields['instanceRanges'], `${path}.instanceRanges`, problems);
  const googleApis = readChoice(fields['googleApis'], `${path}.googleApis`, ['any', 'private', 'restricted'], problems) ?? 'any';
  problems.throwIfAny();
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: name ?? '', ...(namespace !== undefined && { namespace }) },
    spec: {
      egress: egressTable.map((row) => ruleOf(row, instances, googleApisBlocks[googleApis])),
      podSelector: { matchLabels: podLabels },
      policyTypes: ['Egress'],
    },
  };
}

function ruleOf({ blocks, ports }: EgressRow, instances: readonly string[], googleApis: readonly string[]): object {
  const to = blocks === 'anywhere' ? [] : blocks === 'instances' ? instances : blocks === 'google-apis' ? googleApis : blocks;
  return { ports, ...(to.length > 0 && { to: to.map((cidr) => ({ ipBlock: { cidr } })) }) };
}

function readRanges(value: unknown, path: string, problems: ProblemList): readonly string[] {
  const ranges = readList(value, path, 'a list of ranges of addresses', problems);
  if (ranges?.length === 0) problems.add(problem('egress-ranges-empty', path, {}));
  return (ranges ?? []).map((range, index) => {
    const isRight = typeof range === 'string' && isAddressRange(range);
    if (!isRight) problems.add(problem('egress-range', `${path}[${index}]`, { value: quote(range) }));
    return isRight ? range : '';
  });
}
