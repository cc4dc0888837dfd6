/** A message in the log of the Auth Proxy, what it means and what to do. */
export interface LogMessageRow {
  /** A phrase that stays the same across versions. */
  readonly code: LogMessageCode;
  /** What the message looks like. It never spans more than one entry of the log. */
  readonly pattern: RegExp;
  /** What it means, as a sentence. */
  readonly cause: string;
  /** What to do next. */
  readonly repair: string;
}

/** The messages that are recognised. */
export type LogMessageCode =
  | 'impersonation-forbidden'
  | 'metadata-server-forbidden'
  | 'metadata-server-without-account'
  | 'metadata-server-unreachable'
  | 'connection-info-forbidden'
  | 'client-certificate-forbidden'
  | 'admin-api-unauthenticated'
  | 'instance-not-found'
  | 'admin-api-bad-request'
  | 'admin-api-quota'
  | 'admin-api-unreachable'
  | 'wrong-ip-type'
  | 'no-address'
  | 'tls-silent'
  | 'certificate-of-another-address'
  | 'certificate-out-of-time'
  | 'certificate-not-trusted'
  | 'instance-refused'
  | 'instance-timed-out'
  | 'instance-name-not-found'
  | 'metadata-exchange-silent'
  | 'metadata-exchange-closed'
  | 'admin-api-timed-out'
  | 'metadata-exchange-refused'
  | 'too-many-connections'
  | 'instance-closed-connection'
  | 'no-credentials'
  | 'port-taken'
  | 'http-port-taken'
  | 'port-from-service-link'
  | 'endpoint-without-scheme'
  | 'duration-without-unit'
  | 'configuration-file-missing'
  | 'connection-test-failed'
  | 'metadata-exchange-junk'
  | 'connections-left-open'
  | 'ended-by-signal';

/**
 * The messages of the Auth Proxy 1.17.1 about what goes wrong, the more special before the more general. A client sees the
 * same for nearly all of them, a connection that closes, so this is where the causes differ.
 * Every row is provoked from the real program in test/emulator.
 */
export const logMessageTable: readonly LogMessageRow[] = [
  {
    code: 'metadata-server-forbidden',
    pattern: /credentials: cannot fetch token: compute: Received 403/,
    cause: 'The Kubernetes service account is annotated with an IAM service account that does not let it act as it.',
    repair: 'Grant roles/iam.workloadIdentityUser on the IAM service account to "serviceAccount:PROJECT.svc.id.goog[NAMESPACE/NAME]".',
  },
  {
    code: 'metadata-server-without-account',
    pattern: /credentials: cannot fetch token: (metadata: GCE metadata ".*" not defined|compute: Received 404)/,
    cause: 'There is no service account behind the pod.',
    repair:
      'Turn Workload Identity on for the node pool (--workload-metadata=GKE_METADATA), and check that the IAM service account exists.',
  },
  {
    code: 'metadata-server-unreachable',
    pattern: /credentials: cannot fetch token: (?!.*iam\.serviceAccounts\.getAccessToken)/,
    cause: 'The metadata server cannot be reached.',
    repair: 'Open the egress to 169.254.169.254, port 80, and 169.254.169.252, ports 987 and 988, and keep a service mesh away from it.',
  },
  {
    code: 'impersonation-forbidden',
    pattern: /Permission 'iam\.serviceAccounts\.getAccessToken' denied/,
    cause: 'A step of the impersonation chain is not allowed.',
    repair: 'Grant roles/iam.serviceAccountTokenCreator on each IAM service account of the chain to the identity before it.',
  },
  {
    code: 'connection-info-forbidden',
    pattern: /failed to get instance metadata .*googleapi: Error 403/,
    cause: 'The identity may not read where the instance is.',
    repair:
      'Grant roles/alloydb.client and roles/serviceusage.serviceUsageConsumer in the project of the instance, and enable the API alloydb.googleapis.com there.',
  },
  {
    code: 'client-certificate-forbidden',
    pattern: /create ephemeral cert failed .*googleapi: Error 403/,
    cause: 'The identity may not get a client certificate.',
    repair: 'Grant roles/alloydb.client, or add alloydb.clusters.generateClientCertificate to the custom role.',
  },
  {
    code: 'admin-api-unauthenticated',
    pattern: /googleapi: Error 401/,
    cause: 'The token of the proxy is worth nothing, or no more.',
    repair: 'Use Workload Identity instead of a static token: that one is good for an hour at most.',
  },
  {
    code: 'instance-not-found',
    pattern: /googleapi: Error 404/,
    cause: 'There is no such instance.',
    repair: 'Correct the instance URI. "gcloud alloydb instances list --format=\'value(name)\'" prints them.',
  },
  {
    code: 'admin-api-bad-request',
    pattern: /googleapi: Error 400/,
    cause: 'The Admin API does not understand the request.',
    repair: 'Correct the instance URI.',
  },
  {
    code: 'admin-api-quota',
    pattern: /googleapi: Error 429/,
    cause: 'The quota of the Admin API is spent. The proxy calls it again for every connection that fails, without a pause.',
    repair: 'Repair what failed first, let the application wait longer between its attempts, and raise the quota if that is not enough.',
  },
  {
    code: 'admin-api-unreachable',
    pattern: /(failed to get instance metadata|create ephemeral cert failed) .*: (Get|Post) "/,
    cause: 'The Admin API cannot be reached.',
    repair: 'Open the egress to alloydb.googleapis.com, port 443, or correct the Admin API endpoint.',
  },
  {
    code: 'wrong-ip-type',
    pattern: /instance does not have IP of type "(PRIVATE|PUBLIC|PSC)"/,
    cause: 'The instance has no address of the IP type that the proxy is told to use.',
    repair: 'Use the IP type of the instance, or give it an address of that type.',
  },
  {
    code: 'no-address',
    pattern: /it has no supported IP addresses/,
    cause: 'The instance has no address at all.',
    repair: 'Wait until it is created, and check its network configuration.',
  },
  {
    code: 'tls-silent',
    pattern: /dial error: handshake failed .*: (context deadline exceeded|.*i\/o timeout)$/m,
    cause: 'Something takes the connection and says nothing.',
    repair: 'Keep service meshes and other proxies away from port 5433.',
  },
  {
    code: 'certificate-of-another-address',
    pattern: /x509: certificate is valid for /,
    cause: 'The address leads to another instance, or something on the way breaks the encryption open.',
    repair: 'Correct the DNS record or the forwarding rule, and take the interception away.',
  },
  {
    code: 'certificate-out-of-time',
    pattern: /x509: certificate has expired or is not yet valid/,
    cause: 'The clocks of the node and of the instance differ.',
    repair: 'Set the clock of the node.',
  },
  {
    code: 'certificate-not-trusted',
    pattern:
      /x509: certificate signed by unknown authority|tls: (bad certificate|unknown certificate|expired certificate|certificate required)/,
    cause: 'The certificates were renewed on one side and not on the other.',
    repair: 'Try again: the proxy gets new ones at once.',
  },
  {
    code: 'instance-refused',
    pattern: /dial error: failed to dial .*connection refused$/m,
    cause: 'Nothing listens at the address of the instance.',
    repair: 'Check that the instance runs, and for Private Service Connect where the forwarding rule leads.',
  },
  {
    code: 'instance-timed-out',
    pattern: /dial error: failed to dial .*(i\/o timeout|connection timed out|context deadline exceeded)$/m,
    cause: 'Packets to the instance vanish.',
    repair: 'Open the egress to port 5433 of the instance, and check peering and IP type.',
  },
  {
    code: 'instance-name-not-found',
    pattern: /dial error: failed to dial .*(no such host|no suitable address found)$/m,
    cause: 'The name of the instance is not in the DNS of the cluster.',
    repair: 'Make the record for Private Service Connect yourself, in a zone that is attached to the network.',
  },
  {
    code: 'metadata-exchange-silent',
    pattern: /failed to connect to instance: read tcp .*i\/o timeout$/m,
    cause: 'The connection is encrypted, and the instance never answers.',
    repair: 'Keep service meshes and other proxies away from port 5433, and check the instance.',
  },
  {
    code: 'metadata-exchange-closed',
    pattern: /failed to connect to instance: (EOF|.*connection reset by peer|.*broken pipe)$/m,
    cause: 'The instance closed the connection before it was of use: it did not accept the client certificate, or it is restarting.',
    repair: 'Try again, then check the clock of the node and the state of the instance.',
  },
  {
    code: 'admin-api-timed-out',
    pattern: /failed to connect to instance: context deadline exceeded$/m,
    cause: 'The Admin API did not answer within 30 seconds, or answered 503 all the while.',
    repair: 'Wait. Connections that are open go on.',
  },
  {
    code: 'metadata-exchange-refused',
    pattern: /failed to connect to instance: (?!failed to |dial error|config error|fetch ephemeral)./,
    cause: 'The instance refused the connection with these words.',
    repair:
      'Grant roles/alloydb.client, for IAM authentication roles/alloydb.databaseUser as well, and set the database flag alloydb.iam_authentication.',
  },
  {
    code: 'too-many-connections',
    pattern: /max connections \(\d+\) exceeded, refusing new connection/,
    cause: 'More clients connect than the proxy may take.',
    repair: 'Make the pools of the application smaller, or let the proxy take more connections and give it the memory for them.',
  },
  {
    code: 'instance-closed-connection',
    pattern: /instance closed the connection/,
    cause: 'The database ended a connection.',
    repair: 'Nothing, if the application opens a new one: it happens at every maintenance.',
  },
  {
    code: 'no-credentials',
    pattern: /could not find default credentials/,
    cause: 'There is no credential: neither a file nor a metadata server.',
    repair: 'Run it on GKE with Workload Identity, or give it a credential.',
  },
  {
    code: 'port-taken',
    pattern: /Unable to mount socket: .*address already in use/,
    cause: 'Something listens on the port of an instance already, or a proxy that was killed has left its Unix socket.',
    repair: 'Give each instance a port of its own, and use TCP instead of Unix sockets.',
  },
  {
    code: 'http-port-taken',
    pattern: /failed to start HTTP server: .*address already in use/,
    cause: 'Something listens on the port of the health checks or of the admin server already.',
    repair: 'Give each proxy of the pod ports of its own.',
  },
  {
    code: 'port-from-service-link',
    pattern: /failed to start HTTP server: .*too many colons in address/,
    cause: 'A variable that Kubernetes sets for a Service is read as a port.',
    repair: 'Set every port of the proxy by a flag.',
  },
  {
    code: 'endpoint-without-scheme',
    pattern: /value ".*" is not a valid URL/,
    cause: 'The Admin API endpoint is not a URL.',
    repair: 'Begin it with "https://" or "http://".',
  },
  {
    code: 'duration-without-unit',
    pattern: /time: missing unit in duration/,
    cause: 'A duration has no unit.',
    repair: 'Write it with one, as in "30s".',
  },
  {
    code: 'configuration-file-missing',
    pattern: /failed to load configuration from .*no such file or directory/,
    cause: 'The configuration file is not there.',
    repair: 'Mount it, or leave the flag out.',
  },
  {
    code: 'connection-test-failed',
    pattern: /Connection test failed/,
    cause: 'An instance could not be reached at the start. One of several is enough.',
    repair: 'Repair what the next line says, or start without the test.',
  },
  {
    code: 'metadata-exchange-junk',
    pattern: /panic: runtime error: slice bounds out of range/,
    cause: 'Something other than the instance answered, as an HTTP proxy does, and the Auth Proxy 1.17.1 crashes of such an answer.',
    repair: 'Keep service meshes and other proxies away from port 5433.',
  },
  {
    code: 'connections-left-open',
    pattern: /connection\(s\) still open after waiting/,
    cause: 'The application had connections open when the proxy had to end. Idle ones of a pool count.',
    repair: 'Close the pool of the application when it ends, or let the proxy wait longer.',
  },
  {
    code: 'ended-by-signal',
    pattern: /terminal error: SIG(TERM|INT) signal received/,
    cause: 'The proxy was asked to end, and did. With the exit code 0 it says so as an error all the same.',
    repair: 'Nothing. Leave this line out of alerts.',
  },
];
