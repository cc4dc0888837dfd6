import { type CauseRow, cause } from './cause-row';
import {
  addPermissionToRole,
  annotateServiceAccount,
  createIamServiceAccount,
  createKubernetesServiceAccount,
  enableApi,
  grantOnProject,
  grantOnServiceAccount,
  linkBinding,
} from './cloud-commands';
import { code, gcloud, sentence, yaml } from './repair';

const attach = "new AuthProxy(this, 'alloydb', { connection }).attachTo(deployment); // names the service account";
const identityConstruct = "const identity = new WorkloadIdentity(this, 'identity', { connection });";
const everyRole = `${identityConstruct}\nidentity.setupScript({ gkeCluster, namespace }); // grants every role that the connection needs`;

/** The causes of this table. */
export type IdentityCause =
  | 'kubernetes-service-account-missing'
  | 'namespace-not-named'
  | 'service-account-not-named'
  | 'annotation-missing'
  | 'link-binding-missing'
  | 'iam-service-account-missing'
  | 'role-missing'
  | 'impersonation-forbidden'
  | 'custom-role-incomplete'
  | 'condition-in-the-way'
  | 'project-number-differs'
  | 'principal-cannot-log-in'
  | 'api-not-enabled'
  | 'workload-identity-off'
  | 'metadata-server-unreachable'
  | 'no-credentials'
  | 'token-expired'
  | 'token-refused'
  | 'scope-missing';

/** Who the pod is, and what it may do. */
export const identityCauses: Readonly<Record<IdentityCause, CauseRow>> = {
  'kubernetes-service-account-missing': cause(
    'The pod wants to run as the Kubernetes service account {kubernetesServiceAccount}, and there is none of that name in the namespace {namespace}. Kubernetes makes no pod without it.',
    (values) => [
      createKubernetesServiceAccount(values),
      code(identityConstruct),
      yaml(
        `apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: ${values.kubernetesServiceAccount}\n  namespace: ${values.namespace}\n  annotations:\n    iam.gke.io/gcp-service-account: ${values.iamServiceAccount}`,
      ),
    ],
  ),
  'namespace-not-named': cause(
    'The manifest of {workload} names no namespace, so the pod is in {namespace}. The Kubernetes service account {kubernetesServiceAccount} that it runs as is in {namespaceOfAccount}.',
    ({ namespaceOfAccount }) => [
      yaml(`metadata:\n  namespace: ${namespaceOfAccount}`),
      sentence(`Or rehearse with "--namespace ${namespaceOfAccount}", if it is applied with that.`),
    ],
  ),
  'service-account-not-named': cause(
    'The pod runs as the Kubernetes service account {namespace}/default, as every pod does that names none, and nothing is granted to that. The roles are there for {namespace}/{kubernetesServiceAccount}.',
    ({ kubernetesServiceAccount }) => [yaml(`spec: # of the pod\n  serviceAccountName: ${kubernetesServiceAccount}`), code(attach)],
  ),
  'annotation-missing': cause(
    'The Kubernetes service account {namespace}/{kubernetesServiceAccount} has no annotation iam.gke.io/gcp-service-account. The pod acts as the Kubernetes service account itself, which has none of the roles.',
    (values) => [
      annotateServiceAccount(values),
      code(identityConstruct),
      yaml(`metadata:\n  annotations:\n    iam.gke.io/gcp-service-account: ${values.iamServiceAccount}`),
    ],
  ),
  'link-binding-missing': cause(
    'The Kubernetes service account {namespace}/{kubernetesServiceAccount} is annotated with {iamServiceAccount}, and that IAM service account does not let it act as it. The role roles/iam.workloadIdentityUser is missing on it.',
    (values) => [linkBinding(values), code(everyRole)],
  ),
  'iam-service-account-missing': cause('There is no IAM service account {iamServiceAccount}.', (values) => [
    createIamServiceAccount(values),
    code("Connection.of({ …, identity: { …, iamServiceAccount: 'NAME@PROJECT.iam.gserviceaccount.com' } });"),
    sentence('If it goes by another name, correct the annotation iam.gke.io/gcp-service-account of the Kubernetes service account.'),
  ]),
  'role-missing': cause('{member} has no role with the permission {permission} on the project {project}. {role} has it.', (values) => [
    grantOnProject(values),
    code(everyRole),
  ]),
  'impersonation-forbidden': cause(
    'The proxy is told to impersonate {iamServiceAccount}, and {member} may not make tokens for it. The role {role} is missing on it.',
    (values) => [grantOnServiceAccount(values.role, values.member, values.iamServiceAccount), code(everyRole)],
  ),
  'custom-role-incomplete': cause('{member} has the custom role {role}, which lacks the permission {permission}.', (values) => [
    addPermissionToRole(values),
  ]),
  'condition-in-the-way': cause(
    '{member} has the role {role} only under the condition {condition}. A rehearsal evaluates no condition, so it grants nothing here.',
    (values) => [grantOnProject(values)],
  ),
  'project-number-differs': cause(
    'Roles are bound to {boundMember}. The number of the project in it is wrong: the pod is {member}.',
    (values) => [
      grantOnProject(values),
      code(`Connection.of({ …, identity: { …, workloadPoolProjectNumber: '${values.projectNumber}' } });`),
    ],
  ),
  'principal-cannot-log-in': cause(
    '{member} is the Kubernetes service account itself, and only IAM service accounts and persons can log in to the database with IAM authentication.',
    (values) => [
      annotateServiceAccount(values),
      linkBinding(values),
      code("Connection.of({ …, identity: { …, iamServiceAccount: 'NAME@PROJECT.iam.gserviceaccount.com' } });"),
    ],
  ),
  'api-not-enabled': cause('The API {api} is not enabled in the project {project}.', (values) => [enableApi(values), code(everyRole)]),
  'workload-identity-off': cause(
    'The metadata server knows no service account for the pod. The node pool has no Workload Identity, or the IAM service account of the annotation is not there.',
    () => [
      gcloud(
        'gcloud container node-pools update NODE_POOL --cluster=CLUSTER --location=LOCATION --project=PROJECT --workload-metadata=GKE_METADATA',
      ),
      sentence('Check the annotation iam.gke.io/gcp-service-account of the Kubernetes service account.'),
    ],
  ),
  'metadata-server-unreachable': cause('The proxy cannot reach the metadata server, and so it gets no token.', () => [
    sentence(
      'Open the egress of the pod to 169.254.169.254, port 80, and to 169.254.169.252, ports 987 and 988. Keep a service mesh away from both.',
    ),
    yaml(
      'egress:\n- to: [{ ipBlock: { cidr: 169.254.169.254/32 } }]\n  ports: [{ port: 80 }]\n- to: [{ ipBlock: { cidr: 169.254.169.252/32 } }]\n  ports: [{ port: 987 }, { port: 988 }]',
    ),
  ]),
  'no-credentials': cause('The proxy finds no credential: no file, and no metadata server. It does not start.', () => [
    code(identityConstruct),
    sentence('Run the pod on GKE with Workload Identity, or give the proxy a credential.'),
  ]),
  'token-expired': cause('The proxy has a static token, and it has expired. Such a token is good for an hour at most.', (values) => [
    code(identityConstruct),
    sentence(`Take --token and ALLOYDB_PROXY_TOKEN away from ${values.proxy}. Workload Identity renews its tokens.`),
  ]),
  'token-refused': cause('The proxy has no token, or one that nobody here has handed out.', (values) => [
    code(identityConstruct),
    sentence(`Take the credential flags away from ${values.proxy}, so that it asks the metadata server.`),
  ]),
  'scope-missing': cause('The token of {member} does not have the scope that is asked for.', () => [
    code(identityConstruct),
    sentence('Use Workload Identity, or a token with the scope https://www.googleapis.com/auth/cloud-platform.'),
  ]),
};
