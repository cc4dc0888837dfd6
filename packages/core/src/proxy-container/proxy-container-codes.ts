import { type ProblemFactory, problemFactory } from '../errors/problem-table';

/** What can be wrong with the options of the proxy. */
export const proxyContainerCodes = {
  'image-version': {
    message: '{value} is not a version of the Auth Proxy.',
    repair: 'Write X.Y.Z without a "v", as in "1.17.1".',
  },
  'image-moving-tag': {
    message: 'The tag {value} moves: what runs depends on when a node pulled it.',
    repair: 'Write a version such as "1.17.1", or set image.allowMovingTag to true if a moving tag is what you want.',
  },
  'image-variant': {
    message: 'The tag {value} is of the variant "alpine", and image.variant is set to "distroless".',
    repair: 'Remove "alpine" from the version, or set image.variant to "alpine".',
  },
  'image-digest': {
    message: '{value} is not the digest of an image.',
    repair: 'Write "sha256:" and 64 hexadecimal digits.',
  },
  'image-registry': {
    message: '{value} is not a place to pull images from.',
    repair: 'Write host and path without the name of the image, as in "europe-docker.pkg.dev/my-project/mirror".',
  },
  'kubernetes-version': {
    message: '{value} is not a Kubernetes version.',
    repair: 'Write the minor version, as in "1.29".',
  },
  'native-sidecar-too-old': {
    message:
      'Kubernetes {value} has no native sidecars: its API server drops restartPolicy from the init container without a word, and the pod never starts.',
    repair: 'Run Kubernetes 1.29 or newer, or set sidecar to "classic".',
  },
  'after-needs-native': {
    message: '"after" is set to {value}, and a classic sidecar has no place among the init containers.',
    repair: 'Remove "after", or set sidecar to "native".',
  },
  'container-name': {
    message: '{value} cannot be the name of a container.',
    repair: 'Use 1 to 63 lower-case letters, digits and hyphens, starting and ending with a letter or digit.',
  },
  'container-name-of-instance': {
    message: 'The container of the instance {instance} would be called {value}, which has {length} characters, and 63 are allowed.',
    repair: 'Shorten containerName.',
  },
  quantity: {
    message: '{value} is not a quantity of {resource}.',
    repair: 'Write it as in {example}.',
  },
  'quantity-range': {
    message: '{value} of {resource} is nothing that a proxy can run with.',
    repair: 'Use {least} to {most}.',
  },
  'cpu-limit-below-request': {
    message: 'The CPU limit is {limit} and the CPU request {request}: an API server refuses a limit below the request.',
    repair: 'Raise cpuLimit, or lower cpuRequest.',
  },
  'port-number': {
    message: '{value} is not a port.',
    repair: 'Use a whole number from 1024 to 65535: the proxy does not run as root.',
  },
  'port-of-unknown-instance': {
    message: 'The connection has no instance {value}.',
    repair: 'Its instances are {instances}.',
  },
  'port-twice': {
    message: 'Port {port} is given to {first} and to {second}.',
    repair: 'Give one of them another port.',
  },
  'more-connections-than-server': {
    message: 'maxConnections is {value}, and the database server accepts {limit} in all.',
    repair: 'Lower maxConnections, so that the connections of all pods together stay below the limit of the server.',
  },
  'flag-has-an-option': {
    message: 'The proxy\'s flag "{flag}" follows from an option, and is set as a flag as well.',
    repair: 'Use the option "{option}" instead.',
  },
  'flag-is-fixed': {
    message: 'The proxy\'s flag "{flag}" cannot be set. {reason}.',
    repair: 'Remove it.',
  },
  'flag-ends-proxy': {
    message: 'With its flag "{flag}" the proxy prints something and ends.',
    repair: 'Remove it.',
  },
  'flag-carries-secret': {
    message: 'The proxy\'s flag "{flag}" carries a secret, and a manifest is no place for it.',
    repair: 'Use Workload Identity (connection.identity), or mount a key file and name it with flags.credentialsFile.',
  },
  'flag-not-in-image': {
    message: 'The proxy\'s flag "{flag}" needs {needs}, which the container does not have.',
    repair: 'Remove it.',
  },
  'readiness-with-verify': {
    message:
      'A readiness probe asks "/startup" for as long as the pod runs. With verify "startup" each of these requests dials the database, and an outage of the database takes every pod out of its Service.',
    repair: 'Remove probes.readiness, or set verify to "once" or "none".',
  },
  'exec-liveness-with-verify': {
    message:
      'An exec liveness probe runs "wait", which asks "/startup". With verify "startup" each of these requests dials the database, and an outage of the database restarts the proxy.',
    repair: 'Set probes.method to "http", remove probes.liveness, or set verify to "once" or "none".',
  },
  'override-of-proxy-variable': {
    message: 'overrides.container sets the variable {name}, which the proxy reads as a flag.',
    repair: 'Use the option or the flag that it stands for. A secret belongs in neither.',
  },
  'override-of-derived-field': {
    message: 'overrides.{target} changes "{field}", which the rest of the pod depends on.',
    repair: 'Use {instead}.',
  },
  'quits-proxy-not-used': {
    message: 'applicationQuitsProxy is set, and a native sidecar ends by itself when the Job is done.',
    repair: 'Remove applicationQuitsProxy.',
  },
} as const;

export const problem: ProblemFactory<typeof proxyContainerCodes> = problemFactory(proxyContainerCodes);
