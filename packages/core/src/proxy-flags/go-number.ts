/** Numbers and booleans as Go's package strconv reads them: https://pkg.go.dev/strconv */

const largestInt64 = 2n ** 63n - 1n;
const largestUint64 = 2n ** 64n - 1n;

/** What `strconv.ParseBool` reads; undefined where it fails. */
export function readGoBool(text: string): boolean | undefined {
  if (/^(1|t|T|TRUE|true|True)$/.test(text)) return true;
  if (/^(0|f|F|FALSE|false|False)$/.test(text)) return false;
  return undefined;
}

/** What `strconv.ParseInt(text, 0, 64)` reads: a sign, a base prefix, underscores between digits. */
export function readGoInt(text: string): bigint | undefined {
  const digits = /^[-+]/.test(text) ? text.slice(1) : text;
  const size = readDigits(digits);
  const value = text.startsWith('-') && size !== undefined ? -size : size;
  return value !== undefined && value >= -largestInt64 - 1n && value <= largestInt64 ? value : undefined;
}

/** What `strconv.ParseUint(text, 0, 64)` reads: as above, without a sign. */
export function readGoUint(text: string): bigint | undefined {
  const value = readDigits(text);
  return value !== undefined && value <= largestUint64 ? value : undefined;
}

/** What `strconv.Atoi` reads: decimal digits with a sign. */
export function readGoDecimal(text: string): bigint | undefined {
  if (!/^[-+]?[0-9]+$/.test(text)) return undefined;
  const value = BigInt(text.replace('+', ''));
  return value >= -largestInt64 - 1n && value <= largestInt64 ? value : undefined;
}

/**
 * What a number becomes that Go could not read and nobody looked at the error: 0, or the nearest that fits where it was out of range.
 * Source: strconv returns both a value and an error, and pflag keeps the value.
 */
export function readGoIntIgnoringErrors(text: string): bigint {
  const value = readGoInt(text);
  if (value !== undefined) return value;
  if (readDigits(text.replace(/^[-+]/, '')) === undefined) return 0n;
  return text.startsWith('-') ? -largestInt64 - 1n : largestInt64;
}

// The base is in the prefix: 0b, 0o or 0, 0x. Underscores stand between digits, or between the prefix and a digit.
const forms = [
  { pattern: /^0[bB](_?[01])+$/, prefix: '0b', skip: 2 },
  { pattern: /^0[oO](_?[0-7])+$/, prefix: '0o', skip: 2 },
  { pattern: /^0[xX](_?[0-9a-fA-F])+$/, prefix: '0x', skip: 2 },
  { pattern: /^0(_?[0-7])*$/, prefix: '0o', skip: 0 },
  { pattern: /^[1-9](_?[0-9])*$/, prefix: '', skip: 0 },
];

function readDigits(text: string): bigint | undefined {
  const form = forms.find(({ pattern }) => pattern.test(text));
  return form && BigInt(form.prefix + text.slice(form.skip).replaceAll('_', ''));
}
