import type { EmulatorSpec } from '@alloydb-gke/emulator';
import { type AnyThing, declaredThings, type Path, part } from './declared-things';

/** A spec from which one declared thing was taken away, and what the emulator's log must then name. */
export interface Lesson {
  /** What was taken away. */
  readonly missing: string;
  /** The place in the spec, with `*` for what a user names. */
  readonly place: string;
  readonly spec: EmulatorSpec;
  /** The code of the event that must be in the log. */
  readonly code: string;
  /** What that event must hold, its subject included. */
  readonly names: readonly string[];
}

/** A spec without each single thing that it declares. It is walked as a whole, so that none can be forgotten. */
export function withoutOne(spec: EmulatorSpec): readonly Lesson[] {
  return lessonsOf(declaredThings, spec, { spec, path: [], place: [] });
}

/** Every place of a spec whose loss must be noticed. */
export function placesToTry(thing: AnyThing = declaredThings, place = ''): readonly string[] {
  if (typeof thing === 'function') return thing === part ? [] : [place];
  const below = (name: string): string => (place === '' ? name : `${place}.${name}`);
  if (isEntries(thing)) return [thing.each, thing.of ?? part].flatMap((one) => placesToTry(one, below('*')));
  return Object.entries(thing).flatMap(([name, one]) => placesToTry(one, below(name)));
}

interface Walk {
  readonly spec: EmulatorSpec;
  readonly path: Path;
  readonly place: Path;
}

function lessonsOf(thing: AnyThing, value: unknown, walk: Walk): readonly Lesson[] {
  const { spec, path, place } = walk;
  if (typeof thing === 'function') return thing({ spec, path, value }).map((lesson) => ({ ...lesson, place: place.join('.') }));
  const children = Object.entries(value as object).filter(([, child]) => child !== undefined);
  if (isEntries(thing)) {
    return children.flatMap(([key, child]) => {
      const next = { spec, path: [...path, key], place: [...place, '*'] };
      return [...lessonsOf(thing.each, child, next), ...(thing.of ? lessonsOf(thing.of, child, next) : [])];
    });
  }
  return children.flatMap(([key, child]) => {
    const found = thing[key];
    if (found === undefined) throw new Error(`declared-things.ts says nothing of ${[...place, key].join('.')}.`);
    return lessonsOf(found, child, { spec, path: [...path, key], place: [...place, key] });
  });
}

function isEntries(thing: Exclude<AnyThing, (...args: never) => unknown>): thing is { readonly each: AnyThing; readonly of?: AnyThing } {
  return 'each' in thing;
}
