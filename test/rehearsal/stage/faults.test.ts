import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RehearsalError } from '../../../packages/rehearsal/src/rehearsal-error';
import { openStage } from '../../../packages/rehearsal/src/stage/open-stage';
import type { Stage } from '../../../packages/rehearsal/src/stage/stage';
import { available } from '../../support/availability/available';
import { pod, setupWith } from '../support/pod-of';
import { allProcesses, childrenOf, Traces } from '../support/traces';

const authProxy = available('auth-proxy');
const program = authProxy.here ? authProxy.values.program : '';
const here = authProxy.here && available('postgresql').here;
const networks: readonly Stage['kind'][] = ['private-network', 'loopback'].filter(
  (network) => network === 'loopback' || available('private-network').here,
) as Stage['kind'][];

/** The servers of PostgreSQL below a process, whoever is between them. */
function postmastersBelow(root: number): readonly number[] {
  const children = childrenOf(root);
  const own = children.filter((pid) => /postgres\0.*-D\0/.test(commandLine(pid)));
  return [...own, ...children.flatMap(postmastersBelow)];
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

describe.skipIf(!here).each(networks)('while a pod runs in the %s', (network) => {
  it('PostgreSQL is killed: the rehearsal ends, says so, and leaves nothing behind', async () => {
    const earlier = childrenOf(process.pid);
    const stage = await openStage(setupWith(program), { network });
    const [root = 0] = childrenOf(process.pid).filter((pid) => !earlier.includes(pid));
    const traces = new Traces(root);
    let killed = 0;
    const run = stage.run([pod()], ({ what }) => {
      if (what !== 'client' || killed > 0) return;
      for (const pid of postmastersBelow(root)) {
        process.kill(pid, 'SIGKILL');
        killed += 1;
      }
    });
    const error = await run.catch((reason: unknown) => reason);
    expect(killed).toBeGreaterThan(0);
    expect(error).toBeInstanceOf(RehearsalError);
    expect((error as RehearsalError).message).toMatch(/^.*The local AlloyDB has ended while the pods ran: .*SIGKILL.*\. Rehearse again/);
    await stage.stop();
    expect(await traces.left()).toEqual([]);
    expect(allProcesses()).not.toContain(root);
  });

  it('certificates are rotated: what is open goes on, and so does the drain', async () => {
    const stage = await openStage(setupWith(program), { network });
    try {
      let rotated = false;
      const [facts] = await stage.run([pod()], ({ what }) => {
        if (what !== 'pod-ready' || rotated) return;
        rotated = true;
        stage.startFault('certificates-rotated');
      });
      expect(rotated).toBe(true);
      const drain = facts?.client.find((record) => record.event === 'drain');
      expect(facts?.ready).toBe(true);
      // One attempt at most meets the old certificate, and is made again with the new one.
      expect(drain).toMatchObject({ event: 'drain' });
      expect(drain?.event === 'drain' && drain.failed).toBeLessThanOrEqual(1);
    } finally {
      await stage.stop();
    }
  });
});
