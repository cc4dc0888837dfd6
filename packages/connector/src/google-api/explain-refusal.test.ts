import { describe, expect, it } from 'vitest';
import type { AccessTokenSource } from '../credentials/access-token-source';
import type { ApiRequest } from './api-request';
import { explainRefusal } from './explain-refusal';

const instanceUri = 'projects/my-project/locations/us-central1/clusters/shop/instances/primary';
const named: AccessTokenSource = Object.assign(
  { getAccessToken: async () => 'token' },
  { email: 'orders@my-project.iam.gserviceaccount.com' },
);
const nameless: AccessTokenSource = { getAccessToken: async () => 'token' };

const request: ApiRequest = {
  api: 'AlloyDB API',
  endpoint: 'https://alloydb.googleapis.com',
  url: 'https://alloydb.googleapis.com/v1beta/it',
  method: 'GET',
  source: named,
  resource: instanceUri,
  project: 'my-project',
  instanceUri,
};

const refusal = async (status: number, error: object, changed: Partial<ApiRequest> = {}): Promise<string> => {
  const text = JSON.stringify({ error });
  return (await explainRefusal({ ...request, ...changed }, { status, headers: {}, text }, 1, new AbortController().signal)).message;
};
const info = (reason: string, metadata: object = {}) => ({ message: 'Denied.', details: [{ reason, metadata }] });

describe('a refusal', () => {
  it('names the missing role, the principal and the command', async () => {
    const error = info('IAM_PERMISSION_DENIED', { permission: 'alloydb.clusters.generateClientCertificate' });
    expect(await refusal(403, error)).toBe(
      'orders@my-project.iam.gserviceaccount.com has no role with the permission alloydb.clusters.generateClientCertificate on the project my-project. ' +
        'Grant roles/alloydb.client: "gcloud projects add-iam-policy-binding my-project --member=\'serviceAccount:orders@my-project.iam.gserviceaccount.com\' --role=roles/alloydb.client". ' +
        'It takes a few minutes until that holds.',
    );
  });

  it('names the role for the quota', async () => {
    expect(await refusal(403, info('USER_PROJECT_DENIED'))).toContain('--role=roles/serviceusage.serviceUsageConsumer');
  });

  it('reads the permission in the text where there is nothing else', async () => {
    expect(await refusal(403, { message: "Permission 'alloydb.instances.get' denied on resource" }, { source: nameless })).toBe(
      'The identity of the credentials has no role with the permission alloydb.instances.get on the project my-project. ' +
        'Grant roles/alloydb.client: "gcloud projects add-iam-policy-binding my-project --member=MEMBER --role=roles/alloydb.client". It takes a few minutes until that holds.',
    );
  });

  it('names the person who is logged in', async () => {
    const source = Object.assign(
      { getAccessToken: async () => 'token' },
      { getCredentials: async () => ({ client_email: "ada'@example.com" }) },
    );
    expect(await refusal(403, info('USER_PROJECT_DENIED'), { source })).toContain("--member='user:ada@example.com'");
  });

  it('names the role for an impersonation on the account', async () => {
    const error = { message: "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist)." };
    const account = 'proxy@my-project.iam.gserviceaccount.com';
    expect(await refusal(403, error, { resource: account })).toContain(
      `on ${account}. Grant roles/iam.serviceAccountTokenCreator: "gcloud iam service-accounts add-iam-policy-binding ${account} --member=`,
    );
  });

  it('says that the API is not enabled', async () => {
    expect(await refusal(403, info('SERVICE_DISABLED', { service: 'alloydb.googleapis.com' }))).toBe(
      'The API alloydb.googleapis.com is not enabled in the project my-project. ' +
        'Enable it: "gcloud services enable alloydb.googleapis.com --project=my-project". It takes a few minutes until that holds.',
    );
  });

  it('says that the scope is too small: token-scope-too-small', async () => {
    expect(await refusal(403, info('ACCESS_TOKEN_SCOPE_INSUFFICIENT'))).toContain(
      'The access token does not have the scope that the AlloyDB API asks for. Ask for tokens with the scope',
    );
  });

  it('repeats what it does not know', async () => {
    expect(await refusal(403, { message: 'Request is prohibited by organization’s policy' })).toContain(
      'The AlloyDB API refuses orders@my-project.iam.gserviceaccount.com (403): Request is prohibited by organization’s policy. Check',
    );
  });

  it('says how to see the instances of the cluster', async () => {
    expect(await refusal(404, { message: 'Not found' })).toContain(
      `There is no instance ${instanceUri}, or it is not to be seen with these credentials (404): Not found. Compare the instance URI with what this prints: ` +
        '"gcloud alloydb instances list --project=my-project --region=us-central1 --cluster=shop --format=\'value(name)\'".',
    );
  });

  it('says that the token is not accepted', async () => {
    expect(await refusal(401, { message: 'Invalid' })).toContain('does not accept the access token (401): Invalid.');
  });

  it('never waits long for a name', async () => {
    const source = Object.assign({ getAccessToken: async () => 'token' }, { getCredentials: () => new Promise(() => {}) });
    expect(await refusal(403, info('USER_PROJECT_DENIED'), { source })).toContain('The identity of the credentials');
  });
});
