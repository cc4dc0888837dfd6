import { ModelError } from '@alloydb-gke/core';
import { Network } from '@pulumi/gcp/compute';
import { output } from '@pulumi/pulumi';
import { beforeEach, describe, expect, it } from 'vitest';
import { PrivateServicesAccess } from './private-services-access';
import type { PrivateServicesAccessArgs } from './private-services-access-args';
import { type MockedProgram, startMockedProgram } from './testing';
import { unknownOutput } from './unknown-output.fixture';

const network = 'projects/my-project/global/networks/shop';

let program: MockedProgram;
beforeEach(async () => {
  program = await startMockedProgram();
});

const make = (args: Partial<PrivateServicesAccessArgs> = {}): PrivateServicesAccess =>
  new PrivateServicesAccess('services', { network, ...args });
const types = async (): Promise<readonly string[]> => (await program.resources()).filter(({ custom }) => custom).map(({ type }) => type);

describe('private services access', () => {
  it('reserves a range and connects the network, both protected, and leaves the connection where it is', async () => {
    make();
    const component = await program.resource(':PrivateServicesAccess');
    const range = await program.resource(':GlobalAddress');
    const connection = await program.resource(':Connection');
    expect(range).toMatchObject({ name: 'services-range', parent: component.urn, protect: true, aliases: [] });
    expect(range.inputs).toEqual({ name: 'services', network, purpose: 'VPC_PEERING', addressType: 'INTERNAL', prefixLength: 16 });
    expect(connection).toMatchObject({ name: 'services-connection', parent: component.urn, protect: true, dependsOn: [range.urn] });
    expect(connection.inputs).toEqual({
      network,
      service: 'servicenetworking.googleapis.com',
      reservedPeeringRanges: ['services'],
      deletionPolicy: 'ABANDON',
    });
    expect(component.outputs).toEqual({ network, rangeNames: ['services'] });
  });

  it('can be removed where it is said', async () => {
    make({ deletionProtection: false, abandonConnection: false, replaceRanges: true });
    const connection = await program.resource(':Connection');
    expect(connection.protect).toBe(false);
    expect((await program.resource(':GlobalAddress')).protect).toBe(false);
    expect(connection.inputs['deletionPolicy']).toBeUndefined();
    expect(connection.inputs['updateOnCreationFail']).toBe(true);
  });

  it('knows network and range in a preview of the link of a network, and waits for the connection', async () => {
    program = await startMockedProgram({ preview: true });
    const { network: connected } = make({
      network: `https://www.googleapis.com/compute/v1/${network}`,
      range: { name: 'reserved', prefixLength: 20, address: '10.20.0.0', project: 'host', description: 'd', labels: { a: 'b' } },
    });
    new Network('after', { description: connected });
    expect((await program.resources()).flatMap(({ unknownInputs }) => unknownInputs)).toEqual([]);
    expect((await program.resource(':GlobalAddress')).inputs).toMatchObject({
      name: 'reserved',
      network,
      prefixLength: 20,
      address: '10.20.0.0',
      project: 'host',
      description: 'd',
      labels: { a: 'b' },
    });
    const after = await program.resource(':Network');
    expect(after.inputs['description']).toBe(network);
    expect(after.dependsOn).toContain((await program.resource(':Connection')).urn);
  });

  it('takes ranges that exist', async () => {
    make({ existingRanges: ['one', output('two')] });
    expect(await types()).toEqual(['gcp:servicenetworking/connection:Connection']);
    expect((await program.resource(':Connection')).inputs['reservedPeeringRanges']).toEqual(['one', 'two']);
  });

  it('makes nothing where the network is connected', async () => {
    make({ existingConnection: true, existingRanges: ['one'] });
    expect(await types()).toEqual([]);
    expect((await program.resource(':PrivateServicesAccess')).outputs).toEqual({ network, rangeNames: ['one'] });
  });

  it.each<[Partial<PrivateServicesAccessArgs>, string]>([
    [{ network: 'shop' }, 'services.network: "shop" is not the full name of a network. Write "projects/PROJECT/global/networks/NETWORK"'],
    [{ range: {}, existingRanges: ['a'] }, 'services: range and existingRanges are both set'],
    [{ range: {}, existingConnection: true }, 'services: range and existingConnection are both set'],
    [{ replaceRanges: true, existingConnection: true }, 'services: replaceRanges and existingConnection are both set'],
    [{ existingRanges: [] }, 'services.existingRanges: existingRanges is empty: a connection has at least one range.'],
    [{ range: { prefixLength: 30 } }, 'services.range.prefixLength: 30 is not a whole number from 8 to 24.'],
    [
      { range: { name: 'My_Range' } },
      'services.range.name: "My_Range" cannot be the name of a range: it must have 1 to 63 lower-case letters, digits and hyphens, starting with a letter.',
    ],
  ])('refuses %j', (args, message) => {
    expect(() => make(args)).toThrow(ModelError);
    expect(() => make(args)).toThrow(message);
  });

  it.each<[(as: <Value>(value: Value) => Value) => Partial<PrivateServicesAccessArgs>, string]>([
    [(as) => ({ network: as('shop') }), 'services.network: "shop" is not the full name of a network.'],
    [(as) => ({ existingRanges: as([]) }), 'services.existingRanges: existingRanges is empty'],
    [(as) => ({ range: { prefixLength: as(30) } }), 'services.range.prefixLength: 30 is not a whole number from 8 to 24.'],
    [(as) => ({ range: { name: as('My_Range') } }), 'services.range.name: "My_Range" cannot be the name of a range'],
  ])('refuses a value as soon as it is known, and not in a preview that does not know it: %#', async (argsOf, message) => {
    make(argsOf((value) => output(value) as never));
    await expect(program.resources()).rejects.toThrow(message);
    program = await startMockedProgram({ preview: true });
    make(argsOf((value) => unknownOutput(value) as never));
    expect(await types()).toContain('gcp:servicenetworking/connection:Connection');
  });
});
