import { type ProblemFactory, problemFactory } from '@alloydb-gke/core';

/** What can be wrong with the use of a component. */
export const pulumiCodes = {
  'arguments-not-an-object': {
    message: 'What is written here is not an object.',
    repair: 'Write an object with some of the fields {fields}.',
  },
  'arguments-not-by-name': {
    message: 'What is written here does not say what each of them is called.',
    repair: 'Write an object that has, by a name for each, an object with some of the fields {fields}.',
  },
  'arguments-not-a-list': {
    message: 'What is written here is not a list.',
    repair: 'Write a list of objects with some of the fields {fields}.',
  },
  'helm-release': {
    message: '"{release}" is a helm.v3.Release. Its objects are rendered inside the provider, where no transform reaches them.',
    repair: 'Use helm.v4.Chart for this chart, or name the kinds that are meant in the selector: { kinds: ["Deployment"] }.',
  },
  'workload-kind': {
    message: '{kind} is not a kind whose pod template is known.',
    repair: 'Write one of {known}, or set podTemplatePath for another kind.',
  },
  'workload-not-known': {
    message: 'Whether the selector means the workload "{workload}" is not known yet: its name, its namespace or a label comes later.',
    repair: '"pulumi up" will know. To see it in a preview, write that value as plain text, or select by other fields.',
  },
  'connection-of-component': {
    message: 'The connection is a component, and not the connection document.',
    repair: 'Give the output of it: access.connection.',
  },
  'workload-kinds-missing': {
    message: 'podTemplatePath is set, and kinds is not.',
    repair: 'Name them: { kinds: ["CloneSet"], podTemplatePath: "spec.template" }.',
  },
  'project-not-known': {
    message: '{field} is not set, and the Google Cloud provider names no project.',
    repair:
      'Set {field}, or the project of the provider: "pulumi config set gcp:project my-project", or project of the Provider that your program makes.',
  },
  'both-made-and-existing': {
    message: '{made} and {existing} are both set: one makes it, the other takes what exists.',
    repair: 'Remove one of them.',
  },
  'not-used-by-direct-identity': {
    message: '{field} is set, and a direct identity has no IAM service account.',
    repair: 'Remove {field}, or choose the form "linked" or "impersonated".',
  },
  'iam-of-direct-identity': {
    message:
      'The auth mode is "iam", and a direct identity has no IAM service account: AlloyDB has no database users for a Kubernetes service account itself.',
    repair: 'Set auth to "built-in", or choose the form "linked" or "impersonated".',
  },
  'project-number-missing': {
    message: 'The Kubernetes service account gets roles of its own, and workloadPoolProjectNumber is not set.',
    repair: 'Set it to the number of the project that owns the workload identity pool.',
  },
  'only-with-built-in': {
    message: '{field} is set. With IAM authentication there is no password, and the user is derived from the IAM service account.',
    repair: 'Remove {field}, or set auth to "built-in".',
  },
  'network-name': {
    message: '{value} is not the full name of a network.',
    repair: 'Write "projects/PROJECT/global/networks/NETWORK", or give the id of a compute.Network.',
  },
  'range-name': {
    message: '{value} cannot be the name of a range: it must have 1 to 63 lower-case letters, digits and hyphens, starting with a letter.',
    repair: 'Set the name of the range.',
  },
  'ranges-empty': {
    message: 'existingRanges is empty: a connection has at least one range.',
    repair: 'Name the ranges, or leave existingRanges out to make one.',
  },
  'machine-type': {
    message: '{value} is not a machine type of AlloyDB.',
    repair: 'Write one such as "n2-highmem-4" or "c4a-highmem-4-lssd".',
  },
  'cpu-count': {
    message: '{value} is not a number of CPUs that AlloyDB has.',
    repair: 'Choose one of {counts}.',
  },
  'cpu-count-of-machine': {
    message: 'cpuCount is {value}, and the machine type {machine} has {count} CPUs.',
    repair: 'Remove cpuCount: it follows from the machine type.',
  },
  'zone-of-regional': {
    message: 'The zone {value} is set, and the instance is in two zones.',
    repair: 'Remove zone, or set availabilityType to "ZONAL".',
  },
  'iam-flag': {
    message: 'The flag alloydb.iam_authentication is {value}, and iamAuthentication of the cluster wants "{wanted}".',
    repair: 'Remove the flag, and set iamAuthentication of the cluster.',
  },
  'max-connections': {
    message: 'The flag max_connections is {value}, which is no whole number of at least 1.',
    repair: 'Write it in digits, as in "1000".',
  },
  'pool-flag-prefix': {
    message: 'The flag {name} of the connection pool has "connection-pooling-" in front.',
    repair: 'Leave "connection-pooling-" out: Google adds it.',
  },
  'authorized-without-public-ip': {
    message: 'authorizedNetworks is set, and the instance has no public address.',
    repair: 'Set publicIp to true, or remove authorizedNetworks.',
  },
  'cidr-range': {
    message: '{value} is not a range of addresses.',
    repair: 'Write it as in "203.0.113.0/24".',
  },
  'psc-instance-without-cluster': {
    message: 'The instance has psc, and the cluster has no Private Service Connect.',
    repair: 'Set privateServiceConnect of the cluster to true, or remove psc.',
  },
  'not-a-project-number': {
    message: '{value} is not the number of a project.',
    repair: 'Write the number, as "gcloud projects describe PROJECT --format=\'value(projectNumber)\'" prints it.',
  },
  'tags-without-project-number': {
    message: 'The cluster has tags, and projectNumber is not set: Google binds tags to a cluster by the number of its project.',
    repair: 'Set projectNumber, as "gcloud projects describe PROJECT --format=\'value(projectNumber)\'" prints it.',
  },
  'two-query-insights': {
    message: 'queryInsights and observability are both set, and an instance has one of them.',
    repair: 'Remove queryInsights: observability is the enhanced one.',
  },
  'two-retentions': {
    message: 'retentionCount and retentionDays are both set, and backups are kept by one of them.',
    repair: 'Remove one of them.',
  },
  'list-empty': {
    message: 'The list is empty, and a schedule has at least one {what}.',
    repair: 'Name a {what}, or leave the field out.',
  },
  'database-version': {
    message: '{value} is not a version of the database.',
    repair: 'Write one such as "POSTGRES_17".',
  },
  'restore-sources': {
    message: '{count} sources are named, and a cluster is restored from one.',
    repair: 'Name one of {sources}.',
  },
  'restore-time-missing': {
    message: '{source} is restored as it was at a point in time, and pointInTime is not set.',
    repair: 'Set pointInTime, as in "2026-03-01T10:00:00Z".',
  },
  'restore-time': {
    message: 'pointInTime is set, and {source} is restored as it is.',
    repair: 'Remove pointInTime.',
  },
  'point-in-time': {
    message: '{value} is not a point in time.',
    repair: 'Write it as in "2026-03-01T10:00:00Z".',
  },
  'instances-without-cluster': {
    message: 'existingInstances is set, and no cluster that exists is named.',
    repair: 'Set existingCluster, or remove existingInstances.',
  },
  'location-missing': {
    message: 'The region of the cluster is not set.',
    repair: 'Set location, as in "us-central1", or name a cluster that exists with existingCluster.',
  },
  'network-missing': {
    message: 'The cluster has no network.',
    repair: 'Set network or privateServicesAccess, or set privateServiceConnect to true.',
  },
  'network-of-psc': {
    message: '{field} is set. With Private Service Connect the cluster is in no network.',
    repair: 'Remove {field}, or remove privateServiceConnect.',
  },
  'network-twice': {
    message: '{field} and privateServicesAccess are both set, and the second names the network already.',
    repair: 'Remove {field}.',
  },
  'range-without-network': {
    message: 'privateServicesRange is set, and the network that it is reserved on is not set.',
    repair: 'Set network.',
  },
  'not-of-secondary': {
    message: '{field} is set. A secondary cluster has what its primary cluster has.',
    repair: 'Remove {field}, or set it at the primary cluster.',
  },
  'instance-name-taken': {
    message: 'A read pool is called "{name}", and another instance has that name.',
    repair: 'Call the read pool something else; its instanceId may stay as it is.',
  },
  'instance-id-twice': {
    message: 'Two instances have the id "{id}".',
    repair: 'Set another instanceId for one of them.',
  },
  'read-pool-outlives-primary': {
    message: 'The primary is stopped, and the read pool "{pool}" runs. Google stops a primary after its read pools.',
    repair: 'Set activationPolicy of the read pool to "NEVER" first, run "pulumi up", and stop the primary then.',
  },
  'iam-users-without-iam': {
    message: 'iamUsers is set, and iamAuthentication is false: nobody could log in by IAM.',
    repair: 'Remove iamAuthentication, or remove iamUsers.',
  },
  'iam-access-without-iam': {
    message: 'The auth mode is "iam", and iamAuthentication of the cluster is false: nobody could log in by IAM.',
    repair: 'Remove iamAuthentication of the cluster, or set auth to "built-in".',
  },
  'user-name': {
    message: '{name} cannot be the name of a database user.',
    repair: 'Use 1 to 63 bytes without a zero byte.',
  },
  'user-name-twice': {
    message: '{name} is a name in users and in iamUsers.',
    repair: 'Call one of them something else. The name of an IAM user in AlloyDB follows from its account.',
  },
  'user-password-missing': {
    message: 'The user {name} has no password.',
    repair: 'Set its password, or make it an IAM user.',
  },
  'password-empty': {
    message: 'The password is empty: nobody could log in with it.',
    repair: 'Set a password.',
  },
  'account-id': {
    message: '{value} cannot be the id of an IAM service account.',
    repair: 'Use 6 to 30 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen.',
  },
  'granted-role': {
    message: '{value} is not the name of a role.',
    repair: 'Write it as in "roles/storage.objectViewer", or as "projects/PROJECT/roles/ROLE" or "organizations/NUMBER/roles/ROLE".',
  },
  'iam-user-account': {
    message: '{value} is neither the e-mail of an IAM service account nor that of a person.',
    repair: 'Write the whole e-mail, as in "orders@my-project.iam.gserviceaccount.com".',
  },
  'no-workload-pool': {
    message: 'The GKE cluster {cluster} has no workload identity pool: no pod in it can be an IAM service account.',
    repair: 'Run "gcloud container clusters update {cluster} --location={location} --workload-pool={pool}".',
  },
  'other-workload-pool': {
    message: 'The GKE cluster {cluster} has the workload identity pool {found}, and {wanted} is wanted.',
    repair: 'Name the pool that the cluster has.',
  },
  'no-such-node-pool': {
    message: 'The GKE cluster {cluster} has no node pool {nodePool}.',
    repair: 'Name a node pool that it has, or leave nodePools out to check all.',
  },
  'no-metadata-server': {
    message:
      'The node pool {nodePool} of the GKE cluster {cluster} has the metadata mode {mode}: its pods act as the node, and not as a service account of their own.',
    repair:
      'Run "gcloud container node-pools update {nodePool} --cluster={cluster} --location={location} --workload-metadata=GKE_METADATA". It makes its nodes anew.',
  },
  'cluster-not-said': {
    message: 'The cluster has no {field}.',
    repair:
      'Give an AlloyDBCluster, or { clusterName: "projects/PROJECT/locations/REGION/clusters/CLUSTER", instances: { primary: "primary" } }.',
  },
  'no-such-instance': {
    message: 'The cluster has no instance {value}.',
    repair: 'Name one of {names}, or add it to the instances of the cluster.',
  },
  'connection-name': {
    message: '{value} cannot be the name of a connection in annotations.',
    repair: 'Set connectionName to 1 to 63 lower-case letters, digits and hyphens, starting and ending with a letter or digit.',
  },
  'application-without-connection': {
    message: 'The application has neither access nor connection.',
    repair: 'Set access for one that is made, or connection to that of an access that exists.',
  },
  'application-job-connection': {
    message: '"{field}" sets connection, which is that of the application.',
    repair: 'Leave it out.',
  },
  'service-without-port': {
    message: 'A service is wanted, and the port that the application listens on is not set.',
    repair: 'Set port of the application.',
  },
} as const;

export const problem: ProblemFactory<typeof pulumiCodes> = problemFactory(pulumiCodes);
