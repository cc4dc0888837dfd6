import { describe, expect, it } from 'vitest';
import { type EgressPolicyOptions, egressPolicy } from './egress-policy';

const options: EgressPolicyOptions = {
  name: 'orders',
  namespace: 'shop',
  podLabels: { app: 'orders' },
  instanceRanges: ['10.20.0.0/16'],
};

describe('the NetworkPolicy of pods with the proxy', () => {
  it('opens what the proxy needs, and nothing else', () => {
    expect(egressPolicy(options)).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'orders', namespace: 'shop' },
      spec: {
        podSelector: { matchLabels: { app: 'orders' } },
        policyTypes: ['Egress'],
        egress: [
          {
            ports: [
              { port: 53, protocol: 'UDP' },
              { port: 53, protocol: 'TCP' },
            ],
          },
          { ports: [{ port: 80, protocol: 'TCP' }], to: [{ ipBlock: { cidr: '169.254.169.254/32' } }] },
          {
            ports: [
              { port: 987, protocol: 'TCP' },
              { port: 988, protocol: 'TCP' },
            ],
            to: [{ ipBlock: { cidr: '169.254.169.252/32' } }],
          },
          { ports: [{ port: 5433, protocol: 'TCP' }], to: [{ ipBlock: { cidr: '10.20.0.0/16' } }] },
          { ports: [{ port: 443, protocol: 'TCP' }] },
        ],
      },
    });
  });

  it('reaches Google APIs only where private Google access has them', () => {
    const [, , , , apis] = (egressPolicy({ ...options, googleApis: 'restricted' })['spec'] as { egress: { to?: unknown }[] }).egress;
    expect(apis?.to).toEqual([{ ipBlock: { cidr: '199.36.153.4/30' } }]);
  });

  it.each<[Partial<EgressPolicyOptions>, string]>([
    [{ name: 'Orders' }, 'options.name: "Orders" cannot be the name of a NetworkPolicy.'],
    [{ podLabels: {} }, 'options.podLabels: No label says which pods are meant, and an empty selector means every pod of the namespace.'],
    [{ instanceRanges: [] }, 'options.instanceRanges: No range says where the instances are.'],
    [{ instanceRanges: ['10.0.0.5'] }, 'options.instanceRanges[0]: "10.0.0.5" is not a range of addresses. Write it as in "10.20.0.0/16".'],
    [{ instanceRanges: ['10.0.0.256/16', '10.0.0.0/33', 'fd00::/129'] }, '3 problems:'],
    [{ googleApis: 'none' } as never, 'options.googleApis: "none" is not'],
    [{ label: {} } as never, 'options: There is no field "label" here.'],
  ])('is refused where it cannot be right: %j', (changes, message) => {
    expect(() => egressPolicy({ ...options, ...changes })).toThrow(message);
  });
});
