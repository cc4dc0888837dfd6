import { findPostgresPrograms } from '@alloydb-gke/emulator';
import type { ManifestSet } from './manifests/manifest-set';
import type { PodEvent } from './pod-run/pod-event';
import { prepareRehearsal } from './prepare-rehearsal';
import type { RehearsalOptions } from './rehearsal-options';
import { hideSecrets, secretsOf } from './report/hide-secrets';
import { makeReport } from './report/make-report';
import type { RehearsalReport } from './report/rehearsal-report';
import { openStage } from './stage/open-stage';
import { unlessEnded } from './unless-ended';

/** Files, folders and `-`; or objects; or what was read already. */
export type ManifestInput = readonly string[] | readonly object[] | ManifestSet;

const networks = { private: 'private-network', loopback: 'loopback' } as const;

/**
 * Proves a deployment before the cloud sees it: starts the pods of its manifests the way kubelet does, with the real Auth Proxy,
 * against a local AlloyDB that evaluates exactly the IAM that is declared.
 *
 * @param manifests files of YAML, folders of them and `-` for standard input; or objects
 * @returns what came true and what did not: a deployment that fails is no error
 * @throws RehearsalError if the manifests or the cloud side are wrong, if there is no Auth Proxy, if this machine does not allow it,
 * or if it was ended from outside
 * @throws EmulatorError if there is no PostgreSQL
 * @example
 * const report = await rehearse(['dist'], { cloud: 'assume' });
 * if (!report.passed) process.exitCode = 1;
 */
export async function rehearse(manifests: ManifestInput, options: RehearsalOptions): Promise<RehearsalReport> {
  const { onStep, signal } = options;
  const sayEnd = (): void => onStep?.('It ends, and removes all that it made.');
  signal?.addEventListener('abort', sayEnd, { once: true });
  try {
    return await prepareAndRun(manifests, options);
  } finally {
    signal?.removeEventListener('abort', sayEnd);
  }
}

async function prepareAndRun(manifests: ManifestInput, options: RehearsalOptions): Promise<RehearsalReport> {
  const {
    network,
    fullDrain = false,
    faults = [],
    standIn = false,
    atOnce = standIn ? 4 : 10,
    patienceSeconds = 30,
    onEvent,
    onStep = () => {},
    signal,
  } = options;
  const began = performance.now();
  const { plans, leftAlone, cloud, proxy, notes } = await unlessEnded(prepareRehearsal(manifests, options), signal);
  const { version } = await unlessEnded(findPostgresPrograms(), signal);
  const secrets = secretsOf(plans, cloud);
  const events: PodEvent[] = [];
  onStep(
    `${plans.length} ${plans.length === 1 ? 'workload' : 'workloads'} with ${proxy.standIn ? 'a stand-in for the Auth Proxy' : `the Auth Proxy ${proxy.version}`}; a local AlloyDB starts.`,
  );
  const stage = await openStage(
    {
      cloud: cloud.spec,
      proxyProgram: proxy.file,
      standIn: proxy.standIn,
      patienceSeconds,
      drain: fullDrain ? 'full' : 'short',
      atOnce,
      faults,
    },
    { ...(network && { network: networks[network] }), ...(signal && { signal }) },
  );
  try {
    onStep(stage.kind === 'private-network' ? 'It runs. Each pod gets a private network.' : 'It runs. The pods are on loopback addresses.');
    const running = stage.run(plans, (event) => {
      // How everything ends at once would be of no use to whoever wanted it to end.
      if (signal?.aborted) return;
      const shown = hideSecrets(event, secrets);
      events.push(shown);
      onEvent?.(shown);
    });
    const facts = await unlessEnded(running, signal);
    return makeReport({
      plans,
      facts,
      cloud,
      events,
      leftAlone,
      seconds: (performance.now() - began) / 1000,
      against: {
        proxy: { version: proxy.version, program: proxy.file, standIn: proxy.standIn },
        postgres: `PostgreSQL ${version}`,
        network: stage.kind,
        rewrites: [...notes, ...stage.rewrites],
      },
    });
  } finally {
    await stage.stop();
  }
}
