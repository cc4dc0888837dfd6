/** What the machine calls something, and what the pod calls it: `127.116.87.20` is `127.0.0.1`. */
export type PodWords = Readonly<Record<string, string>>;

/** The same in the pod's own words, so that what was seen is what would be seen in the cluster. */
export function inWordsOfPod<Value>(value: Value, words: PodWords): Value {
  const [first, ...others] = Object.keys(words).sort((left, right) => right.length - left.length);
  if (first === undefined) return value;
  const pattern = new RegExp(`(?<![0-9A-Za-z.])(${[first, ...others].map(escaped).join('|')})(?![0-9A-Za-z])`, 'g');
  return deep(value, (text) => text.replace(pattern, (word) => words[word] ?? word)) as Value;
}

function deep(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => deep(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, deep(field, change)]));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
