import { Connection, type ConnectionSpec, type SetupOptions, setupCommands, setupScript } from '@alloydb-gke/core';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type RecordedRun, recordPrograms } from '../support/recorded-programs/record-programs';

const primary = 'projects/my-project/locations/us-central1/clusters/my-alloydb-cluster/instances/my-primary';
const identity = { kubernetesServiceAccount: 'alloydb-ksa', iamServiceAccount: 'alloydb-proxy-sa@my-project.iam.gserviceaccount.com' };
const iam = { auth: 'iam', databaseName: 'myapp', instances: { primary, read: 'my-read-pool' }, identity } as const;
const passwordSecret = { name: 'alloydb-credentials', key: 'password' };
const builtIn = { ...iam, auth: 'built-in', databaseUser: 'appuser', passwordSecret } as const;
const options: SetupOptions = {
  gkeCluster: { name: 'my-cluster', location: 'us-central1-a', project: 'gke-project' },
  namespace: 'shop',
  workloadPool: 'gke-project.svc.id.goog',
};

/** Nothing is there yet. */
const nothingThere = `
  *'describe alloydb-proxy-sa@'*) exit 1 ;;
  *'node-pools list'*) printf 'pool-1\\npool-2\\n' ;;
  *'format=yaml(databaseFlags)') printf 'databaseFlags:\\n  alloydb.iam_authentication: off\\n  log_line_prefix: "%%m | x, y=1"\\n' ;;`;

/** Everything is there. */
const everythingThere = `
  *workloadIdentityConfig*) echo gke-project.svc.id.goog ;;
  *'value(databaseFlags.'*) echo on ;;
  *'get namespace'*) echo namespace/shop ;;
  *'get serviceaccount'*) echo serviceaccount/alloydb-ksa ;;
  *'get pod'*) echo 0 ;;
  *'users list'*) echo projects/my-project/locations/us-central1/clusters/my-alloydb-cluster/users/appuser ;;`;

const programs = ['gcloud', 'kubectl', 'psql', 'sleep', 'gke-gcloud-auth-plugin'];

function run(spec: ConnectionSpec, { given = options, answers = nothingThere, input = '' } = {}): RecordedRun {
  const script = setupScript(setupCommands(Connection.of(spec), given));
  return recordPrograms(script, programs, { answers, input });
}

const lines = ({ calls }: RecordedRun): readonly string[] => calls.map(({ program, args }) => [program, ...args].join(' '));

const inputOf = ({ calls }: RecordedRun, start: string): string =>
  calls.find(({ program, args }) => [program, ...args].join(' ').startsWith(start))?.input ?? '';

const poolsChanged = (result: RecordedRun): readonly (string | undefined)[] =>
  lines(result)
    .filter((line) => line.includes('node-pools update'))
    .map((line) => line.split(' ')[4]);

describe('the setup script', () => {
  it('does everything for IAM authentication, in order', () => {
    const result = run(iam);
    expect(result.exitCode, result.stderr).toBe(0);
    const account = 'serviceAccount:alloydb-proxy-sa@my-project.iam.gserviceaccount.com';
    const gke = '--location=us-central1-a --project=gke-project';
    const place = '--cluster=my-alloydb-cluster --region=us-central1 --project=my-project';
    const quietly = '--condition=None --format=none';
    expect(lines(result)).toEqual([
      'gcloud services enable alloydb.googleapis.com serviceusage.googleapis.com iam.googleapis.com iamcredentials.googleapis.com --project=my-project',
      'gcloud services enable container.googleapis.com iamcredentials.googleapis.com --project=gke-project',
      `gcloud container clusters describe my-cluster ${gke} --format=value(workloadIdentityConfig.workloadPool)`,
      `gcloud container clusters update my-cluster ${gke} --workload-pool=gke-project.svc.id.goog`,
      `gcloud container node-pools list --cluster=my-cluster ${gke} --filter=config.workloadMetadataConfig.mode!=GKE_METADATA --format=value(name)`,
      'gcloud iam service-accounts describe alloydb-proxy-sa@my-project.iam.gserviceaccount.com --project=my-project',
      'gcloud iam service-accounts create alloydb-proxy-sa --project=my-project --display-name=AlloyDB Auth Proxy',
      'sleep 15',
      `gcloud projects add-iam-policy-binding my-project --member=${account} --role=roles/alloydb.client ${quietly}`,
      `gcloud projects add-iam-policy-binding my-project --member=${account} --role=roles/serviceusage.serviceUsageConsumer ${quietly}`,
      `gcloud projects add-iam-policy-binding my-project --member=${account} --role=roles/alloydb.databaseUser ${quietly}`,
      'gcloud iam service-accounts add-iam-policy-binding alloydb-proxy-sa@my-project.iam.gserviceaccount.com --project=my-project ' +
        `--member=serviceAccount:gke-project.svc.id.goog[shop/alloydb-ksa] --role=roles/iam.workloadIdentityUser ${quietly}`,
      `gcloud container clusters get-credentials my-cluster ${gke}`,
      'kubectl get namespace shop --ignore-not-found --output=name',
      'kubectl create namespace shop',
      `gcloud alloydb instances describe my-primary ${place} --format=value(databaseFlags."alloydb.iam_authentication")`,
      `gcloud alloydb instances describe my-primary ${place} --format=yaml(databaseFlags)`,
      `gcloud alloydb instances update my-primary ${place} --flags-file=- --no-async`,
      `gcloud alloydb instances describe my-read-pool ${place} --format=value(databaseFlags."alloydb.iam_authentication")`,
      `gcloud alloydb instances describe my-read-pool ${place} --format=yaml(databaseFlags)`,
      `gcloud alloydb instances update my-read-pool ${place} --flags-file=- --no-async`,
      `gcloud alloydb users create alloydb-proxy-sa@my-project.iam ${place} --type=IAM_BASED --keep-extra-roles=true`,
      'psql --no-psqlrc --set=ON_ERROR_STOP=1 --host=127.0.0.1 --port=5432 --username=postgres --dbname=postgres',
      'kubectl get serviceaccount alloydb-ksa --namespace=shop --ignore-not-found --output=name',
    ]);
    expect(result.stdout).toContain('Apply the manifest and run this script again.');
  });

  it('hands the password over by standard input alone, whatever is in it', () => {
    const password = `hunter2' "x" $HOME \\n: # {é}`;
    const result = run(builtIn, { input: `${password}\n` });
    expect(result.exitCode, result.stderr).toBe(0);
    const create = 'gcloud alloydb users create appuser --cluster=my-alloydb-cluster';
    expect(parse(inputOf(result, create))).toEqual({ '--password': password });
    expect(inputOf(result, 'kubectl create secret generic alloydb-credentials --namespace=shop --from-file=password=/dev/stdin')).toBe(
      password,
    );
    for (const { args, environment } of result.calls) expect([...args, environment].join('\n')).not.toContain('hunter2');
    expect(result.stdout + result.stderr).not.toContain('hunter2');
    const user = result.calls.find(({ args }) => args[2] === 'create' && args[3] === 'appuser');
    expect(user?.environment).toContain('CLOUDSDK_CORE_DISABLE_FILE_LOGGING=true');
  });

  it('hands every name over as it is', () => {
    const [databaseName, databaseUser, schema] = [`my "app" $HOME`, `it's \`id\` & co`, `sales; DROP 'x' \\`];
    const result = run(
      { ...builtIn, databaseName, databaseUser },
      { given: { ...options, schema, clientImage: `image with 'x' $y` }, input: 'p\n' },
    );
    expect(result.exitCode, result.stderr).toBe(0);
    expect(result.calls.find(({ args }) => args[1] === 'users' && args[2] === 'create')?.args[3]).toBe(databaseUser);
    expect(inputOf(result, 'psql')).toContain(`format('CREATE DATABASE %I', 'my "app" $HOME')`);
    expect(inputOf(result, 'psql')).toContain(`format('CREATE SCHEMA %I', E'sales; DROP ''x'' \\\\')`);
    expect(inputOf(result, 'psql')).toContain(`ON TABLES TO "it's \`id\` & co";`);
  });

  it('changes nothing that is there already', () => {
    const result = run(iam, { answers: everythingThere });
    expect(result.exitCode, result.stderr).toBe(0);
    expect(
      lines(result).filter((line) =>
        /clusters update|node-pools update|service-accounts create|instances update|create namespace/.test(line),
      ),
    ).toEqual([]);
  });

  it('gives a user that is there already the password, or leaves user and Secret alone', () => {
    const changed = lines(run(builtIn, { answers: everythingThere, input: 'new\n' })).filter((line) =>
      /users (create|set-password)|secret/.test(line),
    );
    expect(changed.map((line) => line.split(' ').slice(0, 4).join(' '))).toEqual([
      'gcloud alloydb users set-password',
      'kubectl create secret generic',
    ]);
    const left = run(builtIn, { answers: everythingThere, input: '\n' });
    expect(left.exitCode).toBe(0);
    expect(lines(left).filter((line) => /users (create|set-password)|secret/.test(line))).toEqual([]);
  });

  it('keeps the other flags of an instance', () => {
    expect(parse(inputOf(run(iam), 'gcloud alloydb instances update my-primary'))).toEqual({
      '--database-flags': { log_line_prefix: '%m | x, y=1', 'alloydb.iam_authentication': 'on' },
    });
    const none = run(iam, { answers: "*'format=yaml(databaseFlags)') echo 'databaseFlags: {}' ;;" });
    expect(parse(inputOf(none, 'gcloud alloydb instances update my-primary'))).toEqual({
      '--database-flags': { 'alloydb.iam_authentication': 'on' },
    });
  });

  it('shows the flags of an instance before it changes them', () => {
    expect(run(iam).stdout).toContain('Flags of my-primary before:\ndatabaseFlags:\n  alloydb.iam_authentication: off\n');
  });

  it('stops where a new user has no password', () => {
    const result = run(builtIn, { input: '\n' });
    expect(result).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(
        'There is no database user "appuser" yet, and a new one needs a password. Run this script again and type one.\n',
      ),
    });
    expect(lines(result).at(-1)).toContain('users list');
  });

  it('says before each step what it is for', () => {
    const { stdout } = run(iam);
    expect(stdout.replaceAll('\n', ' ')).toContain('Changing it may restart the instance.');
    expect(stdout).toContain(
      "\n  alloydb-auth-proxy --gcloud-auth 'projects/my-project/locations/us-central1/clusters/my-alloydb-cluster/instances/my-primary?port=5432'\n",
    );
    expect(stdout).toContain('replaces its nodes');
  });

  it.each([
    ['yes', ['pool-1', 'pool-2']],
    ['no', []],
  ])('asks in a terminal before it changes node pools: %s', (answer, changed) => {
    const script = setupScript(setupCommands(Connection.of(iam), options)).replaceAll('[ -t 0 ]', 'true');
    const result = recordPrograms(script, programs, { answers: nothingThere, input: `${answer}\n` });
    expect(result.exitCode, result.stderr).toBe(0);
    expect(result.stderr).toContain('Replace the nodes of all of them? Type yes or no: ');
    expect(poolsChanged(result)).toEqual(changed);
  });

  it('changes no node pool where nobody can be asked, and says so', () => {
    const result = run(iam, { input: 'yes\n' });
    expect(result.exitCode, result.stderr).toBe(0);
    expect(poolsChanged(result)).toEqual([]);
    expect(result.stdout).toContain('Node pools without Workload Identity:\npool-1\npool-2\nThey stay as they are.');
  });

  it('changes the node pools that are named, unless they have it', () => {
    const given = { ...options, gkeCluster: { ...options.gkeCluster, nodePools: ['pool-1', 'pool-3'] } };
    const result = run(iam, { given, answers: `*'node-pools describe pool-3'*) echo GKE_METADATA ;;${nothingThere}` });
    expect(result.exitCode, result.stderr).toBe(0);
    expect(poolsChanged(result)).toEqual(['pool-1']);
    expect(poolsChanged(run(iam, { given: { ...options, gkeCluster: { ...options.gkeCluster, nodePools: [] } } }))).toEqual([]);
  });

  it('stops where an instance has no public IP and the connection asks for one', () => {
    const instances = { primary: { uri: primary, ipType: 'PUBLIC' } } as const;
    const missing = run({ ...iam, instances });
    expect(missing).toMatchObject({
      exitCode: 1,
      stderr:
        'The instance my-primary has no public IP. This gives it one:\n' +
        'gcloud alloydb instances update my-primary \\\n  --cluster=my-alloydb-cluster \\\n  --region=us-central1 \\\n' +
        '  --project=my-project \\\n  --assign-inbound-public-ip=ASSIGN_IPV4\n',
    });
    const there = run({ ...iam, instances }, { answers: `*publicIpAddress*) echo 203.0.113.7 ;;${nothingThere}` });
    expect(there.exitCode, there.stderr).toBe(0);
  });

  it('says what Private Service Connect needs, and stops where the instance has none', () => {
    const instances = { primary: { uri: primary, ipType: 'PSC' } } as const;
    expect(run({ ...iam, instances })).toMatchObject({
      exitCode: 1,
      stderr:
        'The instance my-primary has no Private Service Connect. A cluster gets it when it is made, with --enable-private-service-connect.\n',
    });
    const answers = `*pscDnsName*) echo abc.alloydb-psc.goog. ;;\n*serviceAttachmentLink*) echo a/b/c ;;${nothingThere}`;
    const there = run({ ...iam, instances }, { answers });
    expect(there.exitCode, there.stderr).toBe(0);
    expect(there.stdout).toContain('my-primary needs\n  an endpoint for a/b/c\n  a DNS record for abc.alloydb-psc.goog.\n');
  });

  it('does not take a failure of kubectl for a service account that is not there', () => {
    const result = run(iam, { answers: `*'get serviceaccount'*) echo no plugin >&2; exit 3 ;;${nothingThere}` });
    expect(result).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('no plugin\n') });
    expect(result.stdout).not.toContain('not there yet');
  });

  it('wants the program by which kubectl logs in to GKE, on the PATH or beside gcloud', () => {
    // As on a machine that does not have it on the PATH.
    const notOnThePath = 'command() { [ "$2" != gke-gcloud-auth-plugin ]; }\n';
    const script = notOnThePath + setupScript(setupCommands(Connection.of(iam), options));
    expect(recordPrograms(script, programs, { answers: `*sdk_root*) echo /nowhere ;;${nothingThere}` })).toMatchObject({
      exitCode: 1,
      stderr:
        'gke-gcloud-auth-plugin is not installed. "gcloud components install gke-gcloud-auth-plugin" does it, or your package manager.\n',
    });
    const beside =
      'export sdk="$0.sdk"; mkdir -p "$sdk/bin"; printf "#!/bin/sh" > "$sdk/bin/gke-gcloud-auth-plugin"; chmod +x "$sdk/bin/"*\n';
    const found = recordPrograms(beside + script, programs, { answers: `*sdk_root*) echo "$sdk" ;;${nothingThere}` });
    expect(found.exitCode, found.stderr).toBe(0);
  });

  it.each(['instances describe', 'services enable', 'node-pools list', 'clusters describe', 'users create', 'psql', 'get-credentials'])(
    'stops where "%s" fails',
    (failing) => {
      const result = run(iam, { answers: `*'${failing}'*) exit 7 ;;${nothingThere}` });
      expect(result.exitCode).toBe(7);
      expect(lines(result).at(-1)).toContain(failing);
    },
  );

  it('talks to the GKE cluster in a configuration of its own, and removes it in the end', () => {
    const { calls, stderr } = run(iam);
    const credentials = calls.find(({ args }) => args[2] === 'get-credentials');
    const file = /^KUBECONFIG=(.*)$/m.exec(credentials?.environment ?? '')?.[1] ?? '';
    expect(file, stderr).toMatch(/\/config$/);
    expect(recordPrograms(`test ! -e ${file}`, []).exitCode).toBe(0);
    for (const { environment } of calls.filter(({ program }) => program === 'kubectl'))
      expect(environment).toContain(`KUBECONFIG=${file}\n`);
  });

  it('makes users and grants in every cluster but a secondary one', () => {
    const instances = { primary, other: primary.replace('my-alloydb', 'other'), second: primary.replace('my-alloydb', 'second') };
    const result = run({ ...iam, instances }, { answers: `*'clusters describe second-cluster'*) echo SECONDARY ;;${nothingThere}` });
    expect(result.exitCode, result.stderr).toBe(0);
    expect(
      lines(result)
        .filter((line) => line.includes('users create'))
        .map((line) => /--cluster=\S+/.exec(line)?.[0]),
    ).toEqual(['--cluster=my-alloydb-cluster', '--cluster=other-cluster']);
    expect(
      lines(result)
        .filter((line) => line.startsWith('psql'))
        .map((line) => /--port=\S+/.exec(line)?.[0]),
    ).toEqual(['--port=5432', '--port=5433']);
  });

  it('tests the connection in a pod with the proxy of the application', () => {
    const result = run(iam, { answers: everythingThere });
    const pod = JSON.parse(inputOf(result, 'kubectl create --filename=-'));
    expect(pod.spec).toMatchObject({
      serviceAccountName: 'alloydb-ksa',
      initContainers: [{ name: 'alloydb-auth-proxy', restartPolicy: 'Always' }],
    });
    const [{ args, env }] = pod.spec.containers;
    const variables = env.map(({ name, value }: { name: string; value: string }) => `export ${name}='${value}'`).join('\n');
    const started = recordPrograms(`${variables}\n${args[0]}`, ['psql']);
    expect(started.calls.map(({ environment }) => /^PGPORT=(.*)$/m.exec(environment)?.[1])).toEqual(['5432', '5433']);
  });

  it('says why the test of the connection failed', () => {
    const result = run(iam, { answers: `*'get pod'*) echo 2 ;;${everythingThere}` });
    expect(result.exitCode).toBe(1);
    expect(lines(result).at(-1)).toBe('kubectl logs alloydb-connection-test --namespace=shop --all-containers --prefix');
  });

  it('gives up the test of the connection after three minutes', () => {
    const result = run(iam, { answers: `*'get pod'*) ;;${everythingThere}` });
    expect(result.exitCode).toBe(1);
    expect(lines(result).filter((line) => line === 'sleep 3')).toHaveLength(60);
  });

  it('tests a classic sidecar as well: psql waits for it, and the script ends it', () => {
    const result = run(iam, { given: { ...options, defaults: { sidecar: 'classic' } }, answers: everythingThere });
    expect(result.exitCode, result.stderr).toBe(0);
    const { spec } = JSON.parse(inputOf(result, 'kubectl create --filename=-'));
    expect(spec.initContainers).toBeUndefined();
    const psql = spec.containers.find(({ name }: { name: string }) => name === 'psql');
    const started = recordPrograms(`READ_PGHOST=h READ_PGPORT=1\n${psql.args[0]}`, ['psql', 'pg_isready', 'sleep'], {
      answers: '*pg_isready*) [ -e "$0.once" ] || { touch "$0.once"; exit 2; } ;;',
    });
    expect(started.calls.map(({ program }) => program)).toEqual(['pg_isready', 'sleep', 'pg_isready', 'psql', 'psql']);
    expect(lines(result).at(-1)).toBe('kubectl delete pod alloydb-connection-test --namespace=shop');
  });

  it('says which program is missing', () => {
    const script = setupScript(setupCommands(Connection.of(iam), options));
    const result = recordPrograms(`PATH=/nowhere\n${script}`, []);
    expect(result).toMatchObject({ exitCode: 1, stderr: 'gcloud is not installed.\n', calls: [] });
  });
});
