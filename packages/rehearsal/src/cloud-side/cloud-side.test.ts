import { join } from 'node:path';
import { Connection } from '@alloydb-gke/core';
import { emulatorSpecProblems } from '@alloydb-gke/emulator';
import { describe, expect, it } from 'vitest';
import type { ManifestSet } from '../manifests/manifest-set';
import { readManifestFiles } from '../manifests/read-manifest-files';
import { readManifestObjects } from '../manifests/read-manifest-objects';
import { planPods } from '../pod-plan/plan-pods';
import { assumeCloudSide } from './assume-cloud-side';
import type { CloudSide } from './cloud-side';
import { cloudSideFromConnection } from './cloud-side-from-connection';
import { cloudSideFromSpec } from './cloud-side-from-spec';
import { mergeSpecs } from './merge-specs';

const cluster = 'projects/my-project/locations/us-central1/clusters/shop';
const uri = `${cluster}/instances/my-primary`;
const readUri = `${cluster}/instances/my-read-pool`;
const email = 'orders@my-project.iam.gserviceaccount.com';
const account = (annotations: object = { 'iam.gke.io/gcp-service-account': email }): object => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'orders', annotations },
});
const workload = (args: readonly string[], env: readonly object[], name = 'my-app'): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: {
    template: {
      spec: {
        serviceAccountName: 'orders',
        initContainers: [
          { name: 'alloydb-auth-proxy', image: 'gcr.io/alloydb-connectors/alloydb-auth-proxy:1.17.1', restartPolicy: 'Always', args },
        ],
        containers: [{ name: 'app', image: 'app', env }],
      },
    },
  },
});
const value = (name: string, text: string): object => ({ name, value: text });
const secretRef = (name: string, key = 'password', secret = 'credentials'): object => ({
  name,
  valueFrom: { secretKeyRef: { name: secret, key } },
});
const database = [value('DB_HOST', '127.0.0.1'), value('DB_PORT', '5432'), value('DB_NAME', 'myapp'), value('DB_USER', 'appuser')];
const iam = [value('PGHOST', '127.0.0.1'), value('PGUSER', 'orders@my-project.iam'), value('PGDATABASE', 'shop')];
const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'credentials' }, stringData: { password: 'from-the-secret' } };

const setOf = (...objects: readonly object[]): ManifestSet => readManifestObjects(objects);
const assume = (...objects: readonly object[]): CloudSide => assumeCloudSide(setOf(...objects), planPods(setOf(...objects)));
const texts = ({ assumptions }: CloudSide): readonly string[] => assumptions.map(({ text }) => text);

describe('an assumed cloud side', () => {
  it('follows from the arguments, the annotation and the variables, with IAM authentication', () => {
    const cloud = assume(workload([uri, '--port=5432', '--auto-iam-authn'], iam), account());
    expect(emulatorSpecProblems(cloud.spec)).toEqual([]);
    expect(cloud.spec.kubernetesServiceAccounts).toEqual([
      { name: 'orders', namespace: 'default', workloadPool: 'my-project.svc.id.goog', iamServiceAccount: email },
    ]);
    expect(cloud.spec.clusters[cluster]).toMatchObject({
      instances: { 'my-primary': { databaseFlags: { 'alloydb.iam_authentication': 'on' }, ipTypes: ['PRIVATE'] } },
      users: { 'orders@my-project.iam': { auth: 'iam' } },
      databases: { shop: { grants: [{ to: 'orders@my-project.iam' }] } },
    });
    expect(texts(cloud)).toEqual([
      `The instance ${uri} is there with a private IP address, and its database flag alloydb.iam_authentication is on.`,
      'The GKE cluster is in the project my-project, with the workload identity pool my-project.svc.id.goog and node pools that have Workload Identity.',
      `The IAM service account ${email} is there.`,
      `serviceAccount:${email} has roles/alloydb.client on the project my-project.`,
      `serviceAccount:${email} has roles/serviceusage.serviceUsageConsumer on the project my-project.`,
      `serviceAccount:${email} has roles/alloydb.databaseUser on the project my-project.`,
      `serviceAccount:my-project.svc.id.goog[default/orders] has roles/iam.workloadIdentityUser on the IAM service account ${email}.`,
      `The cluster ${cluster} has the database user orders@my-project.iam.`,
      'The database shop is there, and orders@my-project.iam may use its schema public and create in it.',
    ]);
    expect(cloud.assumptions.every(({ commands }) => commands.length > 0)).toBe(true);
  });

  it('has the user with the password of the Secret in the manifests', () => {
    const cloud = assume(workload([uri], [...database, secretRef('DB_PASSWORD')]), account(), secret);
    expect(cloud.spec.clusters[cluster]?.users).toEqual({ appuser: { auth: 'built-in', password: 'from-the-secret' } });
    expect(cloud.manifests).toEqual([]);
  });

  it('makes up a Secret that is not there, with a password that nothing prints', () => {
    const set = setOf(workload([uri], [...database, secretRef('DB_PASSWORD')]), account());
    expect(planPods(set).pods[0]?.containers[0]?.cannotBeCreated?.code).toBe('secret-missing');
    const cloud = assumeCloudSide(set, planPods(set));
    const password = cloud.passwords['appuser'] ?? '';
    expect(password).toHaveLength(24);
    expect(cloud.spec.clusters[cluster]?.users).toEqual({ appuser: { auth: 'built-in', password } });
    const [pod] = planPods({ objects: [...set.objects, ...cloud.manifests] }, { spec: cloud.spec }).pods;
    expect(pod?.containers[0]?.environment['DB_PASSWORD']).toBe(password);
    expect(pod?.containers[0]).not.toHaveProperty('cannotBeCreated');
    expect(JSON.stringify(cloud.assumptions)).not.toContain(password);
    expect(cloud.assumptions.at(-1)).toEqual({
      text: 'The namespace default has the Secret credentials with the key password.',
      commands: [
        {
          kind: 'kubectl',
          text: 'IFS= read -rs value && printf %s "$value" | kubectl create secret generic credentials --namespace=default --from-file=password=/dev/stdin',
        },
      ],
    });
  });

  it('fills a Secret by what its keys are called', () => {
    const cloud = assume(workload([uri, '--port=6432'], [secretRef('DATABASE_URL', 'url')]), account());
    expect(cloud.manifests[0]?.manifest['stringData']).toEqual({
      url: `postgresql://app:${cloud.passwords['app']}@127.0.0.1:6432/postgres?sslmode=disable`,
    });
    const asIam = assume(workload([uri, '--auto-iam-authn'], [value('PGHOST', '127.0.0.1'), secretRef('PGUSER', 'user')]), account());
    expect(asIam.manifests[0]?.manifest['stringData']).toEqual({ user: 'orders@my-project.iam' });
  });

  it('has the Kubernetes service account that the manifests do not have, with its commands', () => {
    const cloud = assume(workload([uri, '--auto-iam-authn'], iam));
    expect(cloud.spec.kubernetesServiceAccounts).toMatchObject([{ name: 'orders', iamServiceAccount: email }]);
    const found = cloud.assumptions.find(({ text }) => text.startsWith('The namespace default has the Kubernetes service account orders'));
    expect(found?.commands.map(({ text }) => text)).toEqual([
      'kubectl create serviceaccount orders --namespace=default',
      `kubectl annotate serviceaccount orders --namespace=default iam.gke.io/gcp-service-account=${email}`,
    ]);
  });

  it('leaves an annotation away that the manifests leave away: that is a mistake, and no assumption', () => {
    const cloud = assume(workload([uri, '--auto-iam-authn'], iam), account({}));
    expect(cloud.spec.kubernetesServiceAccounts).toEqual([
      { name: 'orders', namespace: 'default', workloadPool: 'my-project.svc.id.goog' },
    ]);
    expect(cloud.spec.clusters[cluster]?.users).toEqual({ 'orders@my-project.iam': { auth: 'iam' } });
  });

  it('has the chain of an impersonation from the pod itself', () => {
    const cloud = assume(
      workload([uri, '--auto-iam-authn', `--impersonate-service-account=${email},step@my-project.iam.gserviceaccount.com`], iam),
      account({}),
    );
    expect(emulatorSpecProblems(cloud.spec)).toEqual([]);
    expect(texts(cloud).filter((text) => text.includes('TokenCreator'))).toEqual([
      'principal://iam.googleapis.com/projects/PROJECT_NUMBER/locations/global/workloadIdentityPools/my-project.svc.id.goog/subject/ns/default/sa/orders has roles/iam.serviceAccountTokenCreator on the IAM service account step@my-project.iam.gserviceaccount.com.',
      `serviceAccount:step@my-project.iam.gserviceaccount.com has roles/iam.serviceAccountTokenCreator on the IAM service account ${email}.`,
    ]);
  });

  it('is one for all workloads: a primary, its read pool, both kinds of users', () => {
    const reads = workload(
      [readUri, '--port=5433', '--psc'],
      [...database.slice(0, 1), value('DB_PORT', '5433'), value('DB_NAME', 'myapp'), value('DB_USER', 'reader')],
      'reader',
    );
    const cloud = assume(workload([uri, '--auto-iam-authn'], iam), reads, account());
    expect(emulatorSpecProblems(cloud.spec)).toEqual([]);
    expect(cloud.spec.clusters[cluster]?.instances).toMatchObject({
      'my-primary': { ipTypes: ['PRIVATE'] },
      'my-read-pool': { type: 'READ_POOL', ipTypes: ['PSC'] },
    });
    expect(Object.keys(cloud.spec.clusters[cluster]?.users ?? {})).toEqual(expect.arrayContaining(['orders@my-project.iam', 'reader']));
  });

  it('makes up no user for a second proxy that no variable leads to', async () => {
    const set = await readManifestFiles([join(__dirname, '..', '..', '..', '..', 'examples', 'article', 'the-article.yaml')]);
    const cloud = assumeCloudSide(set, planPods(set));
    const [of] = Object.values(cloud.spec.clusters);
    expect(Object.keys(of?.users ?? {})).toEqual(['appuser']);
    expect(of?.instances).toMatchObject({ 'my-primary': {}, 'my-read-pool': { type: 'READ_POOL' } });
  });

  it('cannot be where no proxy names an instance', () => {
    expect(() => assume(workload(['my-project:us-central1:shop'], database), account())).toThrow(
      'No Auth Proxy of the manifests names an instance URI that can be read',
    );
  });
});

describe('the cloud side of a connection', () => {
  const connection = Connection.of({
    auth: 'built-in',
    databaseName: 'myapp',
    databaseUser: 'appuser',
    passwordSecret: { name: 'credentials', key: 'password' },
    instances: { primary: uri, read: 'my-read-pool' },
    identity: { kubernetesServiceAccount: 'orders', iamServiceAccount: email },
  });
  const from = (...objects: readonly object[]): CloudSide =>
    cloudSideFromConnection([connection], 'orders.connection.json', setOf(...objects), planPods(setOf(...objects)));

  it('has the password of the Secret in the manifests, or else one of its own', () => {
    const app = workload([uri], [...database, secretRef('DB_PASSWORD')]);
    expect(from(app, account(), secret).passwords).toEqual({ appuser: 'from-the-secret' });
    expect(from(app, account()).passwords['appuser']).toHaveLength(24);
  });

  it('has the annotations of the manifests, and the accounts that only the connection has', () => {
    const other = 'other@my-project.iam.gserviceaccount.com';
    const app = workload([uri], database);
    expect(from(app, account({ 'iam.gke.io/gcp-service-account': other })).spec.kubernetesServiceAccounts).toMatchObject([
      { iamServiceAccount: other },
    ]);
    expect(from(app).spec.kubernetesServiceAccounts).toMatchObject([{ name: 'orders', iamServiceAccount: email }]);
  });

  it('is in the namespace of the workload', () => {
    const set = readManifestObjects([workload([uri], database), account()], { namespace: 'shop' });
    const cloud = cloudSideFromConnection([connection], 'c', set, planPods(set));
    expect(cloud.spec.kubernetesServiceAccounts).toMatchObject([{ namespace: 'shop' }]);
    expect(JSON.stringify(cloud.spec.projects)).toContain('[shop/orders]');
  });
});

describe('the cloud side of a spec', () => {
  const set = setOf(workload([uri], database), account());

  it('tells everything that is wrong with it at once', () => {
    const wrong = { clusters: { 'my-cluster': {}, [cluster]: { instances: {}, typo: 1 } } };
    expect(() => cloudSideFromSpec(wrong, 'cloud.yaml', set, planPods(set))).toThrow(
      /problems:[\s\S]*cloud\.yaml clusters\["my-cluster"\]: [\s\S]*cloud\.yaml clusters\["projects/,
    );
  });

  it('is the spec with the Kubernetes service accounts of the manifests', () => {
    const spec = { clusters: { [cluster]: { instances: { 'my-primary': {} } } } };
    const cloud = cloudSideFromSpec(spec, 'cloud.yaml', set, planPods(set));
    expect(cloud.spec).toEqual({
      ...spec,
      kubernetesServiceAccounts: [
        { name: 'orders', namespace: 'default', workloadPool: 'my-project.svc.id.goog', iamServiceAccount: email },
      ],
    });
    expect(cloud).toMatchObject({ source: 'cloud.yaml', assumptions: [] });
  });

  it('gives a pod without a Kubernetes service account the one that every namespace has', () => {
    const app = JSON.parse(JSON.stringify(workload([uri], database)).replace('"serviceAccountName":"orders",', ''));
    const plain = setOf(app);
    const cloud = cloudSideFromSpec({ clusters: { [cluster]: { instances: { 'my-primary': {} } } } }, 'cloud.yaml', plain, planPods(plain));
    expect(cloud.spec.kubernetesServiceAccounts).toMatchObject([{ name: 'default', namespace: 'default' }]);
  });
});

describe('specs that are merged', () => {
  it('keep what each has, once', () => {
    const spec = {
      projects: { 'my-project': { iam: [{ role: 'roles/alloydb.client', members: ['user:a@b.c'] }] } },
      clusters: { [cluster]: { instances: { primary: {} } } },
    };
    expect(mergeSpecs([spec, spec]).projects).toEqual({ 'my-project': { serviceAccounts: {}, iam: spec.projects['my-project'].iam } });
    expect(emulatorSpecProblems(mergeSpecs([spec, spec]))).toEqual([]);
  });

  it('have a primary, also where only a read pool is named', () => {
    const merged = mergeSpecs([{ clusters: { [cluster]: { instances: { 'my-read-pool': {} } } } }]);
    expect(merged.clusters[cluster]?.instances).toEqual({ 'my-read-pool': { type: 'READ_POOL' }, primary: { ipTypes: ['PRIVATE'] } });
  });
});
