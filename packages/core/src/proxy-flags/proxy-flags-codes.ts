import { type ProblemFactory, problemFactory } from '../errors/problem-table';

/**
 * What can be wrong with the arguments, the environment or the options of the Auth Proxy.
 *
 * `severity` says how the row compares with the Auth Proxy of the verified version:
 * - `refused`: it does not start either. Our sentence is better, and all of them come at once.
 * - `stricter`: it may start. `reason` says what then goes wrong.
 *
 * A differential test compares both with the real program (test/real-proxy).
 */
export const proxyFlagsCodes = {
  // Arguments
  'unknown-flag': {
    severity: 'refused',
    message: '{command} has no flag {flag}.',
    repair: '{suggestion}',
  },
  'flag-syntax': {
    severity: 'refused',
    message: '{argument} starts like a flag and names none.',
    repair: 'Write a flag as --name or --name=value.',
  },
  'flag-without-value': {
    severity: 'refused',
    message: '{flag} needs a value, and nothing follows it.',
    repair: 'Write {flag}=VALUE, where VALUE is {rule}.',
  },
  'flag-value-refused': {
    severity: 'refused',
    message: '{flag} is {value}. It must be {rule}.',
    repair: 'Correct the value, or leave {flag} out.',
  },
  'flag-value-unfit': {
    severity: 'stricter',
    reason: 'The Auth Proxy takes the value at first. It fails when it uses it, or does something other than what the value says.',
    message: '{flag} is {value}. It must be {rule}.',
    repair: 'Correct the value, or leave {flag} out.',
  },
  'test-flag-ignored': {
    severity: 'stricter',
    reason: 'The flag library skips whatever starts with "-test.", for the sake of Go test programs.',
    message:
      'The argument has "test." behind its dash, and the Auth Proxy ignores what follows: it takes that for a flag of Go test programs.',
    repair: 'Remove it, or write the name of the flag in full.',
  },
  'secret-in-arguments': {
    severity: 'stricter',
    reason: 'Arguments stand in the manifest and in the process list, for everybody to read.',
    message: '{flag} holds a secret, and arguments can be read by everybody who sees the pod.',
    repair: 'Use Workload Identity, or set the environment variable {variable} from a Secret.',
  },
  'flag-taken-for-instance': {
    severity: 'stricter',
    reason: 'A flag can hold something like an instance URI, and then the Auth Proxy takes it for one.',
    message: '{argument} starts like a flag and stands where an instance URI belongs: behind "--", or as a single dash.',
    repair: 'Write flags before "--", or leave "--" out.',
  },
  'argument-ignored': {
    severity: 'stricter',
    reason: 'The Auth Proxy ignores arguments of its subcommands that are not flags.',
    message: '{argument} is ignored: "{command}" takes nothing but flags.',
    repair: 'Remove it.',
  },
  'wait-address-without-brackets': {
    severity: 'stricter',
    reason: 'The Auth Proxy puts address and port side by side into a URL, so "wait" never reaches an IPv6 address without brackets.',
    message: '{flag} of "wait" is {value}, an IPv6 address without brackets, with which "wait" never succeeds.',
    repair: 'Write [{address}].',
  },
  'wait-without-time': {
    severity: 'stricter',
    reason: 'The Auth Proxy takes any time, and without any "wait" gives up before it has asked once.',
    message: '{flag} of "wait" is {value}, with which "wait" never succeeds.',
    repair: 'Give it some time, such as 1s.',
  },

  // Instances
  'query-unreadable': {
    severity: 'refused',
    message: 'The query behind the instance URI cannot be read: it holds {broken}.',
    repair: 'Write it as ?name=value&name=value.',
  },
  'query-not-utf8': {
    severity: 'stricter',
    reason: 'The Auth Proxy takes any bytes, and a text cannot hold them.',
    message: 'The query parameter {parameter} is not UTF-8.',
    repair: 'Write it in UTF-8, or remove it.',
  },
  'query-parameter-unknown': {
    severity: 'stricter',
    reason: 'The Auth Proxy ignores query parameters that it does not know, without a word.',
    message: 'The Auth Proxy ignores the query parameter {parameter}, which it does not know.',
    repair: '{suggestion}',
  },
  'query-parameter-repeated': {
    severity: 'refused',
    message: 'The query parameter "{parameter}" stands there {count} times.',
    repair: 'Write it once.',
  },
  'listener-contradiction': {
    severity: 'refused',
    message: '{left} and {right} are both set, and they contradict each other.',
    repair: 'Use a TCP port and address, or one Unix socket.',
  },
  'instance-port-zero': {
    severity: 'stricter',
    reason: 'The Auth Proxy takes port 0 of an instance for no port at all.',
    message: 'The port of the instance is 0, which the Auth Proxy takes for none. It would listen on port {port}, counted from --port.',
    repair: 'Give the instance the port that the application connects to.',
  },

  // The process as a whole
  'no-instance': {
    severity: 'refused',
    message: 'No instance is given.',
    repair: 'Add an instance URI: projects/PROJECT/locations/REGION/clusters/CLUSTER/instances/INSTANCE.',
  },
  'instances-in-config-file': {
    severity: 'stricter',
    reason: 'What stands in the file is not known here, so nothing about its instances can be checked.',
    message: 'No instance is given, and whether {file} names one cannot be seen from here.',
    repair: 'Write the instance URIs as arguments.',
  },
  'config-file-extension': {
    severity: 'refused',
    message: '--config-file is {value}, and the Auth Proxy knows the format of the file by its extension alone.',
    repair: 'Name it with .toml, .yaml, .yml or .json.',
  },
  'credentials-contradiction': {
    severity: 'refused',
    message: '{flags} are all set, and the Auth Proxy takes one credential.',
    repair: 'Keep one of them, or none of them with Workload Identity.',
  },
  'impersonation-with-credential': {
    severity: 'stricter',
    reason:
      'The Auth Proxy takes a token that ends within the hour, or a file of a special type, and fails at the first connection with any other.',
    message: '--impersonate-service-account starts from {flag}, which does not last or does not work for that.',
    repair: 'Remove {flag}, and let the impersonation start from Workload Identity.',
  },
  'endpoint-with-universe-domain': {
    severity: 'refused',
    message: '--alloydbadmin-api-endpoint and --universe-domain are both set, and each names the Admin API.',
    repair: 'Keep one of them.',
  },
  'fuse-with-connection-test': {
    severity: 'refused',
    message: '--run-connection-test is set together with --fuse, which has no instances to test.',
    repair: 'Remove --run-connection-test.',
  },
  'fuse-ignores-instances': {
    severity: 'stricter',
    reason: 'With FUSE the Auth Proxy opens no listener for the instances in its arguments.',
    message: 'With --fuse the Auth Proxy does not listen for {instance}.',
    repair: 'Remove --fuse, or the instances.',
  },
  'public-ip-with-psc': {
    severity: 'stricter',
    reason: 'The Auth Proxy takes both, and Private Service Connect wins without a word.',
    message: '--public-ip and --psc both hold for {instance}.',
    repair: 'Keep the one that the instance is configured for.',
  },
  'auth-modes-mixed': {
    severity: 'stricter',
    reason: 'The Auth Proxy has one login mode for the whole process: on for one instance, IAM login is on for all.',
    message: 'IAM login is on, and it is not meant for {instance}. One process has one login mode, so a password login there would fail.',
    repair: 'Set --auto-iam-authn for the whole process, and run a second Auth Proxy for instances with built-in authentication.',
  },
  'iam-login-exposed': {
    severity: 'stricter',
    reason: 'Whoever reaches the port is logged in without a password.',
    message: 'IAM login is on, and {instance} listens on {address}. Everybody who reaches that address is logged in without a password.',
    repair: 'Listen on 127.0.0.1, the default.',
  },
  'unix-socket-overridden': {
    severity: 'stricter',
    reason: 'The Auth Proxy uses the directory of the process and ignores that of the instance.',
    message: '?unix-socket of {instance} is ignored, because --unix-socket is set for the process.',
    repair: 'Remove one of them, or use ?unix-socket-path for the instance.',
  },
  'unix-socket-path-too-long': {
    severity: 'refused',
    message: 'The Unix socket of {instance} would be {path}, {bytes} bytes long. Linux allows 107.',
    repair: 'Use a shorter directory, or a TCP port.',
  },
  'unix-socket-taken': {
    severity: 'refused',
    message: 'The Unix socket {path} is used by {first} and by {second}.',
    repair: 'Give each a path of its own with ?unix-socket-path.',
  },
  'port-zero': {
    severity: 'stricter',
    reason: 'The Auth Proxy then listens on a port that nobody knows beforehand.',
    message: '{flag} is 0, so the Auth Proxy would listen on a random free port.',
    repair: 'Name the port.',
  },
  'port-counted-too-far': {
    severity: 'refused',
    message: '{instance} has no port of its own and would get {port}, counted from --port. The last port is 65535.',
    repair: 'Give every instance its own port.',
  },
  'port-taken': {
    severity: 'refused',
    message: 'Port {port} is taken twice: by {first}, and by {second}.',
    repair: 'Give each a port of its own. Instances take ?port=, the HTTP server takes --http-port, the admin server takes --admin-port.',
  },
  'flag-without-effect': {
    severity: 'stricter',
    reason: 'The Auth Proxy ignores the flag, or says so in one line of its log.',
    message: '{flag} has no effect without {needed}.',
    repair: 'Add {needed}, or remove {flag}.',
  },
  'telemetry-disabled': {
    severity: 'stricter',
    reason: 'The Auth Proxy takes a telemetry project with nothing left to send.',
    message: '--telemetry-project has no effect with both --disable-metrics and --disable-traces.',
    repair: 'Remove one of the two, or --telemetry-project.',
  },
  'quiet-with-structured-logs': {
    severity: 'stricter',
    reason: 'The Auth Proxy takes both, and --quiet replaces the JSON log by a plain one.',
    message: '--quiet turns --structured-logs off: what is left of the log is plain text.',
    repair: 'Keep --structured-logs and filter by severity where the logs are read.',
  },
  'quiet-with-debug-logs': {
    severity: 'stricter',
    reason: 'The Auth Proxy takes both, and --quiet drops the debug log.',
    message: '--quiet drops what --debug-logs asks for.',
    repair: 'Keep one of them.',
  },
  'exit-zero-skips-delay': {
    severity: 'stricter',
    reason: 'With --exit-zero-sigterm the Auth Proxy skips --min-sigterm-delay: a bug that is still there in the verified version.',
    message: '--min-sigterm-delay is {value}, and --exit-zero-sigterm makes the Auth Proxy skip it and stop accepting connections at once.',
    repair: 'Remove one of them. A native sidecar needs no delay, a classic sidecar can end with exit code 143.',
  },
  'flag-newer-than-version': {
    severity: 'refused',
    message: '{flag} came with Auth Proxy {since}, and version {version} is chosen.',
    repair: 'Use version {since} or newer, or remove the flag.',
  },

  // Environment variables
  'environment-value-dropped': {
    severity: 'stricter',
    reason: 'The Auth Proxy throws away the error and goes on with another value.',
    message: '{variable} is {value}, which the Auth Proxy cannot read. Without a word it goes on with {instead}.',
    repair: 'Use the flag {flag} instead of the variable: a wrong flag is an error.',
  },
  'environment-service-link': {
    severity: 'stricter',
    reason: 'Kubernetes sets such variables for every Service in the namespace, and the Auth Proxy takes this one for its own.',
    message: '{variable} is {value}: Kubernetes sets it for a Service of that name, and the Auth Proxy takes it for {flag}.',
    repair: 'Write {flag} as an argument, which wins over the variable.',
  },
  'environment-without-effect': {
    severity: 'stricter',
    reason: 'The Auth Proxy reads these flags before it reads the environment.',
    message: '{variable} has no effect: the Auth Proxy reads {flag} from its arguments alone.',
    repair: 'Use the flag {flag}, or remove the variable.',
  },
  'environment-variable-unknown': {
    severity: 'stricter',
    reason: 'The Auth Proxy ignores variables that it does not know.',
    message: '{variable} is no variable of the Auth Proxy, and is ignored.',
    repair: '{suggestion}',
  },
  'environment-instance-ignored': {
    severity: 'stricter',
    reason: 'The Auth Proxy stops at the first number that is missing, and counts from 0, or from 1 behind ALLOYDB_PROXY_INSTANCE_URI.',
    message: '{variable} is ignored: the variable before it, {missing}, is not set.',
    repair: 'Number the variables without a gap, or write the instance URIs as arguments.',
  },
  'environment-instances-unused': {
    severity: 'stricter',
    reason: 'The Auth Proxy does not merge the instances of its arguments with those of its environment.',
    message: '{variable} is ignored, because {other} is there.',
    repair: 'Keep one of them. Arguments are the better place.',
  },
} as const;

export type ProxyFlagsCode = keyof typeof proxyFlagsCodes;

export const problem: ProblemFactory<typeof proxyFlagsCodes> = problemFactory(proxyFlagsCodes);
