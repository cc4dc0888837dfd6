import { describe, expect, it } from 'vitest';
import { Connection } from '../connection/connection';
import { builtInConnection, iamConnection } from '../connection/connection.fixture';
import type { Container } from '../kubernetes/pod';
import { defineAuthProxy } from './auth-proxy';
import type { AuthProxyOptions } from './auth-proxy-options';
import { allocatePorts } from './port-allocation';
import { type ProcessPorts, proxyContainer } from './proxy-container';
import { shutdownTiming } from './shutdown-timing';

const render = (options: Partial<AuthProxyOptions>, endsByItself = false): Container => {
  const model = defineAuthProxy({ connection: builtInConnection, ...options });
  const timing = shutdownTiming({ ...model, endsByItself, applicationDrainSeconds: 20, processes: 1 });
  return proxyContainer(model, model.processes[0], allocatePorts(model, new Map()).ports[0] as ProcessPorts, timing);
};

const cluster = 'projects/my-project/locations/us-central1/clusters/my-alloydb-cluster';

describe('the container of the proxy', () => {
  it('is a native sidecar with an http probe by default', () => {
    expect(render({})).toEqual({
      args: [
        '--address=127.0.0.1',
        '--max-connections=500',
        '--health-check',
        '--http-address=0.0.0.0',
        '--http-port=9090',
        '--admin-port=9091',
        '--max-sigterm-delay=10s',
        '--exit-zero-sigterm',
        '--structured-logs',
        `${cluster}/instances/my-primary?port=5432`,
        `${cluster}/instances/my-read-pool?port=5433`,
      ],
      image: 'gcr.io/alloydb-connectors/alloydb-auth-proxy:1.17.1',
      imagePullPolicy: 'IfNotPresent',
      name: 'alloydb-auth-proxy',
      resources: { limits: { memory: '99Mi' }, requests: { cpu: '100m', memory: '99Mi' } },
      restartPolicy: 'Always',
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
        runAsGroup: 65532,
        runAsNonRoot: true,
        runAsUser: 65532,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      startupProbe: {
        failureThreshold: 60,
        httpGet: { path: '/startup', port: 9090, scheme: 'HTTP' },
        periodSeconds: 1,
        successThreshold: 1,
        timeoutSeconds: 5,
      },
      terminationMessagePolicy: 'FallbackToLogsOnError',
    });
  });

  it('logs in by IAM with one flag for the process', () => {
    expect(render({ connection: iamConnection }).args).toContain('--auto-iam-authn');
  });

  it('opens nothing on the pod address with exec probes, which need more memory and a time limit', () => {
    const container = render({ probes: { method: 'exec', liveness: true, readiness: true }, httpPort: 9099 });
    expect(container.args?.filter((argument) => argument.startsWith('--http'))).toEqual(['--http-port=9099']);
    expect(container['startupProbe']).toEqual({
      exec: { command: ['/alloydb-auth-proxy', 'wait', '--http-port=9099', '--max=1s'] },
      failureThreshold: 60,
      periodSeconds: 1,
      successThreshold: 1,
      timeoutSeconds: 5,
    });
    expect(container['livenessProbe']).toMatchObject({ periodSeconds: 60, failureThreshold: 5, timeoutSeconds: 30 });
    expect(container['resources']).toMatchObject({ limits: { memory: '126Mi' } });
  });

  it('has a readiness probe only on request, on the path that never fails again', () => {
    expect(render({})['readinessProbe']).toBeUndefined();
    expect(render({ probes: { readiness: true } })['readinessProbe']).toMatchObject({ httpGet: { path: '/startup' } });
  });

  it('as a classic sidecar serves during the drain of the application', () => {
    const container = render({ sidecar: 'classic' });
    expect(container.restartPolicy).toBeUndefined();
    expect(container.args).toEqual(expect.arrayContaining(['--min-sigterm-delay=20s', '--max-sigterm-delay=10s']));
    expect(container.args).not.toContain('--exit-zero-sigterm');
  });

  it('as a classic sidecar in a Job is ended by a request', () => {
    const container = render({ sidecar: 'classic', applicationQuitsProxy: true }, true);
    expect(container.args).toEqual(expect.arrayContaining(['--quitquitquit', '--admin-port=9091']));
  });

  it('dials each instance at its own kind of address', () => {
    const connection = Connection.of({
      auth: 'built-in',
      databaseName: 'myapp',
      databaseUser: 'appuser',
      passwordSecret: { name: 'alloydb-credentials', key: 'password' },
      ipType: 'PSC',
      instances: { primary: `${cluster}/instances/my-primary`, read: { uri: 'my-read-pool', ipType: 'PUBLIC' } },
      identity: { kubernetesServiceAccount: 'alloydb-ksa' },
    });
    expect(render({ connection }).args?.slice(-2)).toEqual([
      `${cluster}/instances/my-primary?port=5432&psc=true`,
      `${cluster}/instances/my-read-pool?port=5433&public-ip=true`,
    ]);
  });

  it('names the target of an impersonation first, then the chain back to the pod', () => {
    const connection = Connection.of({
      auth: 'iam',
      databaseName: 'myapp',
      instances: { primary: `${cluster}/instances/my-primary` },
      identity: {
        form: 'impersonated',
        kubernetesServiceAccount: 'orders',
        iamServiceAccount: 'target@my-project.iam.gserviceaccount.com',
        impersonationChain: ['first@my-project.iam.gserviceaccount.com', 'second@my-project.iam.gserviceaccount.com'],
      },
    });
    expect(render({ connection }).args).toContain(
      '--impersonate-service-account=target@my-project.iam.gserviceaccount.com,second@my-project.iam.gserviceaccount.com,first@my-project.iam.gserviceaccount.com',
    );
  });

  it('asks for the least ephemeral storage on Autopilot, and for canonical quantities everywhere', () => {
    expect(render({ platform: 'autopilot', resources: { cpuRequest: '0.5', cpuLimit: '1000m', memory: '1024Mi' } })['resources']).toEqual({
      limits: { cpu: '1', 'ephemeral-storage': '10Mi', memory: '1Gi' },
      requests: { cpu: '500m', 'ephemeral-storage': '10Mi', memory: '1Gi' },
    });
  });
});
