/** What is known of a case: the sentences and the commands name it. The meaning is for the reference. */
export const caseValueTable = {
  // The pod
  workload: 'the workload, as KIND/NAME',
  namespace: 'the namespace of the workload',
  namespaceOfAccount: 'the namespace that has that Kubernetes service account',
  kubernetesServiceAccount: 'the Kubernetes service account of the pod',
  container: 'the container that it is about',
  proxy: "the proxy's container",
  application: 'the container of the application',
  secret: 'a Secret',
  secretKey: 'a key of a Secret or of a ConfigMap',
  configMap: 'a ConfigMap',
  variable: 'an environment variable',
  path: 'a path',
  probe: 'startup, readiness or liveness',
  message: 'what was said, word for word',
  seconds: 'a number of seconds',
  gracePeriodSeconds: 'terminationGracePeriodSeconds of the pod',
  // Where the proxy listens
  address: 'an address that the proxy listens on',
  port: 'the port that it is about',
  healthPort: 'the port of the health server, 9090 where nobody says',
  listening: 'what the proxy listens on',
  limit: 'the most connections that the proxy takes',
  repair: 'what the message itself says that is to do',
  // The cloud
  member: 'the identity that was refused, as an IAM member',
  role: 'an IAM role',
  permission: 'an IAM permission',
  api: 'an API of Google Cloud',
  project: 'the project that it is about',
  projectNumber: 'the number of that project',
  workloadPool: 'the workload identity pool',
  iamServiceAccount: 'the e-mail of an IAM service account',
  iamServiceAccountProject: 'the project of that IAM service account',
  condition: 'the condition of a binding',
  instanceUri: 'the instance URI',
  rightInstanceUri: 'an instance URI that is there, where another is not',
  instance: 'the id of the instance',
  cluster: 'the AlloyDB cluster',
  region: 'the region of the AlloyDB cluster',
  instanceType: 'PRIMARY or READ_POOL',
  ipType: 'the IP type that the proxy is told to use: PRIVATE, PUBLIC or PSC',
  rightIpType: 'an IP type that the instance has',
  boundMember: 'the member that a role is bound to, where another is right',
  database: 'the database',
  user: 'the database user',
  ownUser: 'the database user that belongs to the identity',
} as const;

/** The name of a value. */
export type CaseValueName = keyof typeof caseValueTable;

/** Everything that a sentence or a command can name. */
export type CaseValues = Readonly<Record<CaseValueName, string>>;

/** What is not known stands in capitals, as in every command to copy: `PROJECT`. */
export function completeCase(known: Partial<CaseValues>): CaseValues {
  const names = Object.keys(caseValueTable) as CaseValueName[];
  return Object.fromEntries(names.map((name) => [name, known[name] ?? inCapitals(name)])) as CaseValues;
}

function inCapitals(name: string): string {
  return name.replace(/[A-Z]/g, '_$&').toUpperCase();
}
