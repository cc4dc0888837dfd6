import { makeReport, type ReportInput } from '../../packages/rehearsal/src/report/make-report';
import type { RehearsalReport } from '../../packages/rehearsal/src/report/rehearsal-report';
import {
  application,
  cloud,
  drained,
  email,
  facts,
  livenessProbe,
  login,
  member,
  pod,
  primary,
  proxy,
  readLogin,
  readOnly,
  readPool,
  refusal,
  write,
} from '../../packages/rehearsal/src/verdict/pod.fixture';

const against: ReportInput['against'] = {
  proxy: { version: '1.17.1', program: '/usr/local/bin/alloydb-auth-proxy', standIn: false },
  postgres: 'PostgreSQL 15.14',
  network: 'private-network',
  rewrites: [],
};

const input = { cloud, events: [], seconds: 6.1, against, leftAlone: [] };

const right = pod();

/** Everything is right. */
export const rightReport: RehearsalReport = makeReport({ ...input, plans: [right], facts: [facts(right)] });

const closed = { ok: false, error: 'Connection terminated unexpectedly', milliseconds: 112 };
const line =
  '2026/01/31 12:00:00 [my-project.us-central1.shop.primary] failed to connect to instance: failed to get instance IP address: refresh error: failed to get instance metadata (instance URI = "my-project.us-central1.shop.primary"): googleapi: Error 403: Permission \'alloydb.instances.get\' denied on resource';

/** A role is missing, the cloud side is assumed, on a machine without namespaces. */
export const roleMissingReport: RehearsalReport = makeReport({
  ...input,
  cloud: {
    ...cloud,
    source: 'assumed from the manifests',
    assumptions: [
      {
        text: `${email} has roles/alloydb.client on my-project`,
        commands: [
          { kind: 'gcloud', text: `gcloud projects add-iam-policy-binding my-project --member=${member} --role=roles/alloydb.client` },
        ],
      },
    ],
  },
  against: {
    ...against,
    network: 'loopback',
    rewrites: ['127.0.0.1 of orders-0 is 127.17.4.1 here.'],
  },
  leftAlone: [{ workload: { kind: 'Deployment', name: 'web', namespace: 'shop' }, reason: 'it has no Auth Proxy' }],
  plans: [right],
  facts: [
    facts(
      right,
      {
        client: [login(closed), login({ ...closed, from: 'DB_READ_HOST', port: 5433 })],
        refusals: [primary, readPool].map((instance) =>
          refusal(
            'permission-missing',
            { member, permission: 'alloydb.instances.get', resource: 'the project my-project', role: 'roles/alloydb.client' },
            instance,
          ),
        ),
      },
      { 'alloydb-auth-proxy': { log: [line, 'error details: name = ErrorInfo reason = IAM_PERMISSION_DENIED'] } },
    ),
  ],
});

/** A program of Pulumi says the cloud side, and not all of it. */
export const pulumiReport: RehearsalReport = makeReport({
  ...input,
  cloud: { ...cloud, source: 'plan.json', notes: ['The Secret orders-db is not shown: what is hidden of it is taken to be right.'] },
  against: { ...against, rewrites: ['127.0.0.1 of orders-0 is 127.17.4.1 here.'] },
  plans: [right],
  facts: [facts(right)],
});

const unreachable = (probe: string): string =>
  `${probe} probe failed: Get "http://POD_IP:9090/${probe.toLowerCase()}": dial tcp POD_IP:9090: connect: connection refused`;

const article = pod({
  workload: { kind: 'Deployment', name: 'my-app', namespace: 'default' },
  podName: 'my-app-0',
  initContainers: [],
  containers: [
    application(),
    proxy(
      {
        place: 'container',
        probes: [
          livenessProbe,
          { ...livenessProbe, kind: 'readiness', action: { ...livenessProbe.action, path: '/readiness' } as typeof livenessProbe.action },
        ],
      },
      ['--address=0.0.0.0', '--health-check', '--http-port=9090', '--auto-iam-authn', `${primary}?port=5432`, `${readPool}?port=5433`],
    ),
  ],
});

/** The article's own probes, beside a workload that is right. */
export const articleReport: RehearsalReport = makeReport({
  ...input,
  plans: [article, right],
  facts: [
    facts(
      article,
      { ready: false, client: [login(), write(), readLogin, readOnly, drained(12, 'connect ECONNREFUSED 127.0.0.1:5432')] },
      {
        'alloydb-auth-proxy': {
          restarts: 2,
          exitCodes: [143, 143, 143],
          probeFailures: [
            { probe: 'liveness', message: unreachable('Liveness'), count: 6 },
            { probe: 'readiness', message: unreachable('Readiness'), count: 6 },
          ],
        },
      },
    ),
    facts(right),
  ],
});
