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
    repair:
      'Name a connection document (--connection), a cloud.yaml (--cloud) or a plan of Pulumi (--pulumi), or have it derived from the manifests with --assume.',
  },
  'nothing-to-assume': {
    message: 'No Auth Proxy of the manifests names an instance URI that can be read, so nothing can be assumed.',
    repair: 'Write instance URIs as its arguments: projects/PROJECT/locations/REGION/clusters/CLUSTER/instances/INSTANCE.',
  },
  // Plans and stacks of Pulumi.
  'pulumi-file-not-readable': { message: 'It cannot be read: {reason}.', repair: 'Correct its name, or its permissions.' },
  'pulumi-file-not-json': {
    message: 'It is no JSON.',
    repair: 'Write it with "pulumi preview --json > plan.json", without "2>&1": warnings go to standard error.',
  },
  'pulumi-file-unknown': {
    message: 'It is JSON, and neither a preview nor an exported stack.',
    repair: 'Write it with "pulumi preview --json" or "pulumi stack export".',
  },
  'pulumi-preview-failed': {
    message: 'The preview has failed, so that it does not have all resources.',
    repair: 'Run "pulumi preview" to see why, and rehearse when it succeeds.',
  },
  'pulumi-preview-without-steps': {
    message: 'The preview has no steps, so that no resource is known.',
    repair: 'Write it with "pulumi preview --json --show-sames", in the folder of the program and with its stack selected.',
  },
  'pulumi-preview-hides-same': {
    message: 'The preview leaves out {count} resources that do not change.',
    repair: 'Write it with "pulumi preview --json --show-sames".',
  },
  'pulumi-export-version': {
    message: 'The exported stack has the version {version}; {known} can be read.',
    repair: 'Export it with a newer Pulumi, after "pulumi up" of that.',
  },
  'pulumi-export-empty': { message: 'The exported stack has no resources.', repair: 'Run "pulumi up" first, or rehearse a preview.' },
  'pulumi-value-unknown': {
    message: 'The field {field} is not known before "pulumi up", and the rehearsal depends on it.',
    repair: 'Write the value itself in the program, or run "pulumi up" and rehearse what "pulumi stack export" writes.',
  },
  'pulumi-value-hidden': {
    message: 'The field {field} is a secret that is not shown, and the rehearsal depends on it.',
    repair: 'Add --show-secrets to "pulumi preview" or "pulumi stack export", and keep the file to yourself.',
  },
  // The Auth Proxy's program.
  'proxy-missing': {
    message: 'There is no Auth Proxy {version} on this machine: neither {places}.',
    repair:
      'Run "alloydb-gke proxy install --version {version}", or name the program with the variable ALLOYDB_AUTH_PROXY_BIN. Where it cannot be had, rehearse with a stand-in for it, which the report names: "alloydb-gke rehearse --stand-in".',
  },
  'proxy-not-obtained': {
    message: 'The Auth Proxy {version} cannot be had: {reasons}.',
    repair:
      'Install Go, or name a version of https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/releases, or download one yourself and name it with the variable ALLOYDB_AUTH_PROXY_BIN. Without it there is a stand-in, which the report names: "alloydb-gke rehearse --stand-in".',
  },
  'stand-in-with-program': {
    message: 'Both a program of the Auth Proxy and the stand-in for it are asked for.',
    repair: 'Leave out one of them: the option proxyProgram, or standIn.',
  },
  'stand-in-without-flag': {
    message: '{container} has the flag --{flag}, which the stand-in for the Auth Proxy does not have.',
    repair: 'Rehearse it with the real Auth Proxy: "alloydb-gke proxy install".',
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
