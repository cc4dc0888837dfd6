import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file that is gone at the end of the block. */
export interface TemporaryFile extends Disposable {
  readonly path: string;
}

export function temporaryFile(name: string, text: string): TemporaryFile {
  const folder = mkdtempSync(join(tmpdir(), 'alloydb-gke-spec-'));
  const path = join(folder, name);
  writeFileSync(path, text);
  return { path, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

export const cluster = 'projects/my-project/locations/us-central1/clusters/shop';

/** A primary with a user of each kind; `more` is YAML for the end, at the level of the spec. */
export function specText(more = ''): string {
  return `
projects:
  my-project:
    serviceAccounts:
      orders:
        iam: [{ role: roles/iam.workloadIdentityUser, members: ['serviceAccount:my-project.svc.id.goog[shop/orders]'] }]
    iam:
      - { role: roles/alloydb.client, members: ['serviceAccount:orders@my-project.iam.gserviceaccount.com'] }
      - { role: roles/serviceusage.serviceUsageConsumer, members: ['serviceAccount:orders@my-project.iam.gserviceaccount.com'] }
      - { role: roles/alloydb.databaseUser, members: ['serviceAccount:orders@my-project.iam.gserviceaccount.com'] }
kubernetesServiceAccounts:
  - { name: orders, namespace: shop, workloadPool: my-project.svc.id.goog, iamServiceAccount: orders@my-project.iam.gserviceaccount.com }
clusters:
  ${cluster}:
    instances:
      primary: { databaseFlags: { alloydb.iam_authentication: on } }
    users:
      orders@my-project.iam: { auth: iam }
      app: { auth: built-in, password: 'not to be printed' }
    databases:
      orders: { grants: [{ to: app, privileges: [USAGE, CREATE], on: SCHEMA public }] }
${more}`;
}
