import { beforeAll, describe, expect, it } from 'vitest';
import { available } from '../support/availability/available';
import { nodeForTests } from '../support/kubernetes-node/node-for-tests';
import { classicSidecarWithoutDelay, manifestsUnderTest } from './manifests-under-test';
import { type ContainerLife, livePod, type PodLife } from './pod-life';
import { addImages } from './stand-in-images';

const manifests = await manifestsUnderTest();
const natives = manifests.filter(({ sidecar }) => sidecar === 'native');
const applications = manifests.filter(({ goesOn }) => goesOn);
const recipe = { name: 'a Pod' };
const control = { name: 'the control', workload: classicSidecarWithoutDelay() };
const namesOf = (list: readonly { readonly name: string }[]): readonly string[] => list.map(({ name }) => name);
const authProxy = available('auth-proxy');

describe.skipIf(!(available('kubernetes-node').here && authProxy.here))('a pod with the real Auth Proxy on a real kubelet', () => {
  const node = nodeForTests();
  const lives = new Map<string, Promise<PodLife>>();
  const lifeOf = (name: string): Promise<PodLife> => lives.get(name) ?? Promise.reject(new Error(`${name} was never started`));

  // All at once: most of the time is waiting.
  beforeAll(async () => {
    if (!authProxy.here) return;
    const everything = [...manifests, control];
    await addImages(
      node(),
      everything.map(({ workload }) => workload),
      authProxy.values.program,
    );
    everything.forEach(({ name, workload }, index) => {
      const life = livePod(node(), workload, `under-test-${index}`);
      life.catch(() => undefined); // the tests report it
      lives.set(name, life);
    });
  });

  it.each(namesOf(manifests))('%s: runs every container once, and each ends as it should', async (name) => {
    const { proxies, others } = await lifeOf(name);
    expect(proxies).not.toEqual([]);
    for (const { container, role, exitCode, restarts } of [...proxies, ...others]) {
      const classicProxy = role === 'container' && proxies.some((proxy) => proxy.container === container);
      expect({ name: container.name, exitCode, restarts }).toEqual({ name: container.name, exitCode: classicProxy ? 143 : 0, restarts: 0 });
    }
  });

  it.each(namesOf(natives))('%s: starts the native sidecar before every other container', async (name) => {
    const { proxies, others } = await lifeOf(name);
    for (const proxy of proxies) {
      const ready = timeOf(proxy, 'ready for new connections');
      for (const other of others) expect(ready < timeOf(other, 'start')).toBe(true);
    }
  });

  it.each(namesOf(natives))('%s: stops the native sidecar after every other container has ended', async (name) => {
    const { proxies, others } = await lifeOf(name);
    for (const proxy of proxies) {
      const stopped = timeOf(proxy, 'SIGTERM signal received');
      for (const other of others) expect(stopped > timeOf(other, 'end')).toBe(true);
    }
  });

  it.each(namesOf(natives))('%s: lets every container connect at its first try, a migration too', async (name) => {
    const first = (await lifeOf(name)).others.flatMap((other) => recordsOf(other, 'first connection'));
    expect(first).not.toEqual([]);
    expect(first.filter(({ accepted }) => accepted !== true)).toEqual([]);
  });

  it.each(namesOf(applications))('%s: never refuses the application from SIGTERM to its end', async (name) => {
    const ends = (await lifeOf(name)).others
      .filter((other) => recordsOf(other, 'SIGTERM').length > 0)
      .flatMap((application) => recordsOf(application, 'end'));
    expect(ends).not.toEqual([]);
    expect(ends.filter(({ refused }) => refused !== 0)).toEqual([]);
    expect(Math.max(...ends.map(({ accepted }) => Number(accepted)))).toBeGreaterThan(0);
  });

  // That the proxy listens where it was told to is what the first connections show.
  it('all of this with a Service whose variables the proxy would take for its own port', async () => {
    const starts = (await lifeOf(recipe.name)).others.flatMap((other) => recordsOf(other, 'start'));
    expect(starts).not.toEqual([]);
    for (const { serviceLink } of starts) expect(serviceLink).toMatch(/^tcp:/);
  });

  it('shows what goes wrong with a classic sidecar that does not wait', async () => {
    const { others } = await lifeOf(control.name);
    const [end] = others.flatMap((other) => recordsOf(other, 'end'));
    expect(end?.['refused']).toBeGreaterThan(0);
  });
});

/** What a stand-in recorded, in order. */
function recordsOf({ log }: ContainerLife, event: string): readonly Readonly<Record<string, unknown>>[] {
  return log.map(({ text }) => JSON.parse(text) as Readonly<Record<string, unknown>>).filter((record) => record['event'] === event);
}

/** When a container wrote the first line with these words. */
function timeOf({ container, log }: ContainerLife, words: string): string {
  const line = log.find(({ text }) => text.includes(words));
  if (line === undefined) throw new Error(`${container.name} never wrote "${words}": ${log.map(({ text }) => text).join('\n')}`);
  return line.time;
}
