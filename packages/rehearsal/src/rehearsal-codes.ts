import { type ProblemFactory, problemFactory } from '@alloydb-gke/core';

/** Why a rehearsal cannot take place. What it finds is no error: that is in its report. */
export const rehearsalCodes = {
  // Reading manifests.
  'manifests-not-named': {
    message: 'No manifest is named.',
    repair: 'Name files of YAML, folders of them, or "-" for standard input: "alloydb-gke rehearse dist/".',
  },
  'manifest-file-not-readable': { message: 'It cannot be read: {reason}.', repair: 'Correct its name, or its permissions.' },
  'manifest-yaml-not-readable': { message: 'The YAML cannot be read: {reason}.', repair: 'Correct it there, or one line above.' },
  'manifest-template': {
    message: 'It is a template and no YAML yet: {reason}.',
    repair: 'Render it first, and rehearse what comes out: "helm template CHART | alloydb-gke rehearse -".',
  },
  'manifest-not-an-object': {
    message: '{value} is not a Kubernetes object.',
    repair: 'Write an object with apiVersion, kind and metadata, or take it out of what is rehearsed.',
  },
  'manifest-without-field': {
    message: 'The object has no {field}.',
    repair: 'Add it. kubectl refuses an object that does not say its apiVersion, kind and metadata.name.',
  },
  'manifest-twice': {
    message: '{object} is here a second time; the first is {origin}.',
    repair: 'Remove one of them: only the last would be in the cluster.',
  },
  'manifest-kustomization': {
    message: 'A kustomization is no manifest: it says how manifests are made.',
    repair: 'Render it first, and rehearse what comes out: "kubectl kustomize {folder} | alloydb-gke rehearse -".',
  },
  'no-manifests': {
    message: 'There is no manifest in it.',
    repair: 'Name files of YAML or JSON, or folders that have *.yaml, *.yml or *.json in them. "npx cdk8s synth" writes them to dist/.',
  },
  // Planning pods.
  'no-auth-proxy': {
    message: 'None of the {count} objects is a workload with an AlloyDB Auth Proxy in it.',
    repair:
      'Rehearse the manifests that have it: after the proxy was attached, not before. It is known by its image, …/alloydb-auth-proxy:VERSION, or by a command that runs alloydb-auth-proxy.',
  },
  'cloud-sql-proxy': {
    message: '{container} runs the Auth Proxy of Cloud SQL ({image}), which cannot reach AlloyDB.',
    repair:
      'Take the image gcr.io/alloydb-connectors/alloydb-auth-proxy:{version}, and instance URIs in the place of PROJECT:REGION:INSTANCE.',
  },
  'pod-template-unreadable': { message: '{field} is not {wanted}.', repair: 'Correct it: the API server refuses the object as it is.' },
  'variable-not-text': {
    message: 'The variable {variable} is {kind} and no text: the API server refuses the object.',
    repair: 'Put the value in quotes: value: "…".',
  },
  'job-restart-policy': {
    message: 'The restartPolicy of a {kind} is {value}: the API server refuses it.',
    repair: 'Set restartPolicy: Never, or OnFailure.',
  },
  'no-such-workload': {
    message: 'No workload with an Auth Proxy is called {workload}.',
    repair: 'Write KIND/NAME. There is {known}.',
  },
  // The cloud side.
  'cloud-file-not-readable': { message: 'It cannot be read: {reason}.', repair: 'Correct its name, its permissions, or the line.' },
  'cloud-side-not-named': {
    message: 'Nothing says what there is in the cloud.',
    repair: 'Name a connection document (--connection) or a cloud.yaml (--cloud), or have it derived from the manifests with --assume.',
  },
  'nothing-to-assume': {
    message: 'No Auth Proxy of the manifests names an instance URI that can be read, so nothing can be assumed.',
    repair: 'Write instance URIs as its arguments: projects/PROJECT/locations/REGION/clusters/CLUSTER/instances/INSTANCE.',
  },
  // The Auth Proxy's program.
  'proxy-missing': {
    message: 'There is no Auth Proxy {version} on this machine: neither {places}.',
    repair: 'Run "alloydb-gke proxy install", or name the program with the variable ALLOYDB_AUTH_PROXY_BIN.',
  },
  'proxy-not-obtained': {
    message: 'The Auth Proxy {version} cannot be had: {reasons}.',
    repair:
      'Install Go, or name a version of https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/releases, or download one yourself and name it with the variable ALLOYDB_AUTH_PROXY_BIN.',
  },
  // The stage.
  'no-private-network': {
    message: 'This machine allows no private network: {reason}.',
    repair: 'Rehearse on loopback addresses (--network loopback), or as root, or where the kernel lets every user make namespaces.',
  },
  'loopback-addresses-missing': {
    message: 'This machine has no address {address}, which a pod needs.',
    repair: 'Run "sudo ifconfig lo0 alias {address}", or rehearse on Linux, which has all of 127.0.0.0/8.',
  },
  'port-needs-right': {
    message: '{proxy} listens on port {port}, and on this machine ports below {first} need a right that you do not have.',
    repair: 'Rehearse in a private network (--network private), as root, or give the proxy a port from {first} on.',
  },
  'stage-ended': {
    message: 'The process in which the pods run has ended: {reason}.',
    repair: 'Rehearse again; if it happens again, report it.',
  },
  'alloydb-ended': {
    message: 'The local AlloyDB has ended while the pods ran: {reason}.',
    repair: 'Rehearse again, on a machine with more memory if the system ended it.',
  },
  'rehearsal-aborted': { message: 'The rehearsal was ended from outside.', repair: 'Start it again.' },
} as const;

export const problem: ProblemFactory<typeof rehearsalCodes> = problemFactory(rehearsalCodes);
