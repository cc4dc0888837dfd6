/** What kind of value a leaf stands for: decides what the stand-in looks like, so that core's grammar accepts it. */
export type LeafKind = 'word' | 'instance-uri' | 'cluster-name' | 'email' | 'location' | 'number' | 'workload-pool' | 'image' | 'range';

/** Something of the right form, in the place of a value that may be unknown. */
export interface StandIn {
  /** What core gets to read. */
  readonly text: string;
  /** What of it is still there in whatever core makes of it: a project, a database user, a URL. */
  readonly marker: string;
}

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** Only letters: a marker survives every quoting and every encoding, and is no part of another marker. */
function word(index: number): string {
  const digit = (power: number): string => letters[Math.floor(index / letters.length ** power) % letters.length] ?? '';
  return `zqleaf${digit(2)}${digit(1)}${digit(0)}`;
}

const writers: Readonly<Record<Exclude<LeafKind, 'number' | 'range'>, (marker: string) => string>> = {
  word: (marker) => marker,
  'instance-uri': (marker) => `projects/${marker}/locations/${marker}-${marker}1/clusters/${marker}/instances/${marker}`,
  'cluster-name': (marker) => `projects/${marker}/locations/${marker}-${marker}1/clusters/${marker}`,
  email: (marker) => `${marker}@${marker}.iam.gserviceaccount.com`,
  location: (marker) => `${marker}-${marker}1`,
  'workload-pool': (marker) => `${marker}.svc.id.goog`,
  image: (marker) => `${marker}/${marker}:${marker}`,
};

/** The stand-in of the leaf with this number. */
export function standIn(kind: LeafKind, index: number): StandIn {
  if (kind === 'range') {
    // An address that nobody has: of the block for documentation (RFC 3849).
    const marker = `2001:db8:9a7e:${index.toString(16)}::`;
    return { marker, text: `${marker}/64` };
  }
  // The number of a project has no letters. No other number that a manifest holds has as many digits.
  const marker = kind === 'number' ? String(970_000_000_000_000 + index) : word(index);
  return { marker, text: kind === 'number' ? marker : writers[kind](marker) };
}
