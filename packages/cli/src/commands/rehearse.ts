import { defineCommand } from '../command-definition';
import { readCloudInput } from '../rehearsal-session/read-cloud-input';
import { rehearsalOutput } from '../rehearsal-session/rehearsal-output';

/** `alloydb-gke rehearse` */
export const rehearseCommand: ReturnType<typeof defineCommand> = defineCommand({
  name: 'rehearse',
  summary: 'Proves a deployment on this machine: runs the pods of its manifests with the real Auth Proxy.',
  description: [
    'The pods start as kubelet starts them, against a local AlloyDB that evaluates exactly the IAM that is declared.',
    'What there is in the cloud is said by connection documents, by a cloud.yaml, by Pulumi, or is assumed from the manifests.',
    'It needs PostgreSQL 14 or newer and the Auth Proxy ("alloydb-gke proxy install"), and no privileges.',
  ],
  examples: [
    { line: 'alloydb-gke rehearse dist --connection orders.connection.json', meaning: 'the cloud has what the connection needs' },
    { line: 'alloydb-gke rehearse dist --cloud cloud.yaml', meaning: 'the cloud is what the file declares, as for "alloydb-gke emulator"' },
    {
      line: 'alloydb-gke rehearse --pulumi plan.json',
      meaning: 'what "pulumi preview --json" wrote: its Kubernetes objects, and its cloud',
    },
    {
      line: 'helm template shop | alloydb-gke rehearse - --assume',
      meaning: 'the cloud is assumed, and the report says how to make it so',
    },
  ],
  arguments: {
    files: {
      meaning: 'files of manifests, folders of them, or "-" for standard input; not needed with --pulumi',
      many: true,
      optional: true,
    },
  },
  options: {
    connection: { value: 'file', meaning: 'a connection document: the cloud has what it needs, and nothing else', many: true },
    cloud: { value: 'file', meaning: 'declares the cloud: projects, instances, databases, users, grants, IAM; YAML or JSON' },
    pulumi: {
      value: 'file',
      meaning:
        'what "pulumi preview --json" or "pulumi stack export" wrote: both manifests and the cloud; --connection adds what it does not make',
      many: true,
    },
    assume: { meaning: 'assumes the cloud from the manifests, and prints every assumption with its commands' },
    namespace: { value: 'name', meaning: 'the namespace of manifests that name none; else that of the connection, or "default"' },
    only: { value: 'kind/name', meaning: 'rehearses this workload alone', many: true },
    'stand-in': { meaning: 'takes a stand-in for the Auth Proxy, where the real one cannot be had; the report names it' },
    'full-drain': {
      meaning:
        'applications use all of their time after SIGTERM, in place of 2 s of it: the grace period, or what a classic sidecar waits for them',
    },
    network: {
      value: 'kind',
      meaning: 'where the pods run: in private networks, on loopback addresses, or what this machine allows',
      choices: ['auto', 'private', 'loopback'],
      default: 'auto',
    },
    output: { value: 'format', meaning: 'how it writes: for people, or the report as JSON', choices: ['text', 'json'], default: 'text' },
  },
  run: async ({ arguments: { files }, options }, terminal) => {
    const { network, namespace, only } = options;
    const cloud = await readCloudInput(options);
    const { rehearse } = await import('@alloydb-gke/rehearsal');
    const { report: write, ...told } = await rehearsalOutput(terminal.output, options.output);
    // Whoever waits for standard input would keep this process alive.
    const letGo = (): void => void process.stdin.destroy();
    if (files.includes('-')) terminal.signal.addEventListener('abort', letGo, { once: true });
    const report = await rehearse(files, {
      ...told,
      cloud,
      only,
      fullDrain: options['full-drain'],
      standIn: options['stand-in'],
      signal: terminal.signal,
      ...(network !== 'auto' && { network }),
      ...(namespace !== undefined && { namespace }),
    });
    write(report);
    return report.passed ? 'done' : 'failed';
  },
});
