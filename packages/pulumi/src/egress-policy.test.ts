import { egressPolicy } from '@alloydb-gke/core';
import { Namespace } from '@pulumi/kubernetes/core/v1';
import { output } from '@pulumi/pulumi';
import { beforeEach, describe, expect, it } from 'vitest';
import { EgressPolicy } from './egress-policy';
import type { EgressPolicyArgs } from './egress-policy-args';
import { type MockedProgram, startMockedProgram } from './testing';
import { unknownOutput } from './unknown-output.fixture';

const args: EgressPolicyArgs = { namespace: 'shop', podLabels: { app: 'orders' }, instanceRanges: ['10.20.0.0/16'] };
const expected = egressPolicy({ name: 'egress', namespace: 'shop', podLabels: { app: 'orders' }, instanceRanges: ['10.20.0.0/16'] });

let program: MockedProgram;
beforeEach(async () => {
  program = await startMockedProgram();
});

describe('EgressPolicy', () => {
  it("makes core's NetworkPolicy", async () => {
    const namespace = new Namespace('shop', {});
    new EgressPolicy('egress', args, { dependsOn: namespace });
    const component = await program.resource(':EgressPolicy');
    const policy = await program.resource(':NetworkPolicy');
    expect(policy.inputs).toEqual(expected);
    expect(policy).toMatchObject({ type: 'kubernetes:networking.k8s.io/v1:NetworkPolicy', name: 'egress-policy', parent: component.urn });
    expect(policy.dependsOn).toEqual([(await program.resource(':Namespace')).urn]);
  });

  it('makes the same of values that come later', async () => {
    new EgressPolicy('egress', {
      namespace: output('shop'),
      podLabels: { app: output('orders') },
      instanceRanges: [output('10.20.0.0/16')],
      googleApis: 'any',
      policyName: output('egress'),
    });
    expect((await program.resource(':NetworkPolicy')).inputs).toEqual(expected);
    program = await startMockedProgram();
    new EgressPolicy('egress', { ...args, instanceRanges: output(['10.20.0.0/16']) });
    expect((await program.resource(':NetworkPolicy')).inputs).toEqual(expected);
  });

  it('leaves unknown in a preview only what is not known, and fails on nothing of it', async () => {
    program = await startMockedProgram({ preview: true });
    new EgressPolicy('egress', { ...args, instanceRanges: [unknownOutput('nowhere')], podLabels: { app: unknownOutput('orders') } });
    expect((await program.resource(':NetworkPolicy')).unknownInputs).toEqual([
      'spec.egress[3].to[0].ipBlock.cidr',
      'spec.podSelector.matchLabels.app',
    ]);
  });

  it('refuses what cannot be right, at once or as soon as it is known', async () => {
    expect(() => new EgressPolicy('egress', { ...args, instanceRanges: ['10.0.0.5'], podLabels: {} })).toThrow(
      /^2 problems:[\s\S]*egress\.podLabels: No label says[\s\S]*egress\.instanceRanges\[0\]: "10\.0\.0\.5" is not a range of addresses\./,
    );
    program = await startMockedProgram();
    new EgressPolicy('egress', { ...args, instanceRanges: [output('10.0.0.5')] });
    await expect(program.resources()).rejects.toThrow('egress.instanceRanges[0]: "10.0.0.5" is not a range of addresses.');
  });
});
