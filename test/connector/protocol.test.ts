import { connect } from 'node:net';
import { type AuthType, Connector } from '@alloydb-gke/connector';
import { type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startProxy } from '../emulator/support/real-proxy';
import { bothKindsOfUsers, kubernetesServiceAccount, primary } from '../emulator/support/world';
import { available } from '../support/availability/available';
import { dialled } from './support/dialled';
import { keyFormat, type RecordedCall, type RecordedExchange, type Recording, recordingInstance } from './support/recording-instance';

const authProxy = available('auth-proxy');
const program = authProxy.here ? authProxy.values.program : '';
/** Nobody else takes it: the emulator begins at the other end. */
const address = '127.0.7.98';

/** What may differ, and nothing else: who speaks, in which version of the API, and what proves it. */
const mayDiffer = {
  /** v1 has no name for Private Service Connect. The proxy asks v1alpha, the connector v1beta. */
  version: { proxy: 'v1alpha', connector: 'v1beta' },
  headers: ['user-agent', 'x-goog-api-client', 'authorization'],
  /** Of the transport: Go unpacks gzip by itself, and the answers are too short to be worth it. */
  transportHeaders: ['host', 'connection', 'content-length', 'accept-encoding'],
  /** The keys and tokens of each. */
  bodyFields: ['publicKey'],
  exchangeFields: { userAgent: 1, token: 3 },
} as const;

const excused: ReadonlySet<string> = new Set([...mayDiffer.headers, ...mayDiffer.transportHeaders]);

describe.skipIf(!(available('postgresql').here && authProxy.here))(
  'what the connector says, next to what the real Auth Proxy says,',
  () => {
    let emulator: RunningEmulator;
    const recordings = new Map<string, Recording>();
    const of = (client: 'proxy' | 'connector', authType: AuthType = 'PASSWORD'): Recording =>
      recordings.get(`${client} ${authType}`) ?? { calls: [], exchanges: [] };

    beforeAll(async () => {
      emulator = await startEmulator(bothKindsOfUsers());
      const metadataServer = emulator.addresses.metadataServers[kubernetesServiceAccount] ?? '';
      vi.stubEnv('GCE_METADATA_HOST', metadataServer);
      vi.stubEnv('HOME', '/nonexistent');
      for (const authType of ['PASSWORD', 'IAM'] as const) {
        await using ofConnector = await recordingInstance(emulator.addresses.adminApi, address);
        await using connector = new Connector({ adminApiEndpoint: ofConnector.adminApi, userAgent: 'shop/1.2.3' });
        (await dialled(connector, { instanceUri: primary, authType })).destroy();
        recordings.set(`connector ${authType}`, ofConnector);
      }
      for (const authType of ['PASSWORD', 'IAM'] as const) {
        await using ofProxy = await recordingInstance(emulator.addresses.adminApi, address);
        const args = [`--alloydbadmin-api-endpoint=${ofProxy.adminApi}`, ...(authType === 'IAM' ? ['--auto-iam-authn'] : [])];
        await using proxy = await startProxy({ program, instances: [primary], args, environment: { GCE_METADATA_HOST: metadataServer } });
        const client = connect(proxy.ports[0] ?? 0, '127.0.0.1').on('error', () => {});
        await vi.waitFor(() => expect(ofProxy.exchanges.length).toBe(1), { timeout: 20_000 });
        client.destroy();
        recordings.set(`proxy ${authType}`, ofProxy);
      }
    });
    afterEach(() => vi.unstubAllEnvs());
    afterAll(() => emulator.stop());

    /** The calls in one order: both are made at once. */
    const calls = (client: 'proxy' | 'connector'): readonly RecordedCall[] =>
      [...of(client).calls].sort((left, right) => (left.method < right.method ? -1 : 1));

    it('has the same two calls: method, path and query', () => {
      const lines = (client: 'proxy' | 'connector'): readonly string[] => calls(client).map(({ method, path }) => `${method} ${path}`);
      expect(lines('connector')).toEqual(lines('proxy'));
      expect(lines('connector')).toHaveLength(2);
      for (const client of ['proxy', 'connector'] as const) {
        expect(new Set(calls(client).map(({ version }) => version))).toEqual(new Set([mayDiffer.version[client]]));
      }
    });

    it('has the same fields in their bodies, with the same values', () => {
      const bodies = (client: 'proxy' | 'connector'): readonly unknown[] =>
        calls(client).map(({ body }) => body && { ...body, ...Object.fromEntries(mayDiffer.bodyFields.map((name) => [name, 'a key'])) });
      expect(bodies('connector')).toEqual(bodies('proxy'));
    });

    it('has a key of the same kind, in the same format', () => {
      const keys = (client: 'proxy' | 'connector'): readonly object[] =>
        calls(client).flatMap(({ body }) => (body ? [keyFormat(body['publicKey'])] : []));
      expect(keys('connector')).toEqual(keys('proxy'));
      expect(keys('connector')).toEqual([{ label: 'RSA PUBLIC KEY', type: 'rsa', modulusLength: 2048, publicExponent: 65_537n }]);
    });

    it('has the same headers', () => {
      const headers = (client: 'proxy' | 'connector'): readonly object[] =>
        calls(client).map(({ headers: all }) => Object.fromEntries(Object.entries(all).filter(([name]) => !excused.has(name))));
      expect(headers('connector')).toEqual(headers('proxy'));
    });

    it('says who it is', () => {
      for (const { headers } of calls('connector')) {
        expect(headers['user-agent']).toMatch(/^alloydb-nodejs-connector\/\d+\.\d+\.\d+ shop\/1\.2\.3$/);
        expect(headers['x-goog-api-client']).toMatch(/^gl-node\/\d+\.\d+\.\d+ gccl\/\d+\.\d+\.\d+$/);
      }
    });

    describe.each(['PASSWORD', 'IAM'] as const)('with the auth type %s', (authType) => {
      const exchange = (client: 'proxy' | 'connector'): RecordedExchange | undefined => of(client, authType).exchanges[0];

      it('has the same handshake: version, names and certificates', () => {
        const handshake = (client: 'proxy' | 'connector'): unknown => {
          const { fields: _, pieces: __, ...rest } = exchange(client) ?? {};
          return rest;
        };
        expect(handshake('connector')).toEqual(handshake('proxy'));
        expect(handshake('connector')).toMatchObject({ protocol: 'TLSv1.3' });
      });

      it('has the same fields in the metadata exchange, in one piece', () => {
        const { userAgent, token } = mayDiffer.exchangeFields;
        const fields = (client: 'proxy' | 'connector'): unknown =>
          exchange(client)?.fields.map(({ id, value }) => (id === userAgent || id === token ? { id, value: typeof value } : { id, value }));
        expect(fields('connector')).toEqual(fields('proxy'));
        expect(fields('connector')).toContainEqual({ id: 2, value: authType === 'IAM' ? 2 : 1 });
        for (const client of ['proxy', 'connector'] as const) {
          const { received, said } = exchange(client)?.pieces ?? { received: 0, said: 1 };
          expect(received).toBe(said);
        }
      });

      it('has a token of its own for the login, which is not that of the calls', () => {
        for (const client of ['proxy', 'connector'] as const) {
          const login = exchange(client)?.fields.find(({ id }) => id === mayDiffer.exchangeFields.token)?.value;
          const bearers = of(client, authType).calls.map(({ headers }) => headers['authorization']);
          expect(login).toEqual(expect.any(String));
          expect(bearers).not.toContain(`Bearer ${login}`);
        }
      });

      it('says only its own name there', () => {
        expect(exchange('connector')?.fields[0]?.value).toMatch(/^alloydb-nodejs-connector\/\d+\.\d+\.\d+$/);
        expect(exchange('proxy')?.fields[0]?.value).toMatch(/^alloydb-go-connector\/\d+\.\d+\.\d+$/);
      });
    });
  },
);
