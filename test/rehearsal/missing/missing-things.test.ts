import { type RehearsedPod, type Repair, rehearse } from '@alloydb-gke/rehearsal';
import { beforeAll, describe, expect, it } from 'vitest';
import { available } from '../../support/availability/available';
import { carryOut } from './carry-out';
import { type DeclaredThing, declaredThings } from './declared-things';
import { examples } from './examples';
import { together, type World, worldOf } from './world-of-pod';

const here = available('auth-proxy').here && available('postgresql').here;

/** The password of the Secret, and of whoever is asked for one. */
const password = 'only-for-the-rehearsal';

/** How many are rehearsed at once: each has two instances. */
const batch = 14;

/** A repair may uncover what is missing behind it: a new IAM service account has no link, a new instance no flag. */
const rounds = 3;

interface Case {
  readonly id: string;
  readonly example: string;
  readonly thing: DeclaredThing;
  world: World;
  /** What each round found. */
  readonly found: RehearsedPod[];
}

async function allCases(): Promise<readonly Case[]> {
  const found = await Promise.all(
    examples.map(async (example, number) => {
      const count = declaredThings(await worldOf(example, 'x')).length;
      return Promise.all(
        Array.from({ length: count }, async (_, index): Promise<readonly Case[]> => {
          const id = `w${number}x${index}`;
          const whole = await worldOf(example, id);
          const thing = declaredThings(whole)[index];
          return thing ? [{ id, example: example.title, thing, world: thing.without(whole), found: [] }] : [];
        }),
      );
    }),
  );
  return found.flat(2);
}

/** Rehearses all of them, some at a time. */
async function rehearseAll(cases: readonly Case[]): Promise<void> {
  for (let start = 0; start < cases.length; start += batch) {
    const some = cases.slice(start, start + batch);
    const { manifests, spec } = together(some.map(({ world }) => world));
    const { pods } = await rehearse(manifests, { cloud: { spec }, atOnce: batch, patienceSeconds: 60 });
    for (const one of some) one.found.push(...pods.filter(({ workload }) => workload.namespace === one.id));
  }
}

function repairsOf({ found }: Case): readonly Repair[] {
  return (found.at(-1)?.expectations ?? []).flatMap(({ failure }) => failure?.repairs ?? []);
}

describe.skipIf(!here)('a deployment whose cloud lacks one thing that is required', () => {
  let cases: readonly Case[] = [];
  let green: readonly Case[] = [];

  beforeAll(async () => {
    cases = await allCases();
    await rehearseAll(cases);
    let red = cases;
    for (let round = 0; round < rounds && red.length > 0; round += 1) {
      for (const one of red) one.world = carryOut(one.world, repairsOf(one), password);
      await rehearseAll(red);
      red = red.filter(({ found }) => found.at(-1)?.passed !== true);
    }
    green = cases.filter((one) => !red.includes(one));
  }, 600_000);

  it('is one of many: roles, accounts, links, instances, flags, users, databases, grants, Secrets', () => {
    expect(cases.length).toBeGreaterThanOrEqual(35);
  });

  it('fails', () => {
    expect(cases.filter(({ found }) => found[0]?.passed !== false).map(nameOf)).toEqual([]);
  });

  it('gets to hear what is missing, with a repair', () => {
    const silent = cases.filter(({ thing, found }) => {
      const failures = (found[0]?.expectations ?? []).flatMap(({ failure }) => failure ?? []);
      const said = failures.map(({ explanation, repairs }) => `${explanation} ${repairs.map(({ text }) => text).join(' ')}`).join(' ');
      return failures.length !== 1 || failures[0]?.cause === undefined || !said.includes(thing.named);
    });
    expect(silent.map((one) => [nameOf(one), ...one.found.slice(0, 1).flatMap(failuresOf)])).toEqual([]);
  });

  it('is green again once the repairs have been carried out as they are printed', () => {
    const red = cases.filter((one) => !green.includes(one));
    expect(red.map((one) => [nameOf(one), ...one.found.flatMap(failuresOf)])).toEqual([]);
  });
});

function failuresOf({ expectations }: RehearsedPod): readonly string[] {
  return expectations.flatMap(({ code, failure }) =>
    failure ? [`${code}: ${failure.cause}, ${failure.explanation} (${failure.seen})`] : [],
  );
}

function nameOf({ example, thing }: Case): string {
  return `${example} without ${thing.name}`;
}
