import { loginCommand, psqlContainer } from '../database-jobs/psql-container';
import type { Manifest } from '../kubernetes/manifest';
import { injectProxy } from '../pod-injection/proxy-injector';
import { defineAuthProxy } from '../proxy-container/auth-proxy';
import { commandLine, indented } from './command-line';
import type { SetupPlan } from './setup-plan';
import type { SetupStep } from './setup-step';
import { hereDocument } from './shell-quote';

const name = 'alloydb-connection-test';

/**
 * Runs psql in a pod of its own, with the same proxy, Kubernetes service account and variables as the application: it
 * succeeds only if every step before it did what it should.
 */
export function connectionTest(plan: SetupPlan): SetupStep {
  const { namespace, kubernetesServiceAccount } = plan.subject;
  const place = `--namespace=${namespace}`;
  const exitCode = '{.status.containerStatuses[?(@.name=="psql")].state.terminated.exitCode}';
  const test = [
    commandLine('kubectl', 'delete', 'pod', name, place, '--ignore-not-found'),
    `kubectl create --filename=- ${hereDocument(JSON.stringify(testPod(plan), null, 2), 'JSON')}`,
    'exit_code= seconds=0',
    'while [ -z "$exit_code" ] && [ "$seconds" -lt 180 ]; do',
    '  sleep 3',
    '  seconds=$((seconds + 3))',
    indented(`exit_code=$(${commandLine('kubectl', 'get', 'pod', name, place, `--output=jsonpath=${exitCode}`)})`),
    'done',
    'if [ "$exit_code" != 0 ]; then',
    `  ${commandLine('kubectl', 'logs', name, place, '--all-containers', '--prefix')} >&2`,
    '  exit 1',
    'fi',
    commandLine('kubectl', 'logs', name, place, '--container=psql'),
    commandLine('kubectl', 'delete', 'pod', name, place),
  ].join('\n');
  const found = commandLine('kubectl', 'get', 'serviceaccount', kubernetesServiceAccount, place, '--ignore-not-found', '--output=name');
  return {
    title: 'Test the connection from a pod',
    why: 'A pod with the same proxy, Kubernetes service account and variables as the application logs in to every instance. If the Kubernetes service account comes with your manifest, apply that first and run this script again.',
    commands: [
      `service_account=$(${found})`,
      `if [ -n "$service_account" ]; then\n${test}\nelse\n  echo 'The Kubernetes service account is not there yet. Apply the manifest and run this script again.'\nfi`,
    ],
  };
}

function testPod({ connection, gkeCluster, subject, clientImage, defaults }: SetupPlan): Manifest {
  const hasPassword = connection.auth === 'iam' || connection.passwordSecret !== undefined;
  const isClassic = defaults.sidecar === 'classic';
  const logins = connection.instances.map(({ name: instance }, index) => loginCommand(instance, index === 0, hasPassword));
  const proxy = defineAuthProxy({
    connection,
    defaults: { ...defaults, platform: gkeCluster.platform },
    // A classic sidecar outlives psql. The script waits for psql and deletes the pod, which ends the proxy.
    applicationQuitsProxy: isClassic,
    applicationDrainSeconds: 5,
    environment: hasPassword ? {} : { password: 'application' },
    containers: ['psql'],
  });
  const pod: Manifest = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: subject.namespace },
    spec: {
      containers: [psqlContainer(clientImage, [...(isClassic ? [untilProxyServes] : []), ...logins].join('\n'))],
      restartPolicy: 'Never',
    },
  };
  return injectProxy(pod, proxy);
}

/** A classic sidecar starts at the same moment as psql. */
const untilProxyServes = 'tries=0\nuntil pg_isready --quiet || [ "$tries" = 60 ]; do tries=$((tries + 1)); sleep 1; done';
