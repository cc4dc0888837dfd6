import { describe, expect, it } from 'vitest';
import { Connection } from '../connection/connection';
import type { Container } from '../kubernetes/pod';
import { databaseJobName } from './database-job';
import type { GrantsJobOptions } from './database-job-options';
import { grantStatements } from './grant-statements';
import { grantsJob } from './grants-job';

const clusterIn = (location: string): string => `projects/my-project/locations/${location}/clusters/shop`;
const primary = `${clusterIn('us-central1')}/instances/primary`;
const connection = Connection.of({
  auth: 'iam',
  databaseName: 'orders',
  instances: { primary, read: `${clusterIn('us-central1')}/instances/read-pool`, far: `${clusterIn('us-east1')}/instances/primary` },
  identity: {
    kubernetesServiceAccount: 'orders',
    namespace: 'shop',
    iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com',
  },
});
const administrator = { passwordSecret: { name: 'alloydb-admin', key: 'password' } };
const options: GrantsJobOptions = { name: 'orders-grants', connection, administrator };

interface Job {
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels: object };
  readonly spec: {
    readonly activeDeadlineSeconds: number;
    readonly template: {
      readonly metadata: object;
      readonly spec: {
        readonly restartPolicy: string;
        readonly serviceAccountName: string;
        readonly initContainers: readonly Container[];
        readonly containers: readonly [Container];
      };
    };
  };
}
const jobOf = (changes: Partial<GrantsJobOptions> = {}): Job => grantsJob({ ...options, ...changes }) as unknown as Job;
const valueOf = ({ env = [] }: Container, variable: string): unknown => {
  const found = env.find(({ name }) => name === variable);
  return found?.value ?? found?.valueFrom;
};

describe('the Job that makes grants', () => {
  it('completes: its proxy is a native sidecar, and its own container ends', () => {
    const { spec } = jobOf({ defaults: { sidecar: 'classic' } }).spec.template;
    expect(spec.initContainers).toMatchObject([{ name: 'alloydb-auth-proxy', restartPolicy: 'Always' }]);
    expect(spec.containers.map(({ name }) => name)).toEqual(['psql']);
    expect(spec.restartPolicy).toBe('Never');
  });

  it('logs in as the administrator, with the password of the Secret, and as the identity of the connection', () => {
    const { spec } = jobOf().spec.template;
    const [psql] = spec.containers;
    expect([valueOf(psql, 'PGUSER'), valueOf(psql, 'PGDATABASE')]).toEqual(['postgres', 'postgres']);
    expect(valueOf(psql, 'PGPASSWORD')).toEqual({ secretKeyRef: { name: 'alloydb-admin', key: 'password' } });
    expect(spec.serviceAccountName).toBe('orders');
    expect(spec.initContainers[0]?.args).not.toContain('--auto-iam-authn');
  });

  it('logs in as an IAM user with a connection of its own', () => {
    const own = Connection.of({
      auth: 'iam',
      databaseName: 'anything',
      instances: { any: primary, other: `${clusterIn('us-east1')}/instances/primary` },
      identity: { kubernetesServiceAccount: 'platform', iamServiceAccount: 'platform@my-project.iam.gserviceaccount.com' },
    });
    const { administrator: _, ...rest } = options;
    const { spec } = (grantsJob({ ...rest, administratorConnection: own }) as unknown as Job).spec.template;
    expect([valueOf(spec.containers[0], 'PGUSER'), spec.serviceAccountName]).toEqual(['platform@my-project.iam', 'platform']);
    expect(spec.initContainers[0]?.args).toContain('--auto-iam-authn');
  });

  it('grants the user of the connection, in each schema', () => {
    const grants = { database: 'orders', user: 'orders@my-project.iam', access: 'read-only' } as const;
    const [psql] = jobOf({ schemas: ['public', 'sales'], access: 'read-only' }).spec.template.spec.containers;
    expect(valueOf(psql, 'STATEMENTS')).toBe(
      [grantStatements({ ...grants, schema: 'public' }), grantStatements({ ...grants, schema: 'sales' })].join('\n'),
    );
  });

  it('reaches each AlloyDB cluster once, and leaves a secondary one alone', () => {
    const { spec } = jobOf().spec.template;
    expect(spec.initContainers[0]?.args?.filter((arg) => arg.startsWith('projects/'))).toEqual([
      `${primary}?port=5432`,
      `${clusterIn('us-east1')}/instances/primary?port=5433`,
    ]);
    expect(spec.containers[0].args?.[0]).toContain('if [ "$read_only" = f ]; then printf');
  });

  it('keeps what Kubernetes would replace in the text of a variable', () => {
    const named = Connection.of({
      ...(connection.toJSON() as object),
      instances: { primary },
      version: undefined,
      databaseName: 'a$(PGUSER)',
    } as never);
    const [psql] = jobOf({ connection: named }).spec.template.spec.containers;
    expect(valueOf(psql, 'STATEMENTS')).toContain('$$(PGUSER)');
  });

  it('has another name where it does something else, and the same where it does the same', () => {
    const names = [jobOf(), jobOf(), jobOf({ access: 'read-only' }), jobOf({ run: '2' }), jobOf({ clientImage: 'psql:1' })].map(
      ({ metadata }) => metadata.name,
    );
    expect(new Set(names).size).toBe(4);
    expect(names[0]).toBe(names[1]);
    expect(names[0]).toMatch(/^orders-grants-[a-z2-7]{8}$/);
    expect(databaseJobName(`${'a'.repeat(53)}-b`, {})).toMatch(/^a{53}-[a-z2-7]{8}$/);
  });

  it.each<[Partial<GrantsJobOptions>, string]>([
    [{ administrator: undefined } as never, 'options: Nobody is named who may make the grants. Set administrator to { passwordSecret'],
    [
      { administratorConnection: connection },
      'options: Two say who makes the grants: administrator and administratorConnection are both set. Remove one of them.',
    ],
    [{ name: 'Orders' }, 'options.name: "Orders" cannot be the name of a Job. Use 1 to 63'],
    [{ schemas: [] }, 'options.schemas: No schema is named. Name at least one'],
    [{ schemas: [''] }, 'options.schemas[0]: "" cannot be the name of a schema. Use 1 to 63 bytes'],
    [{ schemas: 'public' } as never, 'options.schemas: "public" is not a list of schemas.'],
    [{ access: 'all' } as never, 'options.access: "all" is not a value that this field can have. Use "read-write" or "read-only".'],
    [{ administrator: { user: 'x' } } as never, 'options.administrator: The field "passwordSecret" is missing.'],
    [{ administrator: { passwordSecret: 'hunter2' } } as never, 'passwordSecret: What is written here is not a reference to a Secret.'],
    [{ conection: connection } as never, 'options: There is no field "conection" here. Did you mean "connection"?'],
    [{ defaults: { labels: { a: '/' } } }, 'options.defaults.labels.a'],
  ])('is refused where it cannot be right: %j', (changes, message) => {
    expect(() => grantsJob({ ...options, ...changes })).toThrow(message);
  });

  it('is refused with a connection of the administrator that cannot do it', () => {
    const own = Connection.of({
      auth: 'built-in',
      databaseName: 'postgres',
      databaseUser: 'admin',
      instances: { primary },
      identity: connection.identity,
    });
    const { administrator: _, ...rest } = options;
    const make = (): unknown => grantsJob({ ...rest, administratorConnection: own });
    expect(make).toThrow(
      'options.administratorConnection: The connection of the administrator has built-in authentication and no passwordSecret. Set its passwordSecret',
    );
    expect(make).toThrow(
      `options.administratorConnection: The connection of the administrator does not reach the cluster "${clusterIn('us-east1')}". Name an instance`,
    );
  });
});
