import { isSecretName, maskSecrets } from './mask-secrets';

const longest = 200;
const mask = '…';

/** A value as it stands in a sentence: quoted, on one line, cut when it is long, without what looks like a secret. */
export function quote(value: unknown): string {
  const text = written(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function written(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'function') return 'a function';
  try {
    const json = JSON.stringify(value, (_, inner: unknown) => masked(inner));
    return json?.replace(/"\\u0000(-?Infinity|NaN)"/g, '$1') ?? maskSecrets(String(value));
  } catch {
    return typeof value === 'object' ? Object.prototype.toString.call(value) : maskSecrets(String(value));
  }
}

/** The value without secrets. JSON has no NaN and no infinity: a zero byte marks them until they are written. */
function masked(value: unknown): unknown {
  if (typeof value === 'string') return maskSecrets(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return `\0${value}`;
  if (Array.isArray(value)) return value.map((item, index) => (isSecret(value[index - 1]) ? mask : item));
  if (typeof value !== 'object' || value === null) return value;
  // A variable of a container: { name: 'PGPASSWORD', value: … }.
  const holdsSecret = isSecret('name' in value && value.name) || isSecret('key' in value && value.key);
  const fields = Object.entries(value).map(([name, field]: [string, unknown]) => {
    const hides = field !== undefined && (isSecretName(name) || (holdsSecret && name !== 'name'));
    return [maskSecrets(name), hides ? mask : field];
  });
  return Object.fromEntries(fields);
}

function isSecret(name: unknown): boolean {
  return typeof name === 'string' && isSecretName(name);
}
