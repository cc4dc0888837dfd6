/** Nanoseconds in each unit of Go's `time.ParseDuration`: https://pkg.go.dev/time#ParseDuration */
const units: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  // The micro sign and the Greek letter mu.
  '\u00b5s': 1_000n,
  '\u03bcs': 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

const limit = 2n ** 63n;

/** A duration as Go writes it (`1m30s`, `0.5s`), in nanoseconds; undefined where `time.ParseDuration` fails. */
export function readGoDuration(text: string): bigint | undefined {
  const negative = text.startsWith('-');
  let rest = text.replace(/^[-+]/, '');
  if (rest === '0') return 0n;
  if (rest === '') return undefined;
  let total = 0n;
  while (rest !== '') {
    const [matched = '', whole = '', fraction = '', unitName = ''] = /^([0-9]*)(?:\.([0-9]*))?([^0-9.]+)/.exec(rest) ?? [];
    const unit = Object.hasOwn(units, unitName) ? units[unitName] : undefined;
    if (unit === undefined || (whole === '' && fraction === '')) return undefined;
    total += BigInt(whole === '' ? 0 : whole) * unit + fractionOf(unit, fraction);
    if (total > limit) return undefined;
    rest = rest.slice(matched.length);
  }
  if (negative) return -total;
  return total < limit ? total : undefined;
}

function fractionOf(unit: bigint, digits: string): bigint {
  return digits === '' ? 0n : (BigInt(digits) * unit) / 10n ** BigInt(digits.length);
}
