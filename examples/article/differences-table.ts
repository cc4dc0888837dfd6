import { absent, type Difference, present } from './difference';

const issueOf =
  (repository: string) =>
  (number: number): string =>
    `[${repository}#${number}](https://github.com/GoogleCloudPlatform/${repository}/issues/${number})`;
const proxyIssue = issueOf('alloydb-auth-proxy');
const cloudSqlIssue = issueOf('cloud-sql-proxy');
const operatorIssue = issueOf('cloud-sql-proxy-operator');
const proxySource = (line: number): string =>
  `[cmd/root.go:${line}](https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L${line})`;

const proxy = 'Deployment container[alloydb-auth-proxy]';
const readProxy = 'Deployment container[alloydb-auth-proxy-read]';
const app = 'Deployment container[app]';
const cluster = 'projects/my-project/locations/us-central1/clusters/my-alloydb-cluster/instances';

/**
 * Everything in which the result differs from the article: first what is wrong or incomplete there, by number, then what is
 * only another choice. `npm start` prints it, docs/article.md shows it, and a test compares it with the manifests.
 */
export const differences: readonly Difference[] = [
  {
    number: 1,
    section: 'Step 4: the Deployment',
    title: 'The probes cannot reach the proxy',
    article: 'Probes ask `/liveness` and `/readiness` on port 9090, and the proxy gets `--health-check --http-port=9090`.',
    consequence:
      'Without `--http-address` the health server listens on 127.0.0.1. The kubelet asks the address of the pod: connection refused. The proxy is killed about every 30 s, the pod is never ready, the rollout never ends.',
    here: 'The health server listens on the address of the pod, where it offers health and metrics and nothing else. `probes: { method: "exec" }` opens nothing at all.',
    evidence: `Seen on a kubelet 1.36 with Auth Proxy 1.17.1: \`Liveness probe failed: … connect: connection refused\`. The default is in the source; ${proxyIssue(157)} and ${cloudSqlIssue(1555)} are the same mistake.`,
    inManifest: {
      article: 'a health server on localhost',
      here: '`--http-address=0.0.0.0`',
      why: 'Kubernetes asks the address of the pod. It was refused, and killed the proxy every 30 s.',
      values: { [`${proxy}.args.--http-address`]: [absent, '0.0.0.0'] },
    },
  },
  {
    number: 2,
    section: 'Step 4: the Deployment',
    title: 'The database port is open to the pod network',
    article: 'The comment says “listen on localhost”, the argument says `--address=0.0.0.0`.',
    consequence:
      'The port is open on every address of the pod, over IPv6 too, without TLS. With IAM authentication whoever reaches it is logged in without a password.',
    here: 'The port stays on 127.0.0.1. There is no option for anything else. Whoever sets the flag by an escape hatch together with IAM authentication is refused.',
    evidence: `SQL over the address of the pod was seen to work with 1.17.1. Google’s own advice: [the traffic of a sidecar “never leaves the VM”](https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/tree/main/examples/k8s-sidecar).`,
    inManifest: {
      article: '`--address=0.0.0.0`',
      here: '`--address=127.0.0.1`',
      why: 'The database port was open to the whole pod network, with IAM authentication even without a password.',
      values: { [`${proxy}.args.--address`]: ['0.0.0.0', '127.0.0.1'] },
    },
  },
  {
    number: 3,
    section: 'Step 4: the Deployment',
    title: 'A containerPort for a port that is nobody else’s business',
    article: 'The proxy’s container declares port 5432, the one of the read pool 5433.',
    consequence: 'It has no effect for a port on localhost, and it invites a Service in front of the database.',
    here: 'No port is declared.',
    evidence: cloudSqlIssue(1943),
    inManifest: {
      article: '`containerPort: 5432`',
      here: 'none',
      why: 'It only invites a Service in front of the database.',
      values: { [`${proxy}.ports`]: [present, absent] },
    },
  },
  {
    number: 4,
    section: 'Step 4: the Deployment',
    title: 'Images that move',
    article: 'All images have the tag `latest`.',
    consequence: 'What runs depends on when a node pulled it, and two pods of one Deployment can differ.',
    here: 'The proxy is pinned to the version that this project is verified with, on request by digest. A moving tag must be asked for with `allowMovingTag`. The application’s image has a version too.',
    evidence: `Google recommends a pinned tag in the [README of the Auth Proxy](https://github.com/GoogleCloudPlatform/alloydb-auth-proxy#container-images). Changed base images broke users of moving tags: ${proxyIssue(888)}, ${proxyIssue(887)}.`,
    inManifest: {
      article: '`:latest`, twice',
      here: '`:1.17.1` and `:1.0.0`',
      why: 'What runs would depend on when a node pulled it.',
      values: {
        [`${proxy}.image`]: ['gcr.io/alloydb-connectors/alloydb-auth-proxy:latest', 'gcr.io/alloydb-connectors/alloydb-auth-proxy:1.17.1'],
        [`${app}.image`]: ['gcr.io/my-project/my-app:latest', 'gcr.io/my-project/my-app:1.0.0'],
      },
    },
  },
  {
    number: 5,
    section: 'Step 4: the Deployment',
    title: 'A readiness probe on the proxy',
    article: 'The proxy has a readiness probe on `/readiness`.',
    consequence:
      'A full proxy answers 503 there. Kubernetes then takes the whole application out of its Service, although all of its open connections work.',
    here: 'There is none. Where an admission policy demands one, `probes: { readiness: true }` asks `/startup`, which never fails again once it passed.',
    evidence: `Google’s advice for its sister proxy: “[we do not recommend adding a readiness probe](https://github.com/GoogleCloudPlatform/cloud-sql-proxy/tree/main/examples/k8s-health-check)”, after ${cloudSqlIssue(1759)}. The states were verified with 1.17.1.`,
    inManifest: {
      article: 'readiness probe on `/readiness`',
      here: 'none',
      why: 'A full proxy would take the application out of its Service.',
      values: { [`${proxy}.readinessProbe`]: [present, absent] },
    },
  },
  {
    number: 6,
    section: 'Step 4: the Deployment',
    title: 'A liveness probe and no startup probe',
    article: 'The proxy has a liveness probe after 10 s, every 10 s, and no startup probe.',
    consequence:
      'Nothing waits for the proxy to be ready. The liveness answer is always 200, so it says little; on a starved node it restarts the proxy and so drops every connection.',
    here: 'A startup probe on `/startup` holds the application back until the proxy listens. Liveness is off; `probes: { liveness: true }` adds a patient one.',
    evidence: `${cloudSqlIssue(980)}, ${cloudSqlIssue(995)}; the answers were verified with 1.17.1.`,
    inManifest: {
      article: 'liveness probe on `/liveness`',
      here: 'startup probe on `/startup`',
      why: 'The application waits until the proxy listens; a busy proxy is not killed.',
      values: {
        [`${proxy}.livenessProbe`]: [present, absent],
        [`${proxy}.startupProbe.httpGet.path`]: [absent, '/startup'],
        [`${proxy}.startupProbe.timeoutSeconds`]: [absent, 5],
        [`${proxy}.startupProbe`]: [absent, present],
      },
    },
  },
  {
    number: 7,
    section: 'Step 4: the Deployment',
    title: 'A classic sidecar',
    article: 'The proxy is an ordinary container beside the application.',
    consequence:
      'The application may start first and is refused. At the end both get SIGTERM together, and the proxy is gone while the application still works. In a Job the proxy never ends, and so neither does the Job.',
    here: 'A native sidecar: an init container with `restartPolicy: Always`, the first of all. It starts before the application and before its migrations, and stops after it. It needs Kubernetes 1.29. `sidecar: "classic"` is there for older versions.',
    evidence: `Seen on a kubelet: 80 of the application’s operations failed in a drain of 8 s with the classic sidecar, none with the native one. [Kubernetes on sidecar containers](https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/); ${proxyIssue(753)}, ${cloudSqlIssue(1757)}, ${cloudSqlIssue(2063)}.`,
    inManifest: {
      article: 'the proxy in `containers`',
      here: 'first of `initContainers`, `restartPolicy: Always`',
      why: 'It starts before the application and stops after it, and a Job with it ends.',
      values: {
        [`${proxy}.place`]: ['containers[1]', 'initContainers[0]'],
        [`${proxy}.restartPolicy`]: [absent, 'Always'],
        [`${proxy}.args.--exit-zero-sigterm`]: [absent, true],
      },
    },
  },
  {
    number: 8,
    section: 'Read pools',
    title: 'Ports that meet',
    article: 'The second sidecar has no probes, and `--http-port=9091`.',
    consequence:
      '9091 is the default port of the admin server of the first one. As soon as that is switched on, whichever starts later fails: `bind: address already in use`.',
    here: 'Every port of every proxy in the pod is written out. The library allocates those that nobody chose, past the ports that the other containers declare.',
    evidence: `Verified with 1.17.1, in both orders; ${proxySource(678)}.`,
    inManifest: {
      article: '`--http-port=9091` for the second proxy',
      here: '`--http-port=9090`, `--admin-port=9091`',
      why: 'All ports are explicit, so that none is taken twice and no variable of a Service changes one.',
      values: { [`${readProxy}.args.--http-port`]: ['9091', absent], [`${proxy}.args.--admin-port`]: [absent, '9091'] },
    },
  },
  {
    number: 9,
    section: 'Read pools',
    title: 'A second proxy for the read pool',
    article: 'The read pool gets a sidecar of its own.',
    consequence: 'Twice the memory, twice the start, and local port 5433 looks like the port of the server, which is 5433 too.',
    here: 'One process serves both instances, each on its port. `processes: "one-per-instance"` gives each its own where that is wanted. The application gets the port as `DB_READ_PORT`.',
    evidence:
      '[The README of the Auth Proxy](https://github.com/GoogleCloudPlatform/alloydb-auth-proxy#readme) gives several instances to one process, each with `?port=`.',
    inManifest: {
      article: 'the container `alloydb-auth-proxy-read`',
      here: '`my-read-pool?port=5433` in the same process',
      why: 'One process serves both. The application gets DB_READ_HOST and so on.',
      values: {
        [readProxy]: [present, absent],
        [`${proxy}.args.--port`]: ['5432', absent],
        [`${proxy}.args.${cluster}/my-primary`]: ['', 'port=5432'],
        [`${proxy}.args.${cluster}/my-read-pool`]: [absent, 'port=5433'],
        [`${app}.env[DB_READ_HOST].value`]: [absent, '127.0.0.1'],
        [`${app}.env[DB_READ_PORT].value`]: [absent, '5433'],
        [`${app}.env[DB_READ_NAME].value`]: [absent, 'myapp'],
        [`${app}.env[DB_READ_USER]`]: [absent, present],
        [`${app}.env[DB_READ_PASSWORD]`]: [absent, present, 'built-in'],
      },
    },
  },
  {
    number: 10,
    section: 'Step 4: the Deployment',
    title: 'Memory without a limit, and guessed',
    article: 'Each proxy requests 100m of CPU and 128Mi of memory, and has no limits.',
    consequence: 'The number follows from nothing. A proxy that leaks takes the memory of its neighbours.',
    here: 'Memory follows from `maxConnections`: 35 MiB and 130 KiB for each, measured, as request and limit. There is no CPU limit: a throttled proxy renews its certificates late.',
    evidence: `Measured with 1.17.1 from 10 to 1,000 connections. Google’s [example](https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/tree/main/examples/k8s-sidecar) says that memory grows with connections and asks for 2 GiB; ${proxyIssue(727)} runs with 64 MiB.`,
    inManifest: {
      article: '`memory: 128Mi`, no limit',
      here: '`memory: 99Mi` as request and limit',
      why: 'Measured: 35 MiB and 130 KiB for each of 500 connections. No CPU limit: it would delay certificates.',
      values: {
        [`${proxy}.resources.requests.memory`]: ['128Mi', '99Mi'],
        [`${proxy}.resources.limits.memory`]: [absent, '99Mi'],
        [`${proxy}.args.--max-connections`]: [absent, '500'],
      },
    },
  },
  {
    number: 11,
    section: 'Step 4: the Deployment',
    title: 'Hardly any security context',
    article: 'The proxy has `runAsNonRoot: true` and nothing else. The application has nothing.',
    consequence: 'A namespace that enforces Pod Security `restricted` refuses the pod.',
    here: 'The proxy has all that `restricted` asks for, a read-only root file system and its user’s number. So does the application’s container, apart from the file system and the number, which are the image’s own affair.',
    evidence: `[Pod Security Standards](https://kubernetes.io/docs/concepts/security/pod-security-standards/); ${cloudSqlIssue(1761)}, ${operatorIssue(322)}. The image writes nothing.`,
    inManifest: {
      article: '`runAsNonRoot: true` on the proxy alone',
      here: 'all of Pod Security restricted, on both',
      why: 'A namespace that enforces it refuses the article’s pod.',
      values: {
        [`${proxy}.securityContext.allowPrivilegeEscalation`]: [absent, false],
        [`${proxy}.securityContext.capabilities`]: [absent, present],
        [`${proxy}.securityContext.readOnlyRootFilesystem`]: [absent, true],
        [`${proxy}.securityContext.runAsGroup`]: [absent, 65532],
        [`${proxy}.securityContext.runAsUser`]: [absent, 65532],
        [`${proxy}.securityContext.seccompProfile.type`]: [absent, 'RuntimeDefault'],
        [`${app}.securityContext`]: [absent, present],
        [`${app}.securityContext.runAsNonRoot`]: [absent, true],
      },
    },
  },
  {
    number: 12,
    section: 'Step 1: Workload Identity',
    title: 'The node pools are forgotten',
    article: '`gcloud container clusters update … --workload-pool=…` switches Workload Identity on.',
    consequence: 'Node pools that exist already keep the old metadata server. The proxy gets the identity of the node and is refused.',
    here: '`setup.sh` also switches every node pool that has not been switched: `--workload-metadata=GKE_METADATA`.',
    evidence: `[GKE: Workload Identity Federation](https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity); ${cloudSqlIssue(675)}, ${cloudSqlIssue(1006)}, ${cloudSqlIssue(738)}.`,
  },
  {
    number: 13,
    section: 'Step 1: Workload Identity',
    title: 'Only for zonal clusters',
    article: 'The cluster is named with `--zone`.',
    consequence:
      'For a regional cluster the command finds nothing. Autopilot clusters need none of it: they always have Workload Identity.',
    here: '`setup.sh` says `--location`, which is right for zones and regions. With `platform: "autopilot"` it leaves the cluster alone.',
    evidence: '[GKE: Workload Identity Federation](https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity).',
  },
  {
    number: 14,
    section: 'Step 2: the IAM service account',
    title: 'What the second role is for',
    article: 'The comment over `roles/serviceusage.serviceUsageConsumer` says “the ability to connect”.',
    consequence:
      'Whoever believes it leaves out the wrong role. Connecting is in `roles/alloydb.client`; this one lets the proxy use the quota of the project.',
    here: 'Roles come from one table with the reason and the source of each ([reference](reference/roles.md)).',
    evidence:
      '[AlloyDB: connect through the Auth Proxy](https://cloud.google.com/alloydb/docs/auth-proxy/connect). Both have been needed since Auth Proxy 1.5.0.',
  },
  {
    number: 15,
    section: 'IAM authentication',
    title: 'A role, a database flag and grants are missing',
    article: 'It creates the database user and adds `--auto-iam-authn`.',
    consequence:
      'The login is refused without `roles/alloydb.databaseUser`, and without the database flag `alloydb.iam_authentication=on`. Once logged in, the new user may touch no table.',
    here: '`auth: "iam"` is said once, on the connection. Role, database flag, user and GRANTs follow from it and are in `setup.sh`. The flag is added to those that are set, on every instance.',
    evidence: `[AlloyDB: manage IAM authentication](https://cloud.google.com/alloydb/docs/database-users/manage-iam-auth); ${proxyIssue(384)}, ${proxyIssue(98)}.`,
  },
  {
    number: 16,
    section: 'IAM authentication',
    title: 'The name of the database user',
    article: '`gcloud alloydb users create alloydb-proxy-sa@my-project.iam --type=IAM_BASED`.',
    consequence: 'Nothing: this is right. It is easy to get wrong by hand, since the full e-mail is what everything else wants.',
    here: 'The name is derived from the IAM service account: its e-mail without `.gserviceaccount.com`. A name beyond the 63 bytes of PostgreSQL is refused.',
    evidence: '[AlloyDB: manage IAM authentication](https://cloud.google.com/alloydb/docs/database-users/manage-iam-auth).',
  },
  {
    number: 17,
    section: 'IAM authentication',
    title: 'The application still logs in as appuser',
    article: '“No database password is needed” – and the Deployment keeps `DB_USER=appuser` and the password.',
    consequence:
      'The proxy logs in with a token of the IAM service account, as `appuser`: refused. Some clients also refuse an empty password.',
    here: 'User and password variables follow from the connection too. With `auth: "iam"` DB_USER is the IAM database user and there is no DB_PASSWORD. `emptyPassword: "placeholder"` is for clients that insist on one.',
    evidence: `${proxyIssue(724)}: \`fe_sendauth: no password supplied\`.`,
    inManifest: {
      article: '`appuser` and a password',
      here: '`alloydb-proxy-sa@my-project.iam`, no password',
      why: 'With IAM authentication the database user is the IAM service account.',
      values: {
        [`${app}.env[DB_USER].value`]: ['appuser', 'alloydb-proxy-sa@my-project.iam', 'iam'],
        [`${app}.env[DB_PASSWORD]`]: [present, absent, 'iam'],
        [`${proxy}.args.--auto-iam-authn`]: [absent, true, 'iam'],
      },
    },
  },
  {
    number: 18,
    section: 'IAM authentication',
    title: 'A snippet that reads as a replacement',
    article: 'The `args` shown there have lost `--health-check`, `--address` and `--http-port`.',
    consequence: 'Whoever pastes them has probes without a server.',
    here: 'Arguments are never pasted: all of them are rendered, every time.',
    evidence: '[The whole manifest](../examples/article/dist/iam/Deployment.my-app.k8s.yaml).',
  },
  {
    number: 19,
    section: 'Graceful shutdown',
    title: 'Not graceful, and then killed',
    article:
      '“The proxy handles connection cleanup gracefully”, and `--max-sigterm-delay=30s` is for “your application’s graceful shutdown period”.',
    consequence:
      'Without the flag every connection is cut at once. With it the proxy only waits: it accepts no new connection meanwhile, so that an application that drains is refused. And 30 s is also when Kubernetes kills the pod.',
    here: 'The native sidecar stops after the application, so the application drains with a working proxy. The proxy then waits 10 s for what is still open. The grace period is worked out from both, 45 s here, and one that is too short is refused.',
    evidence: `Seen on a kubelet: 40 failed operations in the drain with the classic sidecar and the flag, none with the native one. ${cloudSqlIssue(86)}.`,
    inManifest: {
      article: 'no drain, 30 s until it is killed',
      here: '`--max-sigterm-delay=10s`, `terminationGracePeriodSeconds: 45`',
      why: '30 s for the application, then 10 s for the proxy, and a margin of 5 s.',
      values: {
        [`${proxy}.args.--max-sigterm-delay`]: [absent, '10s'],
        'Deployment spec.template.spec.terminationGracePeriodSeconds': [absent, 45],
      },
    },
  },
  {
    number: 20,
    section: 'Step 5: verify',
    title: 'A log that proves nothing',
    article: 'The proxy’s log shows “messages indicating a successful connection”.',
    consequence:
      'The proxy says “ready for new connections” before it has asked anybody for anything. Wrong roles, a closed firewall, a missing link: the line is the same. The first proof is the first connection of the application.',
    here: 'The last step of `setup.sh` logs in from a pod of its own, with the same proxy, service account and variables as the application. `verify: "startup"` makes the startup probe dial every instance, at a price that its documentation names.',
    evidence: 'Verified with 1.17.1: it makes no network call at its start, and answers 200 with a metadata server that is dead.',
  },
  {
    number: 21,
    section: 'Troubleshooting',
    title: 'gcloud inside of the proxy’s container',
    article: '“Use `gcloud auth list` inside the proxy container.”',
    consequence: 'The image has no shell and no gcloud.',
    here: 'Ask the metadata server from a container beside it: the command is [below](#who-is-the-pod).',
    evidence: '[Its Dockerfile](https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/Dockerfile) starts from distroless.',
  },
  {
    number: 22,
    section: 'Step 5: verify',
    title: 'Installing a client in the running application',
    article: '`kubectl exec … -c app -- sh -c "apt-get update && apt-get install -y postgresql-client && psql …"`.',
    consequence: 'It needs root, Debian and a way to the internet. Then `psql` asks for a password, and nobody can type one.',
    here: 'The last step of `setup.sh` runs psql in a pod of its own, not in the application. It logs in to both instances, says as whom, and says which one is read only.',
    evidence: 'Pod Security `restricted` forbids root, and `kubectl exec` without `-it` has no terminal.',
  },
  {
    number: 23,
    section: 'Step 4: the Deployment',
    title: 'The password on a command line',
    article: '`kubectl create secret … --from-literal=password=YOUR_DB_PASSWORD`.',
    consequence: 'The password is in the history of the shell and in the list of processes.',
    here: 'With IAM authentication there is none. With built-in authentication the manifests hold a reference to the Secret, and `setup.sh` reads the password from the terminal without showing it, and hands it on through standard input.',
    evidence: '[Kubernetes on good practice for Secrets](https://kubernetes.io/docs/concepts/security/secrets-good-practices/).',
  },
  {
    number: 24,
    section: 'Step 3: the link between the two service accounts',
    title: 'One namespace, one project',
    article: 'The Kubernetes service account is in `default`, and the member is typed by hand.',
    consequence:
      'Everything in `default` can use the account. A slip in the member links another one, and nothing says so until the first connection fails.',
    here: '`identity.namespace` and `identity.workloadPool` are said once; the ServiceAccount, its annotation and the member follow. The example keeps the article’s `default`. With built-in authentication the identity can be the Kubernetes service account itself (`form: "direct"`), without an IAM service account.',
    evidence: `[GKE: Workload Identity Federation](https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity). Whether a \`principal://\` could be a database user is an open question: ${cloudSqlIssue(2527)}.`,
  },
  {
    number: 25,
    section: 'Troubleshooting',
    title: 'Only one of the ways a network can be closed',
    article: 'A timeout means: check Private Services Access.',
    consequence:
      'The usual causes are missed: egress to the instance on TCP 5433, to the Admin API on 443, to the metadata server, a cluster that is not VPC-native, the wrong IP type.',
    here: '`ipType` is a field of the connection, and what the proxy must reach is [below](#what-the-proxy-must-reach).',
    evidence: `${proxyIssue(23)}, ${proxyIssue(24)}; [AlloyDB: about the Auth Proxy](https://cloud.google.com/alloydb/docs/auth-proxy/overview).`,
  },
  {
    number: 26,
    section: 'Troubleshooting',
    title: 'Advice to look at the broken probe',
    article: '“Check the readiness probe and Auth Proxy logs.”',
    consequence: 'It is the probe itself that fails, by number 1.',
    here: 'There is no such probe. The application does not start before the proxy listens, so “connection refused” cannot come from its start.',
    evidence: 'Numbers 1, 5 and 7.',
  },
  {
    number: 27,
    section: 'Step 4: the Deployment',
    title: 'A database and a user that nobody made',
    article: 'The application uses database `myapp` and user `appuser`.',
    consequence: 'Neither exists. The first login fails.',
    here: 'Both are fields of the connection, and `setup.sh` makes them.',
    evidence: 'The article has no such step.',
  },
  {
    section: 'Step 4: the Deployment',
    title: 'Logs that Cloud Logging can read',
    article: 'The proxy writes its default log.',
    consequence: 'Some of its messages have several lines, which Cloud Logging takes for several messages.',
    here: '`structuredLogs` is on; `structuredLogs: false` switches it off. A proxy that could not start says why in the status of the pod.',
    evidence: 'Verified with 1.17.1.',
    inManifest: {
      article: 'the default log',
      here: '`--structured-logs`, `terminationMessagePolicy`',
      why: 'Cloud Logging sees one message with its severity, and the status of the pod says why a proxy could not start.',
      values: {
        [`${proxy}.args.--structured-logs`]: [absent, true],
        [`${proxy}.terminationMessagePolicy`]: [absent, 'FallbackToLogsOnError'],
      },
    },
  },
  {
    section: 'Step 4: the Deployment',
    title: 'What Kubernetes fills in is written out',
    article: '`imagePullPolicy` is left to Kubernetes.',
    consequence: 'The default depends on the tag, and a GitOps tool may show what the API server filled in as a change.',
    here: 'The proxy’s container names it.',
    evidence: '[Kubernetes on images](https://kubernetes.io/docs/concepts/containers/images/#imagepullpolicy-defaulting).',
    inManifest: {
      article: 'left to Kubernetes',
      here: '`imagePullPolicy: IfNotPresent`',
      why: 'The default depends on the tag.',
      values: { [`${proxy}.imagePullPolicy`]: [absent, 'IfNotPresent'] },
    },
  },
  {
    section: 'Step 3: the link between the two service accounts',
    title: 'No token of the Kubernetes API',
    article: 'Pods of the service account get a token of the Kubernetes API.',
    consequence: 'Nothing here uses it, and whoever breaks into the pod has it.',
    here: 'The ServiceAccount says no; `automountServiceAccountToken: true` says yes. Workload Identity needs no token: the metadata server knows the pod.',
    evidence:
      '[Kubernetes on service accounts](https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting).',
    inManifest: {
      article: 'a token of the Kubernetes API in each pod',
      here: '`automountServiceAccountToken: false`',
      why: 'Nothing in the pod needs it.',
      values: { 'ServiceAccount automountServiceAccountToken': [absent, false] },
    },
  },
];
