import { describe, expect, it } from 'vitest';
import { logMessageTable } from '../proxy-log/log-message-table';
import { completeCase } from './case-values';
import { causesOfLogMessages } from './cause-of-log-message';
import { type CauseCode, causeGroups, causeTable } from './cause-table';
import { explainCause } from './explain-cause';

const codes = Object.keys(causeTable) as CauseCode[];
const place = { project: 'my-project', cluster: 'shop', region: 'us-central1', instance: 'primary' };
const linked = {
  namespace: 'shop',
  kubernetesServiceAccount: 'orders',
  workloadPool: 'my-project.svc.id.goog',
  iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com',
};

/** The commands of a cause, one after another. */
function commands(code: CauseCode, values: Parameters<typeof explainCause>[1]): string {
  const isCommand = ['gcloud', 'kubectl', 'sql'];
  return explainCause(code, values)
    .repairs.filter(({ kind }) => isCommand.includes(kind))
    .map(({ text }) => text)
    .join('\n');
}

describe('a cause', () => {
  it.each(codes)('%s says what is wrong in whole sentences and has a repair', (code) => {
    expect(causeTable[code].explanation).toMatch(/^([A-Z]|\{[a-zA-Z]+\}).*(\.|\{message\})$/);
    const { explanation, repairs } = explainCause(code);
    expect(explanation).not.toMatch(/[{}]/);
    expect(repairs.length).toBeGreaterThan(0);
    for (const { kind, text } of repairs) {
      expect(text).not.toMatch(/undefined/);
      if (kind === 'text') expect(text).toMatch(/\S/);
    }
  });

  it('is in one group alone', () => {
    const grouped = causeGroups.flatMap(({ causes }) => Object.keys(causes));
    expect(grouped.toSorted()).toEqual([...codes].toSorted());
  });

  it('is found for every message of the proxy but the end by a signal', () => {
    const without = logMessageTable.filter(({ code }) => causesOfLogMessages[code] === undefined);
    expect(without.map(({ code }) => code)).toEqual(['ended-by-signal']);
    expect(Object.keys(causesOfLogMessages).toSorted()).toEqual(logMessageTable.map(({ code }) => code).toSorted());
  });

  it('shows what is not known of a case in capitals', () => {
    expect(completeCase({}).iamServiceAccount).toBe('IAM_SERVICE_ACCOUNT');
    expect(commands('api-not-enabled', {})).toBe('gcloud services enable API --project=PROJECT');
  });
});

describe('the commands of a repair', () => {
  it('grant a role on a project', () => {
    const member = 'serviceAccount:orders@my-project.iam.gserviceaccount.com';
    expect(commands('role-missing', { ...place, member, role: 'roles/alloydb.client', permission: 'alloydb.instances.get' })).toBe(
      'gcloud projects add-iam-policy-binding my-project \\\n  --member=serviceAccount:orders@my-project.iam.gserviceaccount.com \\\n  --role=roles/alloydb.client \\\n  --condition=None \\\n  --format=none',
    );
  });

  it('link a Kubernetes service account, its member quoted for the shell', () => {
    expect(commands('link-binding-missing', linked)).toContain("--member='serviceAccount:my-project.svc.id.goog[shop/orders]'");
    expect(commands('annotation-missing', linked).replaceAll(' \\\n ', '')).toBe(
      'kubectl annotate serviceaccount orders --namespace=shop --overwrite iam.gke.io/gcp-service-account=orders@my-project.iam.gserviceaccount.com',
    );
  });

  it('make an IAM user and a user with a password each in its own way, and grant to both', () => {
    const iam = commands('database-user-missing', { ...place, user: 'orders@my-project.iam', database: 'orders' });
    expect(iam).toContain('--type=IAM_BASED');
    expect(iam).toContain('GRANT USAGE, CREATE ON SCHEMA "public" TO "orders@my-project.iam";');
    const builtIn = commands('database-user-missing', { ...place, user: 'app', database: 'orders' });
    expect(builtIn).toContain('--type=BUILT_IN');
    expect(builtIn).toContain('IFS= read -r password');
    expect(builtIn).not.toContain('--password=');
  });

  it('quote names for PostgreSQL', () => {
    const sql = commands('grant-missing', { ...place, user: 'a"b', database: "o'r", message: 'permission denied' });
    expect(sql).toContain('TO "a""b";');
    expect(sql).toContain('ON DATABASE "o\'r"');
  });

  it('keep the other database flags of the instance', () => {
    const script = commands('iam-authentication-off', { ...place, member: 'serviceAccount:x' });
    expect(script).toContain('switch_iam_authentication_on primary shop us-central1 my-project');
    expect(script).toContain("--format='yaml(databaseFlags)'");
  });
});
