import { type RehearsalReport, type RehearsedPod, rehearse } from '@alloydb-gke/rehearsal';
import { Ajv2020 } from 'ajv/dist/2020';
import { beforeAll, describe, expect, it } from 'vitest';
import { reportSchema } from '../../packages/rehearsal/src/report/report-schema';
import { available } from '../support/availability/available';
import { declaredThings } from './missing/declared-things';
import { examples } from './missing/examples';
import { type ExampleName, together, type World, worldOf } from './missing/world-of-pod';

const here = available('postgresql').here;
const network = available('private-network').here ? 'private' : 'loopback';

/** What each example does without once. The rest is for the real Auth Proxy: what is judged is the same. */
const lacking = [
  ['roles/alloydb.client on', 'roles/iam.workloadIdentityUser on', 'alloydb.iam_authentication of'],
  ['roles/serviceusage.serviceUsageConsumer on', 'the database user'],
  ['roles/alloydb.databaseUser on', 'the instance read-pool'],
] as const;

/** Each example as it is, and once without each of a few things that are required. */
async function worlds(): Promise<readonly World[]> {
  const found = await Promise.all(
    examples.map(async (example, number) => {
      const green = await worldOf(example, `e${number}`);
      const things = [...declaredThings(green).entries()];
      const some = things.flatMap(([index, { name }]) => (lacking[number]?.some((part) => name.startsWith(part)) ? [index] : []));
      const others = some.map(async (index) => {
        const whole = await worldOf(example, `e${number}x${index}`);
        return declaredThings(whole)[index]?.without(whole) ?? whole;
      });
      return [green, ...(await Promise.all(others))];
    }),
  );
  return found.flat();
}

/** What is judged, without the words of the programs. */
function verdicts(pods: readonly RehearsedPod[]): object {
  return Object.fromEntries(
    pods.map(({ workload, expectations }) => [
      workload.namespace,
      expectations.map(
        ({ code, subject, result, failure }) => `${code} of ${subject}: ${result}${failure?.cause ? `, ${failure.cause}` : ''}`,
      ),
    ]),
  );
}

describe.skipIf(!here)(
  `rehearsed with the stand-in for the Auth Proxy, in ${network === 'private' ? 'private networks' : 'loopback addresses'},`,
  () => {
    let world: World;
    let report: RehearsalReport;
    const run = async (standIn: boolean): Promise<RehearsalReport> =>
      rehearse(world.manifests, { cloud: { spec: world.spec }, network, standIn, patienceSeconds: 60 });
    beforeAll(async () => {
      world = together(await worlds());
      report = await run(true);
    });

    it('the examples are green, with a password and with IAM authentication', () => {
      const green = report.pods.filter(({ workload }) => /^e\d$/.test(workload.namespace));
      expect(green).toHaveLength(examples.length);
      expect(green.flatMap(({ expectations }) => expectations.filter(({ result }) => result !== 'passed'))).toEqual([]);
    });

    it('a deployment that lacks something gets the verdict of the real Auth Proxy', async ({ skip }) => {
      skip(!available('auth-proxy').here, 'the Auth Proxy is not here');
      expect(verdicts(report.pods)).toEqual(verdicts((await run(false)).pods));
    });

    it('the smallest example is green on loopback addresses too', async () => {
      const { manifests, spec } = await worldOf(examples[2] as ExampleName, 'loopback');
      const { pods, passed } = await rehearse(manifests, { cloud: { spec }, network: 'loopback', standIn: true, patienceSeconds: 60 });
      expect(pods.flatMap(({ expectations }) => expectations.filter(({ result }) => result !== 'passed'))).toEqual([]);
      expect(passed).toBe(true);
    });

    it('the report names the stand-in', () => {
      expect(report.against.proxy).toMatchObject({ standIn: true });
      expect(report.against.notice).toMatch(/The Auth Proxy was a stand-in too/);
      expect(report.against.rewrites.join('\n')).toMatch(/A stand-in runs in the place of the Auth Proxy/);
      expect(report.pods[0]?.expectations.map(({ text }) => text)).toContain('the stand-in for the Auth Proxy starts');
      expect(new Ajv2020({ strict: false }).validate(reportSchema, report)).toBe(true);
    });
  },
);
