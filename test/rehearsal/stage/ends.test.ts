import { describe, expect, it } from 'vitest';
import type { PodEvent } from '../../../packages/rehearsal/src/pod-run/pod-event';
import type { Stage } from '../../../packages/rehearsal/src/stage/stage';
import { available } from '../../support/availability/available';
import { type DriverRecord, startDriver } from '../support/driver';
import { pod, setupWith } from '../support/pod-of';
import { Traces } from '../support/traces';

const authProxy = available('auth-proxy');
const program = authProxy.here ? authProxy.values.program : '';
const here = authProxy.here && available('postgresql').here;
const networks: readonly Stage['kind'][] = available('private-network').here ? ['private-network', 'loopback'] : ['loopback'];

/** When a rehearsal is ended: so many milliseconds after its start, when the stage is open, or at the first event of a kind. */
type Moment = number | 'open' | PodEvent['what'];

const moments: readonly Moment[] = [30, 300, 900, 'open', 'pod-starts', 'container-starts', 'container-started', 'client', 'sigterm'];

function isMoment(moment: Moment, { open, event }: DriverRecord): boolean {
  return moment === 'open' ? open !== undefined : event?.what === moment;
}

describe.skipIf(!here).each(networks)('a stage in the %s', (network) => {
  const work = { setup: setupWith(program), plans: [pod()], network };

  it('leaves nothing behind at its normal end', async () => {
    const driver = startDriver(work);
    const traces = new Traces(driver.process.pid ?? 0);
    expect(await driver.ended).toBe(0);
    expect(driver.records.at(-1)).toEqual({ stopped: true });
    expect(traces.seen.processes).toBeGreaterThan(5);
    expect(traces.seen.folders).toBe(1);
    expect(await traces.left()).toEqual([]);
  });

  describe.each(['SIGINT', 'SIGKILL'] as const)('ended with %s', (signal) => {
    it.concurrent.each(moments)('leaves nothing behind when it comes at: %s', async (moment) => {
      const end = (): void => {
        traces.look();
        // A Ctrl-C goes to the whole process group.
        process.kill(signal === 'SIGINT' ? -(driver.process.pid ?? 0) : (driver.process.pid ?? 0), signal);
      };
      const driver = startDriver(work, { onRecord: (record) => isMoment(moment, record) && end() });
      const traces = new Traces(driver.process.pid ?? 0);
      if (typeof moment === 'number') setTimeout(end, moment);
      const began = Date.now();
      await driver.ended;
      expect(await traces.left()).toEqual([]);
      expect(Date.now() - began).toBeLessThan(60_000);
    });
  });
});
